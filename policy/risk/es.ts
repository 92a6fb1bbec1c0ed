/** Spanish phrases. Folded text has no accents, and ñ is n. */
import type { Phrases } from './pattern.ts';

export const es: Phrases = {
  locale: 'es',
  idioms: [
    '(morir(me|se|nos)?|muero|muriendo|muerto|muerta|mori|matar) (de|del) (risa|hambre|sed|verguenza|frio|calor|ganas|pena|aburrimiento|curiosidad|sueno|miedo|susto|envidia|asco)|(muero|morir) por (ver|tener|saber|probar|comer|un|una|el|la|esos?|esas?)|(para|de) (morirse|chuparse)|(telefono|movil|celular|bateria|ordenador|portatil|pantalla|tablet|movil|pila|tele|television|impresora|coche|nevera|planta|reloj|router|consola|equipo|disco) .. (murio|muere|muerta|muerto|muriendo|se ha muerto|esta muert[oa])|tiempo muerto|punto muerto|mar muerto|naturaleza muerta|dia de (los )?muertos|mosca muerta',
    '(esta|la|el|este|tanta|tu|su) ?(espera|cola|calor|intriga|curiosidad|estres|demora) .. me (esta )?(mata|matando)|me mata la (espera|intriga|curiosidad)|(mujer|marido|esposa|esposo|madre|padre|novia|novio|jefe|jefa|hermana) .. me (va a matar|mata|matara) (si|cuando|porque|como)|mata(r)? (el tiempo|dos pajaros|cucarachas|hormigas|mosquitos|insectos|bichos|ratas|malas hierbas|piojos|pulgas)|matamoscas|matacucarachas',
    '(casi|por poco) .. (infarto|me muero|derrame|ahogo)|de infarto|precio .. infarto|escuadron suicida|suicide squad|bombas? de (bano|agua|chocolate|calor|aire|achique|inflar|jabon)|bomba (hidraulica|sumergible|manual|de)|prensa (de ajo|francesa|ajos|de piernas|la)|recursos humanos|derechos humanos|ser humano|cuerpo humano|(silla|ropa|zapatos|talla|cama|bici|bicicleta|asiento|menu|carro|juguete|abrigo) .. (ninos?|ninas?|bebes?|infantil)|tarjeta de embarque',
  ],
  fragments: {
    want: '(quiero|quiere|queria|quisiera|voy a|va a|ganas de|pienso|pienso en|piensa|pensado|pensando|pensamientos de|penso|deseo|desearia|prefiero|planeo|planea|intento|intentado|intentar|amenaza|amenazo|ojala|tengo ganas|me gustaria|estoy por|a punto de|dijo que|dice que|idea de|puedo)',
    child:
      '((mi|mis|su|sus|un|una|el|la|los|las|nuestr[oa]s?) (\\w+ )?)?(hij[oa]s?|ninos?|ninas?|bebes?|nin[oa]|menor(es)?( de edad)?|niet[oa]s?|sobrin[oa]s?|chic[oa] de \\d+|alumn[oa]s?|hermanit[oa]s?|pequenos?|pequenas?|chiquill[oa]|\\d{1,2} anos)',
    person:
      '(yo|el|ella|mi (\\w+ )?(marido|mujer|esposa|esposo|madre|padre|hijo|hija|bebe|abuela|abuelo|hermano|hermana|amigo|amiga|pareja|novio|novia|vecino|vecina|companer[oa]|mama|papa|tio|tia)|alguien|un cliente|una clienta|bebe|nin[oa]|hij[oa])',
    mine: '(cuenta|perfil|contrasena|correo|email|e-?mail|tarjeta|usuario|clave|acceso|datos|telefono|numero|identidad|billetera)',
    human:
      '(persona( real| humana| de verdad)?|humano|humana|ser humano|agente( humano| real)?|asesor|asesora|operador|operadora|representante|encargad[oa]|supervisor|supervisora|gerente|responsable|alguien|jefe|jefa|atencion al cliente|ejecutiv[oa]|emplead[oa])',
  },
  rules: {
    self_harm: {
      kill_oneself: [
        '(matarme|matarse|matarte|suicidarme|suicidarse|ahorcarme|ahorcarse|colgarme|colgarse|quitarme la vida|quitarse la vida|quitarte la vida|pegarme un tiro|pegarse un tiro|cortarme las (venas|munecas)|cortarse las (venas|munecas)|tirarme (de|del|por|desde|a las vias|al tren|al metro)|tirarse (de|del|por|desde|a las vias|al tren|al metro)|arrojarme|ahogarme en|envenenarme|dispararme|lanzarme (de|del|al|desde|por|a las))',
        '(me|se) (voy a |va a |quiero |quiere |quise |intento |he intentado |ha intentado |queria )?(mato|mata|matare|suicido|suicida|suicidare|suicidar|suicido|ahorco|ahorca|matar|cuelgo|quito la vida|quita la vida|quito de en medio|quitar la vida|quitar de en medio|ahorcar|pego un tiro|tiro por la ventana)(?= ?([.,!]|$|hoy|si|porque|esta|ya|y|yo|un dia|ahora|manana|el|a mi mism[oa]|que|cuando|con|a si))(?<!(se|nos|te|la espera|que|esto|calor|curiosidad|me) me mata|se (va a )?mata(r)?)',
        '(me|se) (quiero|quiere|quisiera|queria|voy a|va a) (matar|morir|suicidar|ahorcar|quitar la vida|pegar un tiro)(?! (de|del|si no llega))|(acabar|terminar|acabo|termino|acabare|poner fin|pongo fin) .. (con |a )(mi vida|su vida|todo(?= ?([.,!]|$|hoy|esta noche|de una vez|para siempre|ya))|mi existencia|esta vida|la vida|mi sufrimiento)',
      ],
      suicide: ['suicid\\w*', 'suisid\\w*|sucid(io|arme|arse|a|as)'],
      wish_dead: [
        '{want} .. (morir|morirme|morirse|estar muert[oa]|desaparecer( para siempre| del mundo)?|dejar de (existir|vivir)|no (despertar|existir|vivir|seguir viviendo|haber nacido)|ya no (estar|vivir|despertar|existir|seguir))(?! (de|del|por|la|el|los|las|sitio|mi cuenta))(?<!ganas de desaparecer)',
        '(no|ya no|tampoco) (quiero|quiere|queria|aguanto|deseo|puedo|soporto|tengo ganas|tiene ganas|vale|merece|encuentro|veo|tengo|le veo|le encuentro) .. (vivir|seguir viviendo|existir|estar viv[oa]|despertar|despertarme|esta vida|la vida|razon para vivir|razones para vivir|motivos? para vivir|ganas de vivir|la pena vivir|sentido a (la|mi) vida|estar (aqui|en este mundo))(?! sin)(?! (en (esa|esta|la|el) (casa|ciudad|calle|piso|direccion)|cerca|alli|con))|(sin|perdi|perdido|ninguna?|no hay) (las |la )?(ganas|razon|razones|motivos?|voluntad) (de|para) (vivir|seguir viviendo|vida)|(mi|la) vida (ya )?no (tiene|vale|merece|sirve) .. (sentido|nada|la pena)|cansad[oa] de (vivir|la vida|esta vida|existir)|hart[oa] de (vivir|la vida)',
        '(estaria[ns]?|estarian|estaran|estara|estarias?) mejor .. (muert[oa]|sin mi|si (me muero|no (estoy|estuviera|existiera)|yo no))|mejor (estar )?muert[oa]|(ojala|desearia|quisiera) .. (estar muert[oa]|estuviera muert[oa]|no haber nacido|nunca haber nacido|me muera|me muriera|no despertar|muerto|muerta)|a nadie le .. (importo|importaria|importa) .. (si|vivo|muero|yo)|nadie me .. (extranara|extranaria|echaria de menos)|(carta|nota|mensaje) de (despedida|suicidio)|(este es|es) mi (adios|despedida|ultimo (mensaje|adios))|adios mundo|(manana|cuando lean|cuando leas|pronto) .. (ya no estare|estare muert[oa]|no estare)',
      ],
      harm_oneself: [
        '(hacerme|hacerse|hacerte|me hago|se hace|me hice) (mucho )?dano|autolesi\\w*|auto-lesi\\w*|autoagred\\w*|(cortarme|cortarse|me corto|se corta|me corte|lastimarme|lastimarse|herirme|quemarme|quemarse)(?! (el (pelo|suministro)|con (el|la|su|un)|la (luz|conexion)|al))(?= ?([.,!]|$|otra vez|de nuevo|los brazos|las (piernas|venas|munecas)|a (mi|si)|para|cuando|todos|porque|y))',
        '(tome|tomado|tomar|trague|tragado|tomarme|tomo|ingerido|me tome) .. (todas?|todos|frasco|caja|cajas|bote|botes|monton|muchas|demasiadas|\\d{2,}) .. (pastillas|medicamentos|somniferos|pildoras|tabletas|paracetamol|ansioliticos|antidepresivos|insulina)|sobredosis|(tirarme|saltar|saltare|tirarse|lanzarme|salto) .. (puente|azotea|balcon|ventana|vias|tren|metro|edificio|terraza)',
      ],
    },
    threat: {
      will_harm: {
        is: [
          '(los|las|te|le|les|lo|la|os) (voy a|vamos a|va a|quiero|juro que|puedo|van a|vas a) ?(\\w+ )?(matar|reventar|rajar|apunalar|disparar|quemar|golpear|degollar|romper|partir|asesinar|pegar|violar|ahorcar|cortar|volar|acuchillar|linchar|hundir a golpes|reventar la cabeza|pegar un tiro|meter un tiro)(?! (el precio|la orden|un correo|una foto|con una mala|las unas|el pelo|el suministro|el servicio|el contrato|la factura))',
          '(voy a|vamos a|quiero|juro que|pienso|debo|ganas de|va a|iba a|quisiera) .. (matarl[oae]s?|matarte|mataros|mataros|matar al?|apunalar\\w*|dispararle\\w*|disparar a|quemarl[oa]s|golpearl[oae]s?|golpearte|golpear a|pegarle\\w*|reventarl[oae]s?|reventarte|rajarte|degollar\\w*|partirle|partirles|partirte|romperle|romperles|romperte|asesinar\\w*|violar\\w*|lincharl[oa]s?|acuchillar\\w*)',
          '(los|las|te|lo|la|os|le) (mato|matare|mataremos|reviento|rajo|quemo|disparo|encontrare|parto la (cara|boca|madre)|rompo la (cara|boca|cabeza|madre)|rompo las piernas|parto las piernas|voy a encontrar)(?! (aqui|en la tienda|el))|(se|sabemos|ya se|averiguare) (bien )?donde (vives?|viven|vivis|trabajan?|trabajas|duermes?|esta tu familia)|(voy|ire|vamos|llegare|aparecere|vuelvo|paso|ir|iremos) .. con (un|una|mi|la|el|unos) (\\w+ )?(cuchillo|pistola|arma|escopeta|machete|bate|gasolina|rifle|bomba|hacha|fusil|navaja)',
          '(partir|romper|reventar|volar|cortar|rajar|arrancar)(te|le|les|les a todos|os|la|lo)? (la|las|el|los) (cara|piernas|cabeza|boca|dientes|cuello|garganta|huesos|sesos|brazos|cabezas|madre)|(un tiro|una bala|balazo|tiros) (en|entre|a) (la|su|tu|el|cabeza|todos)',
        ],
        unless:
          '(juego|nivel|jefe final|enemigos?|zombies?|cucarachas|hormigas|mosquitos|insectos|bichos|ratas|ratones|malas hierbas|piojos|pulgas|bacterias|chinches|hongos)',
      },
      will_destroy:
        '(quemar\\w*|prender(le)? fuego|incendiar\\w*|volar|explotar|hacer explotar|poner una bomba|destruir|reventar|quemare|prendo fuego|pegarle fuego|meterle fuego|balear|atacar) .. (su|sus|la|el|los|tu|esa|ese|esta|este|toda|todo|a su|a la|al|vuestra?) ?(\\w+ )?(tienda|tiendas|oficinas?|almacen|local|edificio|casa|sede|sucursal|empresa|negocio|banco|coche|camion|fabrica|centro comercial)|(bomba|explosivos?) .. (en (la|el|su|tu)|puesto|colocad[oa]|va a explotar|escondid[oa]|dentro)|amenaza de bomba|tiroteo|masacre|bano de sang(re)?',
      wish_harm:
        '(ojala|espero que|deseo que) .. (te|se|os|les|los|usted|todos|tu|su|alguien|ustedes)? ?.. (mueras?|mueran|muera|maten|mate|murais|muera[ns]?|den un tiro|cancer|pudras?|pudran|revienten|disparen|mueran todos|atropellen)|(estas?|estan|eres|sois|es|son) (hombres? )?muert[oa]s?(?= ?([.,!]|$|si|cuando))|(vas|va|van|vais|mereces?|merecen|deberia[ns]?|tienes|tienen) .. (a |que )?(morir|morirte|morirse|pagar .. con (su|tu) (vida|sangre)|la muerte|acabar en (el hospital|un ataud|el cementerio)|muerto|muertos)(?! de (hambre|risa))|muerete|mueranse|muerte a (todos|los|ustedes)',
      reported: [
        '(amenaz\\w*|amenaza) .. (muerte|matar\\w*|cuchillo|arma|pistola|golpear\\w*|pegar\\w*|violencia|navaja|violar\\w*|hacerme dano|quemar\\w*|mi vida|fisic\\w*|de matarme|mi familia)|(me|nos|le|la|lo) (ha |han |esta |estan )?(ataco|atacado|agredio|agredido|agredida|golpeo|golpeado|golpea|pego(?= |[.,!]|$)|pegado|pega|apunalo|apunalado|violo|violado|empujo|empujado|persigue|persiguio|sigue hasta|acosa|maltrata|ahorco|estrangulo|apunto con|asalto|abofeteo|toco sin)(?! (en la|una pegatina|al|el sticker|con (cola|cinta)|un (precio|correo)|por (un|error)))|(fui|he sido|fue|sido) (agredid[oa]|golpead[oa]|apunalad[oa]|violad[oa]|atacad[oa]|amenazad[oa])',
        '(temo|miedo|tengo miedo) .. (por mi vida|por mi seguridad|de que (me|nos) (mate|pegue|haga|encuentre|golpee|maten)|a que (me|nos) (mate|pegue|haga)|que me mate|de mi (marido|ex|pareja|padre|esposo))|violencia (domestica|de genero|machista|familiar)|(marido|ex|pareja|padre|esposo|novio|el) (me|nos) (pega|golpea|maltrata|amenaza|quiere matar|ha pegado|viola|persigue|intento matar)|(quiere|va a|intento|intenta|quiso|trato de) (matarme|matarnos|matarla|pegarme|golpearme|apunalarme|violarme|hacerme dano|ahorcarme)',
      ],
    },
    medical_emergency: {
      emergency: {
        is: [
          '(no|apenas|casi no) (puedo|puede|podia|logra|consigue|pueden|logro|consigo) .. respirar|no (esta )?respira(ndo)?|(dificultad|dificultades|problemas|cuesta|me cuesta|le cuesta|ahogo) .. (para |al |a )?respirar|falta(ndo)? (de|el) aire|(me|se) (estoy |esta )?(ahogo|ahoga|ahogando|asfixio|asfixia|asfixiando|atraganto|atraganta|atraganto|atragantando)(?! (en|con) (trabajo|deudas|facturas))|asfixia\\w*|le falta el aire|me falta el aire',
          '(infarto|ataque (al|de) (corazon|asma)|ataque (cardiaco|epileptico)|paro cardiaco|derrame cerebral|ictus|convulsion\\w*|convulsionando|shock anafilactico|choque anafilactico|anafila\\w*|reaccion alergica|crisis (asmatica|epileptica|hipertensiva)|coma( diabetico)?|hipoglucemia|hemorragia\\w*|embolia|septicemia|sepsis|aneurisma)',
          '(dolor|dolores|opresion|presion|pinchazos?|punzadas?) .. (en|de) (el |mi )?(pecho|brazo izquierdo|corazon)|me duele (mucho )?el (pecho|corazon|brazo izquierdo)|le duele (mucho )?el pecho',
          '{person} .. (inconsciente|desmayad[oa]|se desmayo|se ha desmayado|se desploma|se desplomo|perdio el conocimiento|perdido el conocimiento|no (reacciona|responde|despierta|se mueve|se despierta)|colapso|convulsiona|esta morad[oa]|se puso (azul|morad[oa])|se desvanecio)|se (desmayo|ha desmayado|desplomo|desvanecio)|inconsciente(?!mente)|perdi(o|do|endo)? (el conocimiento|la conciencia)|se ha desmayado|me desmaye',
          '(sangra|sangrando|sangrado|sangre|desangr\\w*|sangro) .. (mucho|mucha|no para|sin parar|por todas partes|abundante\\w*|no se detiene|no deja de|detener|parar|no cesa)|desangr\\w*|no (para|deja) de sangrar|(vomita|escupe|tose|vomitando|tosiendo|vomito|escupiendo|vomite) sangre|quemaduras? (graves?|de (segundo|tercer)|severas?)|(gravemente|muy) (herid[oa]|quemad[oa])|herid[oa]s? graves?|(dedo|mano|pulgar) .. (cortad[oa]|amputad[oa]|cercenad[oa])|golpe (fuerte )?en la cabeza|traumatismo craneal',
          '(trago|tragado|tragar|bebio|bebido|comio|comido|ingirio|ingerido|inhalo|tomo|inhalado|se tomo) .. (pilas?|pila de boton|bateria|lejia|cloro|limpiador|detergente|imanes?|iman|veneno|raticida|moneda|vidrio|cristal|anticongelante|producto|capsula|pastillas|medicamentos|liquido|gasolina|desatascador|nicotina|quitaesmalte)|envenena\\w*|intoxica\\w*|intoxicacion|monoxido de carbono|(fuga|olor|huele|escape) (de|a) gas|toxicologia',
          '(llam\\w*|necesit\\w*|envien|manden|vengan|urgente|pidan|esperando|viene|mande) .. (ambulancia|el 112|al 112|al 911|911|emergencias|medico .. (urgente|ya|ahora)|paramedicos|un doctor .. (urgente|ya))|una ambulancia|emergencia medica|urgencia medica|(en|a|por) (las |sala de )?urgencias(?! (del|de la) (oficina|web))(?<=(fui|fue|llev\\w*|esta|estoy|estamos|acab\\w*|ingres\\w*|termin\\w*|tuv\\w*|vamos|camino|corriendo|estuv\\w*).{0,30})|(cuidados intensivos|uci|hospitalizad[oa]|ingresad[oa] (en|de))|entre la vida y la muerte|riesgo vital|peligro de muerte|(electrocut\\w*|descarga electrica|calambrazo)',
          '(insulina|inhalador|oxigeno|medicacion|medicamento|medicinas?|pastillas (del|para el) corazon|dialisis) .. (acab\\w*|agot\\w*|sin|no (tengo|tiene|queda)|urgente|puede morir|puedo morir|va a morir|morira|termin\\w*|vaci[oa]|hoy mismo)(?! (existencias|stock))|sin insulina|(garganta|lengua|cara|labios) .. (hinchad[oa]s?|hinchando|cerrando|se (le |me )?(cierra|hincha)|azules|morados)|(se (me )?esta|se nos|me estoy|esta|estoy) (muriendo|desangrando|ahogando|asfixiando|convulsionando)(?! de| por)|(se esta|me estoy) muriendo',
        ],
        unless:
          '(juguete|playmobil|lego|disfraz|figura|munec[oa]|puzle|puzzle|rompecabezas|maqueta|libro|serie|dvd|peluche)|(tela|tejido|chaqueta|zapatos|colchon|piel|vestido|abrigo|zapatillas) .. (respira\\w*|transpira\\w*)|deja respirar|bolsillo del pecho',
      },
    },
    child_at_risk: {
      abused: {
        is: [
          '{child} .. (abusad[oa]s?|violad[oa]s?|maltratad[oa]s?|golpead[oa]s?|agredid[oa]s?|secuestrad[oa]s?|desaparecid[oa]s?|desaparecio|ha desaparecido|desaparecieron|perdid[oa] desde|raptad[oa]s?|descuidad[oa]|en peligro|amenazad[oa]s?|acosad[oa]s?|encerrad[oa]s?|explotad[oa]s?|manosead[oa]s?|tocamientos|no (ha vuelto|volvio|regreso|aparece) (a casa)?|se (ha )?(escapo|escapado|fugo) de casa|abandonad[oa]s?|se la llevaron|se lo llevaron)(?! (de|del|en) (mi|la|el) (pedido|paquete|envio|carrito))',
          '(abusa|abuso|abusan|abusado|viola|violo|maltrata|maltrato|golpea|golpeo|pega|pego|agrede|secuestro|secuestraron|rapto|toca|toco|manosea|encierra|amenaza|acosa|descuida|quema|sacude|azota|pegan|golpean|pegarle|pegando) .. (de |a |con )+(mi|su|un|una|el|la|los|las|sus|mis|nuestr[oa]s?|menores|al)? ?(\\w+ )?{child}|abuso (infantil|de menores|sexual)|maltrato infantil|pornografia infantil|pedofil\\w*|pederast\\w*|pedofilia|trata de (menores|ninos)|explotacion infantil|acoso (a|de) menores',
          '(desnud[oa]s?|fotos intimas|sexual(es)?|nudes|contenido inapropiado|inapropiad[oa]s?|obscen[oa]s?|explicit[oa]s?|sin ropa) ... {child}|{child} ... (desnud[oa]s?|fotos (intimas|de ella|de el|suyas)|nudes|sexual\\w*|sin ropa|quedar a solas|verse a solas|en secreto|depredador|pedofilo)|(desconocido|hombre|adulto|alguien|senor|tipo|extrano|persona) ... (contact\\w*|escrib\\w*|habla\\w*|sigue|siguiendo|grab\\w*|fotograf\\w*|acos\\w*|quedar|pide|pidio|pidiendo|molesta\\w*|acerca\\w*) ... {child}',
          '(mi|mis) (\\w+ )?(padre|padrastro|papa|madre|madrastra|mama|tio|abuelo|hermano|padres|profesor|entrenador|primo|padrino) .. (me|nos|a mi herman\\w*|le) (pega|pegan|golpea|golpean|toca|abusa|viola|maltrata|maltratan|encierra|encierran|hace dano|obliga|quema|ha pegado|ha tocado|pego|toco|hace cosas|castiga)|abusa(n)? de mi(?! (confianza|paciencia|buena fe|tiempo|bolsillo))|miedo (de|a) (volver|ir|regresar) a (mi )?casa|(me escape|me fui|me fugue|escaparme) de (mi )?casa|tengo ([5-9]|1[0-7]) anos ... (pega|golpea|toca|abusa|miedo|nudes|desnud\\w*|escap\\w*|sol[oa] en casa|embarazada|chantaj\\w*|quedar|fotos mias|amenaza\\w*)',
        ],
        unless:
          '(paquete|pedido|envio|articulo|juguete|muneca|chaqueta|zapatos|mochila|peluche|abrigo|pieza|regalo) .. (desaparecio|desaparecid[oa]|ha desaparecido|perdid[oa]|no aparece)|no aparece (en|su|el|la) (la |el |mi )?(cuenta|lista|reserva|pedido|billete)',
      },
      in_danger:
        '{child} .. (encerrad[oa]s?|atrapad[oa]s?|sol[oa]s?|abandonad[oa]s?|olvidad[oa]s?) .. (en|con|dentro) .. (coche|carro|auto|casa|piso|ascensor|elevador|desconocido|calle|estacion|habitacion|sotano|maletero|taxi|tienda|bano|balcon|autobus)|(deja|dejan|dejo|dejaron|dejado|encerro|encerrado|olvido|abandono) .. (a )?.. {child} .. (sol[oa]s?|encerrad[oa]s?|en el coche|en el carro|sin (vigilancia|supervision)|en la calle)|{child} .. (trago|tragado|se (ha )?atragant\\w*|se (ha |esta )?(ahogo|ahogado|ahogando|asfixia\\w*)|bebio|bebido|ingirio|se (ha )?(cayo|caido) (de|del|por|desde)|electrocut\\w*|quemo con|se (ha )?quemado|envenen\\w*|intoxic\\w*|no respira)|(vendieron|vendio|vender|venden|entregaron|entrego|dieron) .. (alcohol|vodka|cigarrillos|cigarros|vapers?|cuchillo|drogas?|cerveza|tabaco|petardos) .. (a|al) .. ({child}|menor\\w*)',
    },
    account_takeover: {
      account:
        '{mine} .. (hacke\\w*|hackead[oa]|pirate\\w*|robad[oa]|robaron|comprometid[oa]|intervenid[oa]|vulnerad[oa]|suplantad[oa])|(hacke\\w*|pirate\\w*|jaque\\w*|robaron|robado|suplant\\w*|clon\\w*) .. (mi|la|mis|de mi|el acceso) ?{mine}|(me|nos) (han |acaban de )?(hacke\\w*|jaque\\w*|pirate\\w*)|(alguien|un desconocido|una persona|un extrano|otra persona|hacker|terceros?) .. (entro|accedio|ha entrado|ha accedido|entrado|accedido|uso|usando|usa|ha usado|cambio|ha cambiado|compro|ha comprado|pidio|hizo|ha hecho|inicio sesion|tiene acceso) .. (en |a |con |desde |mi |la |mis |un pedido |compras? |pedidos? |de )*(mi )?({mine}|nombre)|(robo|suplantacion|usurpacion) de (identidad|cuenta)|{mine} .. (cambi\\w*|modific\\w*|restablec\\w*) .. (no fui yo|no he sido yo|yo no fui|sin mi|sin que)|no (fui|he sido|era) yo|yo no fui|(yo )?no (hice|he hecho|realice|he realizado|autorice|he autorizado|solicite|reconozco|he pedido) (este|esta|estos|estas|ese|esa|ningun|ninguna|el|la|ese) (\\w+ )?(pedidos?|compras?|cargos?|pagos?|transaccion(es)?|transferencia|cambios?|operacion|movimientos?|solicitud)|(cargos?|compras?|pagos?|pedidos?|accesos?|movimientos?|transaccion(es)?|inicio de sesion|actividad) (no (autorizad|reconocid)[oa]s?|fraudulent[oa]s?|sospechos[oa]s?|desconocid[oa]s?)',
    },
    legal_threat: {
      legal: {
        is: '(mi|mis|un|una|nuestr[oa]|el|la|con) (abogad[oa]s?|equipo legal|asesor legal|gestor legal)|abogad[oa]s?|(acciones?|medidas?|proceso|via|vias|demanda|procedimiento|recurso|consecuencias|tramites) (legal(es)?|judicial(es)?|penal(es)?)|(demandar\\w*|demandare|demando|demandaremos|demandas? judicial\\w*|denunciar\\w*|denunciare|denuncio|denunciaremos|denuncia)(?= |[.,!]|$)|querella|(ir|iremos|llevar\\w*|acudir|acudire|vernos|nos vemos|veremos|llegar) .. (a|en|ante) (los |un |el )?(juicio|tribunal(es)?|juzgados?|corte|justicia)|tribunales|burofax|proteccion (al|del) consumidor|defensa (al|del) consumidor|consumo|ocu|facua|omic|profeco|indecopi|sernac|hoja de reclamaciones|arbitraje de consumo|agencia de proteccion de datos|derechos (del|de) consumidor\\w*|danos y perjuicios|es ilegal',
        unless:
          '(soy|como) abogad|(bajo|alto|eficiencia|mucho|poco|de|del) consumo|consumo (de|del|electrico|energetico|medio|es|diario|mensual|alto|bajo|propio)|en demanda|por denuncia falsa',
      },
    },
    press: {
      press: {
        is: '(soy|como|trabajo como|trabajo de) .. (periodista|reporter[oa]|redactor(a)?|corresponsal)|periodista (de|del|en|para)|(ir|acudir|acudire|contactar|contactare|contar\\w*|llamar|hablar|avisar|llevar\\w*|recurrir|voy|ire|enviar\\w*|denunciar\\w*) .. (a|con|en|al) (la |los |el |las )?(prensa|periodicos?|medios|noticias|television|periodistas?|tele|noticiero|telediario)|(prensa|medios|periodicos?) (se enter\\w*|sabra\\w*|va a|van a)|(gabinete|departamento|contacto|consulta|solicitud|oficina) de prensa|(articulo|reportaje|investigacion|noticia) sobre (su|vuestra|ustedes|esta) ?(empresa|compania|tienda|marca)?',
        unless: '(redes sociales|medios (de pago|sociales|de transporte)|reparto de prensa|suscripcion)',
      },
    },
    payment_details: {
      numbers:
        '(numero|no|nro) (de )?(mi |la )?(tarjeta|cuenta( bancaria)?)( es|:|=)* ?(el )?(?=[0-9])[0-9\\s-]{6,30}|(cvv|cvc|codigo de seguridad|pin|clabe|cbu)( es|:|=)* ?(el )?[0-9]{3,24}|(aqui|estos son|le paso|les paso|adjunto|son) .. (datos bancarios|datos de (la|mi) (tarjeta|cuenta)|numero de (cuenta|tarjeta))',
    },
    wants_person: {
      talk_to: {
        is: [
          '(hablar|comunicarme|chatear|conversar|comunicar|contactar|hablo|atienda|atiendan|pasar|paseme|pasenme|pongame|conectar|transferir|transfieranme|transfiereme|comuniqueme|tratar|contacte) .. (con|a|por|me) ?(un|una|algun|alguna|su|el|la|tu)? ?{human}(?! (que|de la tienda que) (me )?(dijo|atendio))',
          '(persona|humano|agente|asesor|operador|representante|gente) (real|humano|humana|de verdad|de carne y hueso|viv[oa])|(quiero|necesito|exijo|deseo|solicito|dame|deme|denme|prefiero) .. (un|una|al|el|a un|a una|con un|su) (human[oa]|persona|agente|asesor|asesora|supervisor|supervisora|gerente|encargad[oa]|operador|operadora|representante|responsable|ser humano)|^\\W*(un |una |con )?(humano|agente|persona|asesor|asesora|operador|operadora|representante|supervisor|ejecutivo)( por favor| porfa| humano| real| ya)*\\W*$|(hay|no hay|existe) .. (alguien|algun humano|una persona) .. (ahi|leyendo|real|que (me )?(ayude|atienda|responda))',
        ],
        unless: '(ya )?(hable|he hablado|hablado) (ya )?con',
      },
      no_bot:
        '(no|basta|dejen|deja|sin|hart[oa]|ningun|estupido|maldito|para de|paren|nada de|cansad[oa]|odio|en vez) .. (bots?|robots?|chat ?bots?|maquinas?|ia|inteligencia artificial|respuestas? automaticas?|mensajes? automaticos?|contestador|computadora|respuestas predeterminadas)(?! (aspirador\\w*|de cocina|lavadora|cortacesped|de coser|de afeitar|de cafe))',
      call_me: {
        is: '(puede|pueden|podrian|podria|alguien|que|por favor|necesito|quiero|favor|solicito|me gustaria|pido|esperando|agradeceria) .. (me llame[ns]?|llamarme|me llamen|me llame|una llamada|devolverme la llamada|me contacten por telefono|me llamara[ns]?|llamen por telefono)|(llam(e|en|a)me|llamenme|llamadme)|(hablar con )?(su|tu|un|el|vuestro) (supervisor|superior|jefe|gerente|encargad[oa]|responsable)(?= ?([.,!]|$|ya|ahora|por favor|inmediatamente|de))',
        unless:
          '(repartidor|mensajero|transportista|chofer|conductor) .. llam|(no|nunca|nadie) me llam\\w+|(dejen|deje|dejar|paren) de llamarme',
      },
    },
    chargeback: {
      chargeback:
        'contracargo\\w*|charge ?back|retroceso (del|de)|(devolver|devolucion de|reclamar|disputar?|disputa|anular|rechazar|desconocer) .. (cargo|recibo|pago|cobro|paypal|banco|tarjeta)|(disputa|reclamacion|caso) .. (paypal|banco|visa|mastercard|klarna)',
    },
    erasure_request: {
      erase:
        '(borr\\w*|elimin\\w*|suprim\\w*|cancel\\w*|cerrar|cierren|dar de baja) .. (mi|mis|todos|la|los|toda) .. (cuenta|datos|informacion|perfil)( personal\\w*)?|rgpd|gdpr|lopd|derecho (al olvido|de supresion|de acceso|de cancelacion)|derechos arco|(copia|acceso) .. mis datos',
    },
    distress: {
      distress: {
        is: '(urgente|urgentemente|urgencia|desesperad[oa]|desesperacion|angustia\\w*|angustiad[oa]|ansiedad|panico|llorando|no puedo dormir|no duermo|no se que hacer|ya no se|agotad[oa]|suplico|ruego|ayudenme|auxilio|socorro|muy preocupad[oa]|preocupadisim[oa]|estresad[oa]|sin dinero)|(segunda|tercera|cuarta|quinta|[2-9]a|enesima) (vez|ocasion|consulta|solicitud)|(segundo|tercer|cuarto|quinto|enesimo) (correo|mensaje|email|intento|reclamo|aviso)|(sigo|seguimos|todavia|aun) .. (sin|esperando|no) .. (respuesta|noticias|recib\\w*|solucion|reembolso|nada|pedido|llega\\w*)|(nadie|no) me (responde[n]?|contesta[n]?|ayuda[n]?|hace[n]? caso|da[n]? (respuesta|solucion))|(llevo|hace) .. (semanas|meses|dias) .. (esperando|sin|que)|(boda|funeral|vuelo|cumpleanos|operacion|examen|viaje|mudanza|entierro) .. (es )?(hoy|manana|pasado manana|esta (tarde|noche|semana)|en (dos|tres|\\d) (dias|horas)|el (lunes|martes|miercoles|jueves|viernes|sabado|domingo))|antes (de|del) (manana|hoy|lunes|martes|miercoles|jueves|viernes|sabado|domingo)',
        unless: 'no (es|corre) (urgente|prisa)|sin (urgencia|prisa)|atencion urgente',
      },
    },
    anger: {
      words: {
        is: '(inaceptable|verguenza|vergonzos[oa]|estafa\\w*|estafador\\w*|ladron\\w*|ladrones|robo|timo|indignante|indignad[oa]|indignacion|furios[oa]|enfadad[oa]|enojad[oa]|cabread[oa]|mierda|puta|putos?|joder|cono|hijos? de puta|idiotas?|imbeciles?|inutiles|incompetentes?|mentiros[oa]s?|pesimo|pesima|horrible|asco|asqueros[oa]|hart[oa]|nunca mas|jamas volvere|peor (servicio|atencion|empresa|tienda)|ridiculo|sinverguenzas?|tomadura de pelo|burla|fraude|colmo|me tienen hart[oa]|vaya tela|lamentable|deplorable|intolerable)',
        unless:
          '(antirrobo|alarma|seguro) .. robo|es (esto )?una estafa\\?|seguro (de|contra) robo|no estoy (enfadad|enojad)',
      },
    },
    opt_out: {
      unsubscribe:
        '(darme|dar) de baja .. (newsletter|boletin|correos?|lista|publicidad|suscripcion de correo|emails?|mensajes|sms)|(desuscrib\\w*|desapunt\\w*)|(no|dejen de|dejad de|paren de|no quiero|ya no) .. (enviar(me)?|envien|mandar(me)?|manden|recibir|quiero recibir) .. (mas )?(correos?|emails?|mensajes|publicidad|sms|newsletters?|promociones|spam|boletin\\w*)',
    },
  },
};
