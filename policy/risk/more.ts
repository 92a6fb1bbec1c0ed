/** Key phrases in languages that desks meet less often: danger first, and how to ask for a person. */
import type { Phrases } from './pattern.ts';

export const pt: Phrases = {
  locale: 'pt',
  idioms: [
    '(morrer|morrendo|morri|morro|matar|matando) de (rir|fome|sede|vergonha|frio|calor|vontade|curiosidade|tedio|saudades?|medo|inveja|rir)|(bateria|celular|telemovel|telefone|computador|notebook|planta|tela) .. (morreu|morrendo|morta|morto)|(espera|fila|calor|curiosidade|demora) .. (me )?(mata|matando)|vai me matar se|esquadrao suicida|quase (tive um infarto|morri)|bombas? de (banho|agua|chocolate|ar)',
  ],
  rules: {
    self_harm: {
      oneself: [
        '(me matar|matar-?me|se matar|matar-?se|me suicidar|suicidar-?me|suicid\\w*|tirar (a )?(minha|sua|propria|a) (propria )?vida|acabar com (a )?(minha|sua) (propria )?vida|acabar com tudo|por fim a minha vida|me enforcar|enforcar-?me|me jogar (de|do|da|na frente)|cortar os pulsos|dar um tiro na cabeca|me matando|vou me matar|me mato)',
        '(quero|queria|vou|quer|vontade de|prefiro|penso em|preferia|gostaria de|so quero) (so )?(morrer|estar mort[oa]|desaparecer do mundo|sumir do mundo|nao existir|nao acordar)(?! de)|nao (quero|aguento|consigo|queria|tenho vontade de|vejo (razao|motivo|sentido) (para|em|de)) .. (viver|continuar viv\\w*|acordar|existir|estar viv[oa]|essa vida)|(sem|nenhuma|perdi a|nao tenho) (vontade|razao|motivos?) (de|para) viver|(minha )?vida nao (vale|tem|faz) .. (pena|sentido)|cansad[oa] de viver|melhor (morto|morta|sem mim)|carta de (despedida|suicidio)',
        '(me cortar|me corto|se cortar|se corta|me machucar|me ferir)(?! (com|no|na|ao))|automutil\\w*|auto-?les\\w*|overdose|(tomei|tomar|tomou|engoli) .. (todos|todas|cartela|frasco|caixa|varios|muitos) .. (comprimidos|remedios|pilulas)',
      ],
    },
    threat: {
      threat:
        '(vou|vamos|quero|juro que vou|iremos|vai) .. (te matar|matar (voces|voce|todos|o|a|ele|ela|seu|sua)|matar-?te|te bater|bater em (voce|voces)|te esfaquear|esfaquear|te pegar e|quebrar (a sua cara|suas pernas|sua cara|a cara|as pernas)|explodir|queimar (a|o|sua|seu|tudo|voces)|botar fogo|por fogo|colocar fogo|atirar em|dar um tiro em|acabar com a sua raca|estuprar)|(sei|sabemos|descobri) onde (voce|voces|tu|ele) (mora|moram|trabalha|trabalham)|(ameac\\w*) .. (morte|matar|me bater|faca|arma|violencia|agredir)|ameacas? de morte|(colocar|colocamos|coloquei|tem|ha) (uma )?bomba (no|na|em)|(ele|marido|ex|namorado|pai) me (bate|agride|agrediu|bateu|ameacou|espanca)|(foi|fui) (agredid[oa]|esfaquead[oa]|espancad[oa]|estuprad[oa])|(me|nos) (agrediu|espancou|esfaqueou|estrangulou)|violencia domestica|espero que (voce|voces|tu|ele) (morra|morram|morras)|(voce|voces) (esta|estao|vai|vao|merece|merecem) (mort[oa]s?|morrer)(?! de)|medo de que ele (me|nos) (mate|bata|machuque)|temo pela minha vida',
    },
    medical_emergency: {
      emergency: {
        is: '(nao|mal|dificuldade (para|em|de)) (consigo|consegue|conseguia|esta|estou)? ?(respirar|respirando|respira)|falta de ar|(infarto|enfarte|ataque (cardiaco|de asma|epileptico)|avc|derrame|parada cardiaca|convuls\\w*|choque anafilatico|reacao alergica|anafila\\w*|hemorragia|desmai\\w*|inconsciente|perdeu a consciencia|nao (reage|acorda|responde mais)|engasg\\w*|sufoc\\w*|asfixi\\w*)|dor(es)? (forte )?no peito|(sangrando|sangramento|sangue) .. (muito|nao para|sem parar|parar)|(engoliu|bebeu|ingeriu|comeu) .. (pilha|bateria|veneno|agua sanitaria|produto|ima|imas|detergente|remedios|moeda|vidro)|envenen\\w*|intoxica\\w*|(cham\\w*|precis\\w*|mand\\w*) .. (ambulancia|samu|112|192|911|medico urgente)|emergencia medica|pronto-?socorro|na uti|vazamento de gas|cheiro de gas|choque eletrico|eletrocut\\w*|(sem|acabou a) insulina|esta morrendo|queimaduras? graves?',
        unless: 'brinquedo|playmobil|lego|fantasia|tecido|respiravel|boneco|quase',
      },
    },
    child_at_risk: {
      child: {
        is: '(crianca|criancas|filh[oa]s?|bebe|menin[oa]s?|menor(es)?( de idade)?|net[oa]|sobrinh[oa]|enteada|alun[oa]s?) .. (abusad[oa]s?|estuprad[oa]s?|agredid[oa]s?|espancad[oa]s?|maltratad[oa]s?|sequestrad[oa]s?|desaparecid[oa]s?|desapareceu|sumiu(?! (do|da) (pedido|site|pacote))|em perigo|trancad[oa] (no|na)|sozinh[oa] (no carro|em casa|na rua)|engoliu|se afog\\w*|engasg\\w*|molestad[oa])|(abusa|abusou|bate|bateu|espanca|estuprou|molesta|maltrata|sequestr\\w*|agride|agrediu) .. (d[oa]s?|n[oa]s?|em|minha|meu|um|uma|o|a|de) .. (crianca|filh[oa]|bebe|menin[oa]|menor|net[oa]|sobrinh[oa])|abuso (infantil|sexual|de menor)|pornografia infantil|pedofil\\w*|meu (pai|padrasto|tio|avo|irmao) me (bate|toca|abusa|estupr\\w*)|(fotos|fotografias|imagens) .. (nuas?|nus?|intimas|sexuais) .. (crianca|filh[oa]|menin[oa]|menor|\\d{1,2} anos)|(filh[oa]|crianca|menin[oa]|menor|\\d{1,2} anos) ... (fotos (nuas?|intimas)|nudes|sexual\\w*)',
        unless: '(pacote|pedido|encomenda|brinquedo|roupa|sapato) .. (sumiu|desapareceu)',
      },
    },
    wants_person: {
      person:
        '(falar|conversar|fale|contato|atendid[oa]|passar|passe|transferir|transfira) .. (com|por|para) .. (um |uma |o |a |seu |sua )?(atendente|pessoa|humano|alguem|gerente|supervisor|supervisora|responsavel|operador|representante)|(pessoa|atendente|humano) (real|de verdade|human[oa])|^\\W*(atendente|humano|pessoa|falar com atendente)( por favor)?\\W*$|(quero|preciso|exijo) .. (um |uma )(humano|atendente|pessoa|supervisor|gerente)|(me liguem|me ligue|podem me ligar|liguem-?me|ligue-?me|alguem (pode|poderia) me ligar)|(nao quero|chega de|sem|pare) .. (robos?|bots?|chatbots?|maquina|resposta automatica|respostas automaticas)',
    },
    legal_threat: {
      legal:
        '(meu|minha|um|uma|nosso) advogad[oa]s?|advogad[oa]s?|(acao|acoes|medidas|processo|providencias) (judicia(l|is)|lega(l|is)|cabiveis)|(process\\w*|processar) (voces|a empresa|a loja)|vou processar|procon|reclame aqui|decol?|pequenas causas|defesa do consumidor|livro de reclamacoes|na justica|tribunal',
    },
    press: {
      press:
        '(sou|como) jornalista|(ir|vou|procurar|contatar|contactar|levar|contar|avisar|denunciar) .. (a|na|para a|aos?|com a) (imprensa|jornais|jornal|televisao|midia)|assessoria de imprensa',
    },
    account_takeover: {
      account:
        '(conta|perfil|senha|e-?mail|cartao) .. (hacke\\w*|invadid[oa]|roubad[oa]|clonad[oa]|pirateada|comprometid[oa])|(hackearam|invadiram|roubaram|clonaram|hackeou|invadiu) .. (minha|meu) .. (conta|perfil|senha|e-?mail|cartao)|fui hackead[oa]|nao (fui|foi) (eu|por mim)|nao (fiz|reconheco|autorizei|realizei) (essa|esta|este|esse|nenhuma?) (compra|pedido|pagamento|transacao|cobranca)|alguem .. (usou|entrou|acessou|comprou) .. (minha|meu|na minha|com (a )?minha) (conta|nome|cartao)|compras? nao autorizadas?',
    },
  },
};

export const it: Phrases = {
  locale: 'it',
  idioms: [
    "(morire|morendo|muoio|morto|morta|morti) (dal|dalla|di|dalle|dallo) (ridere|risate|fame|sete|vergogna|freddo|caldo|curiosita|noia|sonno|voglia|invidia)|(batteria|telefono|cellulare|computer|schermo|tablet|pianta|lavatrice) .. (morto|morta|muore|morendo)|(attesa|coda|caldo|curiosita) .. (mi )?(uccide|uccidendo|ammazza)|mi (uccide|ammazza|uccidera) se|quasi (un infarto|morivo)|punto morto|suicide squad|bomb[ae] (da bagno|d'acqua)|da morire",
  ],
  rules: {
    self_harm: {
      oneself: [
        '(mi|si) (voglio|vorrei|vuole|voleva) (ammazzare|uccidere|suicidare|impiccare|buttare (dal|giu|sotto))|(uccidermi|uccidersi|mi uccido|si uccide|ammazzarmi|ammazzarsi|mi ammazzo|si ammazza|suicid\\w*|togliermi la vita|togliersi la vita|tolgo la vita|farla finita|la faccio finita|porre fine alla (mia|sua) vita|impiccarmi|impiccarsi|buttarmi (dal|giu|sotto|dalla)|buttarsi (dal|giu|sotto|dalla)|spararmi|tagliarmi le vene|tagliarsi le vene|gettarmi (sotto|dal|da))',
        "(voglio|vorrei|vuole|volevo|desidero|preferisco|preferirei|penso di|sto pensando di|pensa di) (solo )?(morire|essere mort[oa]|sparire per sempre|non esistere|non svegliarmi|non esserci piu)|non (voglio|vuole|ce la faccio|riesco|ho (piu )?(voglia|motivo)) .. (piu )?(vivere|di vivere|a vivere|per vivere|svegliarmi|stare al mondo|andare avanti)(?! con (il|questo|la|l'))|(la (mia )?vita|vivere) non (ha|vale) .. (senso|pena)|stanc[oa] di vivere|(senza|nessun|perso) .. (voglia|motivo|ragione) (di|per) vivere|meglio (morto|morta|senza di me)|lettera (d'addio|di addio)|sarebbe meglio se fossi mort[oa]",
        '(farmi|farsi|mi faccio|si fa) del male|autolesion\\w*|(mi taglio|tagliarmi|si taglia)(?= ?([.,!]|$|le braccia|di nuovo|ancora|quando))|overdose|(preso|ingoiato|prendere) .. (tutte|troppe|scatola|flacone|tutto il) .. (pillole|pastiglie|pasticche|medicine|sonniferi|compresse)',
      ],
    },
    threat: {
      threat:
        "(vi|ti|lo|la|li|le) (uccido|ammazzo|uccidero|ammazzero|spacco la (faccia|testa)|spacco tutto|sparo|accoltello|brucio|gonfio di botte|faccio fuori|vengo a prendere|trovo e|taglio la gola|rompo le (gambe|ossa))|(vi|ti) vengo a (cercare|prendere)|(ucciderv?i|uccidert?i|ammazzarv?i|ammazzart?i|uccidere|ammazzare) (tutti|qualcuno|il|la|voi|te|i vostri|il vostro)|(voglio|devo|vorrei) (ucciderti|ucciderlo|ucciderli|uccidervi|ammazzarti|ammazzarvi|ammazzarlo|picchiarvi|picchiarlo)|(do fuoco|daro fuoco|dare fuoco|brucio|brucero|faccio saltare|far saltare|faro saltare|incendi\\w*) .. (negozio|ufficio|sede|magazzino|casa|tutto|edificio)|(so|sappiamo) dove (abiti|abitate|abita|vivi|vivete|lavori|lavorate|lavora)|(c'e|messo|piazzato) (una )?bomba|minacc\\w* .. (morte|uccider\\w*|coltello|pistola|violenza|picchiar\\w*|ammazzar\\w*|di morte)|(mi|ci) (ha|hanno) (aggredit[oa]|picchiat[oa]|accoltellat[oa]|violentat[oa]|minacciat[oa]|colpit[oa]|strangolat[oa]|dato un pugno)|(mi|ci) picchia|violenza domestica|spero che (tu|voi|lui|lei|crepiate|muoia|muoiate|moriate|crepi)|(sei|siete) mort[oi](?= ?([.,!]|$|se))|(crepa|crepate)(?! (nel|sul|sullo|nello|sulla|nella))|temo per la mia vita|(vengo|arrivo|verro) .. con (un|una|il|la) (coltello|pistola|fucile|mazza|arma|ascia)",
    },
    medical_emergency: {
      emergency: {
        is: "(non|fatico a|difficolta a|fatica a|a stento|riesce a) .. (respir\\w*)|(infarto|ictus|attacco (di cuore|cardiaco|d'asma|epilettico)|arresto cardiaco|convulsion\\w*|shock anafilattico|reazione allergica|anafila\\w*|emorragia|svenut[oa]|sven\\w*|privo di sensi|incoscient\\w*|non (reagisce|si sveglia|risponde piu)|soffoc\\w*|perso conoscenza|perso i sensi)|dolor[ei] al petto|(sanguin\\w*|sangue) .. (molto|tanto|non si ferma|smette|fermare|dappertutto)|(ingerito|ingoiato|bevuto|mangiato|inalato) .. (pila|batteria|candeggina|detersivo|veleno|calamit[ae]|magnet[ei]|medicine|vetro|moneta|pastiglie|detergente)|avvelen\\w*|intossica\\w*|(chiam\\w*|serve|mandat\\w*|bisogno) .. (ambulanza|118|112|medico urgente)|emergenza medica|(al|in) pronto soccorso|terapia intensiva|fuga di gas|odore di gas|scossa elettrica|folgorat[oa]|(senza|finito l'|finita l') ?insulina|sta morendo|sto morendo|ustioni gravi",
        unless: 'giocattolo|playmobil|lego|costume|tessuto|traspirant\\w*|puzzle|quasi',
      },
    },
    child_at_risk: {
      child: {
        is: '(bambin[oaie]|figli[oaie]?|neonat[oa]|minor(e|i|enne|enni)|ragazzin[oaie]|nipot[ei]|nipotin[oa]|alunn[oa]) .. (abusat[oa]|violentat[oa]|picchiat[oa]|maltrattat[oa]|rapit[oa]|scompars[oa]|sparit[oa]|in pericolo|molestat[oa]|chius[oa] (in macchina|in auto|a chiave|in casa)|da sol[oa] (in casa|in macchina|in auto)|ingoiato|ingerito|soffoc\\w*|annega\\w*)|(abusa|picchia|violenta|maltratta|molesta|rapito|tocca|picchiano|ha picchiato) .. (di|il|la|mi[oa]|su[oa]|un|una|i|le|del|della) .. (bambin[oaie]|figli[oaie]?|minor\\w*|nipot\\w*|ragazzin[oa])|abus[oi] (su )?(minori|sui minori|infantile|sessual[ei]|di minore)|pedo(filo|fili|filia|pornografi\\w*)|mi[oa] (padre|patrigno|zio|nonno|fratello|madre|papa) mi (picchia|tocca|violenta|abusa|molesta)|(foto|immagini) (nud[ea]|intime|sessuali) .. (bambin\\w*|figli[oa]|minor\\w*|ragazzin\\w*)|(figli[oa]|bambin[oa]|minorenne|ragazzin[oa]) ... (foto (nud[ea]|intime)|nudes|sessual\\w*)',
        unless: '(pacco|ordine|giocattolo|vestito|giacca) .. (scompars[oa]|sparit[oa])',
      },
    },
    wants_person: {
      person:
        '(parlare|parlo|chattare|comunicare|contattare|contatto|passatemi|mettere in contatto|essere contattat[oa]|passi) .. (con|da|a) ?.. (un |una |qualcuno|il |la |vostro )?(operatore|persona|umano|qualcuno|responsabile|consulente|essere umano|supervisore|addetto|assistente|direttore)|(persona|operatore|essere) (vera?|reale|uman[oa]|in carne)|^\\W*(un )?(operatore|umano|persona|assistente|parlare con operatore)( per favore| umano)?\\W*$|(voglio|vorrei|esigo|mi serve) .. (un |una )(operatore|umano|persona|responsabile|supervisore)|(chiamatemi|richiamatemi|mi chiami|mi chiamate|potete (chiamarmi|richiamarmi)|qualcuno .. (chiamarmi|mi chiami|richiamarmi)|essere richiamat[oa])|(non voglio|basta|niente|senza|stufo) .. (bot|robot|chatbot|risposte automatiche|risposta automatica|macchina|ia)(?! aspirapolvere)',
    },
    legal_threat: {
      legal: {
        is: '(mi[oa]|nostr[oa]|un|una|il|dal|al) ?avvocat[oaie]|avvocat[oaie]|(vie|azioni?|procediment[oi]|provvediment[oi]) legal[ei]|(denunci\\w*|querel\\w*|citar\\w* in giudizio|in tribunale|giudice di pace|tribunale)|associazione (dei )?consumatori|altroconsumo|codacons|federconsumatori|agcm|agcom|codice del consumo|diffida',
        unless: 'sono (un )?avvocat',
      },
    },
    press: {
      press:
        '(sono|in qualita di) .. giornalista|(rivolger\\w*|andare|contatt\\w*|scriver\\w*|raccont\\w*|segnalar\\w*|vado) .. (alla|la|ai|i|alle|a) (stampa|giornali|giornalisti|giornale|televisione|striscia la notizia|le iene|iene)|ufficio stampa',
    },
    account_takeover: {
      account:
        '(account|profilo|password|conto|e-?mail|carta) .. (hackerat[oa]|hackerato|violat[oa]|rubat[oa]|compromess[oa]|clonat[oa])|(hackerat[oa]|rubato|violato|clonato) .. (il mio|la mia|mio|mia) .. (account|profilo|password|conto|carta|e-?mail)|(sono stat[oa]|mi hanno) hackerat[oa]|non (sono stat[oa]|ero) io|non ho (fatto|effettuato|autorizzato) (io )?(quest[oaie]|nessun\\w*|alcun\\w*) (ordin[ei]|acquist[oi]|pagament[oi]|transazion[ei])|qualcuno .. (entrato|usato|usa|ordinato|acquistato|accesso) .. (mio|mia) (account|nome|carta|profilo|conto)|(acquisti|addebiti|transazioni|ordini) non autorizzat[ie]',
    },
  },
};

export const nl: Phrases = {
  locale: 'nl',
  idioms: [
    '(lach|lachen|lachte) .. (dood|kapot)|dood ?(moe|normaal|simpel|gewoon|zonde|leuk|gegooid|lopende)|(dood|sterf|sterven) van (de )?(honger|dorst|lachen|verveling|schaamte|nieuwsgierigheid|kou|hitte)|(accu|batterij|telefoon|laptop|scherm|plant|wifi) .. (dood|overleden|sterft)|(wachten|hitte|rij) .. (is )?(een )?moord|vermoordt me als|bijna een hartaanval|suicide squad|bad ?bommen?|bruisbal',
  ],
  rules: {
    self_harm: {
      oneself: [
        '(mezelf|mijzelf|me zelf|zichzelf|jezelf|haarzelf|hemzelf|zich|me|mij) .. (van kant (maken|gemaakt)|vermoorden|ombrengen|doden|ophangen|verdrinken|van het leven beroven|iets aan ?(te )?doen|wat aan ?(te )?doen|snijden|pijn (te )?doen|verwonden|voor de trein|van het dak|van de brug|doodschieten|doodmaken|te doden|beschadigen)|(doe|doet) (mezelf|zichzelf|me) iets aan|zelf ?(moord|doding|verminking|beschadiging)\\w*|suicid\\w*|(maak|maakt|maken) .. (een )?eind\\w* (aan|eraan)|eind\\w* (aan|een eind\\w* aan) (mijn|zijn|haar|het) leven|eruit stappen|uit het leven (stappen|stapt)|zelfdod\\w*',
        '(wil|wilde|wou|zou willen|liever|ga|wens\\w*) .. (dood|sterven|doodgaan|niet meer (leven|bestaan|wakker worden|er zijn|verder leven)|er niet meer zijn)(?! (aan|van|spoor|punt|gewicht))|(kan|wil|wilt|hoef) .. niet (meer|langer) (verder )?(leven|verder leven|bestaan)|was ik maar (dood|nooit geboren)|geen (zin|reden|wil) (meer )?(om te|in het|tot) leven|(leven|het) .. (geen zin meer|niet meer de moeite|heeft geen zin|niet meer waard)|levensmoe|beter (af )?zonder mij|afscheidsbrief|overdosis|(alle|pot|doos|handvol) .. pillen .. (geslikt|genomen|ingenomen|slikken)',
      ],
    },
    threat: {
      threat:
        '(maak|maken|schiet|steek|sla|slaan|vermoord\\w*|breek|hak|ruk) (je|jullie|u|hem|haar|ze|die \\w+|iedereen|de bezorger) .. (af|dood|kapot|neer|overhoop|in elkaar|nek|benen|de nek|kop)|(ga|zal|wil|kom) .. (je|jullie|u|hem|haar|ze|iemand|iedereen|de \\w+|die \\w+) .. (vermoorden|doodmaken|doodschieten|doodsteken|neersteken|neerschieten|afmaken|in elkaar slaan|kapot ?maken|slaan|opzoeken en|wurgen|verkrachten|pakken en)|(weet|weten) (ik |wij |we )?waar (je|jullie|u|hij|zij) .. (woon\\w*|wonen|werk\\w*|slaapt)|(steek|steken|zet|brand|blaas|blazen|fik) .. (winkel|kantoor|pand|magazijn|huis|zaak|gebouw|filiaal|tent) .. (in brand|in de fik|plat|op|af|in de lucht)|(bom) .. (geplaatst|gelegd|in (het|jullie|de))|bommelding|(bedreig\\w*|bedreigd|dreigt|dreigde|gedreigd) .. (me|mij|ons|dood|mes|wapen|geweld|slaan|vermoorden|pistool|met de dood)|(me|mij|ons|haar|hem) .. (geslagen|mishandeld|aangevallen|gestoken|neergestoken|verkracht|gewurgd|geschopt|bedreigd|aangerand)|huiselijk geweld|(man|ex|vader|vriend|hij) slaat (me|mij|ons|haar)|ik hoop dat (je|jullie|hij|zij|u) (sterft|doodga\\w*|sterven|dood ?gaat|kanker krijg\\w*)|(je|jullie|u) (bent|gaat|ga|gaan|zijn|verdien\\w*|moet\\w*) .. (er aan|eraan|dood)(?= ?([.,!]|$))|bang .. (voor mijn leven|me (vermoordt|iets aandoet|slaat))|(kom|langs) .. met (een|mijn) (mes|pistool|wapen|bijl|honkbalknuppel|geweer)',
    },
    medical_emergency: {
      emergency: {
        is: '(krijg\\w*|kan|kun\\w*) .. (geen|nauwelijks|niet|amper) .. (lucht|adem\\w*|ademen|ademhalen)|ademt niet|(benauwd|ademnood|stikt|stikken|verstikking)(?! in)|(hartaanval|hartinfarct|beroerte|hartstilstand|herseninfarct|hersenbloeding|epileptische aanval|astma-?aanval|anafyla\\w*|allergische (reactie|shock)|bewusteloos|buiten bewustzijn|flauwgevallen|in elkaar gezakt|reageert niet meer|wordt niet wakker|stuiptrek\\w*)|pijn (op|in) (de|mijn|zijn|haar) borst|borst .. pijn|(bloedt|bloeding|bloed|bloeden) .. (hevig|stopt niet|niet meer stoppen|veel|overal|heftig|te stelpen)|(ingeslikt|doorgeslikt|gedronken|geslikt|opgegeten) .. (batterij|knoopcel\\w*|bleek|gif|magneet\\w*)|(batterij|knoopcel|knoopcelbatterij|bleek\\w*|bleekmiddel|gif|magneet\\w*|schoonmaakmiddel|pillen|wasmiddel|vaatwastablet) .. (ingeslikt|doorgeslikt|gedronken|geslikt|opgegeten)|vergiftig\\w*|koolmonoxide\\w*|gaslucht|gaslek|(ambulance|ziekenwagen|112)( .. (bellen|gebeld|nodig|komen|sturen|onderweg))|(bel\\w*|stuur\\w*|nodig) .. (ambulance|112|dokter .. (dringend|nu|snel))|medische noodsituatie|spoedeisende hulp|(op|naar) de (intensive care|eerste hulp|seh)|levensgevaar\\w*|(elektrische schok|geelektrocuteerd|stroomstoot)|(geen|op|zonder) insuline|(hij|zij|ze|kind|baby|man|vrouw) .. gaat dood|ernstige brandwonden|zwaargewond',
        unless: 'speelgoed|playmobil|lego|kostuum|bijna|ademend\\w*|jas|schoenen|stof',
      },
    },
    child_at_risk: {
      child: {
        is: '(kind(eren)?|dochter(tje)?|zoon(tje)?|baby|peuter|kleuter|meisje|jongen|jongetje|minderjarige[n]?|nichtje|neefje|kleinkind\\w*) .. (misbruikt|mishandeld|geslagen|verkracht|aangerand|ontvoerd|vermist|verdwenen|in gevaar|verwaarloosd|betast|opgesloten|weggelopen|niet thuisgekomen|alleen (gelaten|thuis|in de auto)|ingeslikt|doorgeslikt|gestikt|verdronken|stikt|naaktfoto\\w*|naakt\\w*|seksueel\\w*)|(slaat|mishandelt|misbruikt|verkracht|betast|ontvoer\\w*|bedreigt) .. (mijn|zijn|haar|een|het|de|hun) .. (kind(eren)?|dochter\\w*|zoon\\w*|baby|meisje|jongen|minderjarige)|kindermisbruik|kindermishandeling|kinderporno\\w*|pedofiel\\w*|pedo|mijn (\\w+ )?(vader|stiefvader|oom|moeder|ouders|opa|broer|leraar) .. (slaat|slaan|mishandelt|misbruikt|raakt|zit|betast|verkracht) .. (mij|me|aan mij|aan me|ons)|(naaktfoto\\w*|naakte?|seksuele) ... (kind|dochter|zoon|meisje|minderjarige|\\d{1,2} jaar)',
        unless: '(pakket|bestelling|jas|knuffel|speelgoed|schoenen) .. (vermist|verdwenen)',
      },
    },
    wants_person: {
      person:
        '(met|aan|naar) (een|iemand|n|jullie|de|uw) ?(\\w+ )?(echte? |levende |menselijke )?(mens|persoon|medewerker|iemand|collega|manager|leidinggevende|klantenservice|adviseur|supervisor)? ?.. (spreken|praten|chatten|bellen|doorverbinden|doorverbonden|communiceren)(?<=(mens|persoon|medewerker|iemand|collega|manager|leidinggevende|klantenservice|adviseur|supervisor).{0,50})|(spreken|praten|chatten|contact) .. met (een|iemand|jullie|uw) ?(\\w+ )?(mens|persoon|medewerker|manager|leidinggevende|adviseur|iemand)?(?<=mens|persoon|medewerker|iemand|manager|leidinggevende|adviseur)|(echte?|levende?) (mens|persoon|medewerker)|^\\W*(een )?(mens|medewerker|persoon)( alstublieft| graag| aub)?\\W*$|(wil|graag|eis|geef me) .. (een |n )(mens|medewerker|persoon|manager|leidinggevende|echt persoon)|(bel me|bel mij|mij bellen|me bellen|teruggebeld|terugbellen|me terug ?bel\\w*|kan iemand .. bellen)|(geen|stop|niet|genoeg) .. (bots?|robots?|chatbots?|automatische (antwoorden|berichten)|computer)(?! (stofzuiger|maaier))',
    },
    legal_threat: {
      legal: {
        is: '(mijn|onze|een|de|via) (advocaat|jurist|rechtsbijstand\\w*)|advocaten?|rechtsbijstand\\w*|(juridische|gerechtelijke) (stappen|actie|procedure|maatregelen)|(naar|voor) de rechter|rechtszaak|rechtbank|(klaag|aanklagen|dagvaard\\w*|aangifte)|(ingebrekestelling|in gebreke)|consumentenbond|geschillencommissie|acm|consuwijzer|autoriteit (consument|persoonsgegevens)',
        unless: 'ik ben (een )?advocaat|advocaat (likeur|drank)',
      },
    },
    press: {
      press:
        '(ik ben|als) .. (journalist|verslaggever|redacteur)|(naar|bij|de) (de )?(pers|krant|media|kassa|radar|televisie) .. (stap\\w*|gaan|ga|benader\\w*|melden|inlichten|inschakel\\w*)|(stap|ga|stappen) naar (de )?(pers|krant|media|kassa|radar)|persvoorlichting',
    },
    account_takeover: {
      account:
        '(account|profiel|wachtwoord|e-?mail|rekening|pas) .. (gehackt|gestolen|overgenomen|gekaapt|misbruikt)|(gehackt|gekaapt) .. (account|profiel)|(ben|was) gehackt|iemand .. (ingelogd|toegang|besteld|gekocht|gebruikt) .. (mijn|op mijn|met mijn|onder mijn|in mijn) (account|naam|pas|rekening|profiel)|(dat|dit) (was|ben) ik niet|niet door mij (besteld|gedaan|geplaatst|gewijzigd)|(deze|die) (bestelling|betaling|aankoop) .. (niet|nooit) .. (geplaatst|gedaan|gemaakt)|heb (deze|die|dit) .. (niet|nooit) (besteld|geplaatst|gedaan)|(ongeautoriseerde|onbekende|verdachte) (transactie|bestelling|betaling|afschrijving|inlog\\w*)',
    },
  },
};

export const ja: Phrases = {
  locale: 'ja',
  spaced: false,
  idioms: [
    '死ぬほど|死にそうなほど|笑い死|(電池|バッテリー|スマホ|携帯|パソコン).{0,4}(死ん|死に)|必死|死角|死活|自殺点|お腹すいて死|暑くて死|寒くて死|眠くて死|恥ずかしくて死',
  ],
  rules: {
    self_harm: {
      oneself:
        '死にたい|死にたく(なる|なっ|て)|自殺|消えてしまいたい|消えたい|生きていたくない|生きたくない|生きる(意味|価値|気力|のが(つらい|辛い|嫌))|生きていても|もう生き(て|ら)|命を(絶|断)|自分を(殺|傷つけ)|自傷|リストカット|首を吊|飛び降り(る|て|よう|たい)|電車に飛び込|死んでしまい(たい|そう)|死のうと|死んだ(方|ほう)が(いい|まし|マシ|楽)|楽になりたい|遺書|練炭|過剰摂取|薬を(全部|大量に)飲',
    },
    threat: {
      threat:
        '(お前|おまえ|あんた|あなた|君|店員|社員|配達員|担当者|社長|全員|家族|やつ|奴|貴様|彼|彼女|誰か|みんな).{0,8}(を)?(殺す|殺してやる|ぶっ殺|殺しに|刺す|刺してやる|殴る|殴ってやる|殴りに|ぶん殴|痛い目|撃つ|襲う|焼き殺|八つ裂き)|(殺してやる|ぶっ殺|殺すぞ|殺しに行|ぶん殴|殴りに行|刺してやる|刺しに行|痛い目に(遭|あ)わせ|血祭り|火をつけ(てやる|るぞ|に行)|放火し|燃やしてやる|爆破|爆弾を|爆弾が|包丁を持って|ナイフを持って|刃物を持って|家を知って|住所を(知って|特定)|ただじゃおかない|ただでは済まさ|命はない|無差別)|(殺す|殺すと|殺される|刺される|殴る)(と)?.{0,4}(脅|言われ|かもしれ)|脅迫(され|を受け)|殴られ|刺され(た|て|そう)|暴行|暴力を(振|ふ|受)|襲われ|首を絞め|殺されそう|殺される|ストーカー(され|に|被害)|dv(を|に|の|で|被害|夫)|死ねばいい|くたばれ|^死ね|死ね[。！!]*$',
    },
    medical_emergency: {
      emergency:
        '息が(できない|できません|出来ない|出来ません|苦しい|止ま|吸えない)|息をしてい(ない|ません)|呼吸が(できない|できません|止ま|苦し|困難)|呼吸困難|呼吸してい(ない|ません)|胸が(痛い|苦しい|締め)|心臓発作|心筋梗塞|脳卒中|脳梗塞|心停止|けいれん|痙攣|ひきつけ|意識(が(ない|ありません|なく|戻らない)|不明|を失)|倒れ(て(い|動|意識)|ました.{0,8}(意識|助け|救急))|気を失|反応が(ない|ありません)|出血が(止まら|ひど)|血が止まら|大量(に)?(の)?(出血|血)|血を吐|アナフィラキシー|アレルギー(反応|症状)が(出|起)|喉が(腫れ|詰ま)|窒息|(電池|漂白剤|洗剤|磁石|たばこ|タバコ|薬|農薬|灯油|毒).{0,6}(誤飲|飲み込|飲んでしま|食べてしま)|誤飲|中毒(症状|に)|一酸化炭素|ガス臭|ガス漏れ|ガスの臭い|救急車|119番|救急搬送|緊急搬送|命の危険|命に関わ|死にそう(です|だ|なん)|感電|大やけど|重症|重体|インスリンが(ない|切れ|なくな)',
    },
    child_at_risk: {
      child:
        '(子供|子ども|こども|娘|息子|赤ちゃん|赤ん坊|幼児|児童|女の子|男の子|未成年|孫|小学生|中学生|姪|甥|生徒).{0,14}(虐待|暴行|殴られ|殴って|叩かれ|叩いて|誘拐|連れ去|行方不明|いなくな(った|り|って)|帰って(こない|来ない|きません|来ません)|性的|裸の|裸を|触られ|脅され|襲われ|閉じ込め|危険に|危ない目|飲み込|誤飲|溺れ|窒息|置き去り|見つから(ない|ません)(?!.{0,4}(サイズ|商品))|レイプ|監禁|放置)|児童虐待|児童ポルノ|性的虐待|虐待され|(父|母|お父さん|お母さん|親|義父|継父|おじ|叔父|先生|兄).{0,6}(に|が|から).{0,8}(殴|叩|虐待|触ら|触って|蹴ら|犯さ|暴力)|家に帰るのが怖|ロリコン|小児性愛|裸の(写真|画像).{0,12}(送|要求)|車(の中|内)に.{0,8}(子供|子ども|赤ちゃん|娘|息子).{0,10}(閉じ込め|置き去り|残され|取り残)',
    },
    wants_person: {
      person:
        '(人間|人|担当者|オペレーター|スタッフ|責任者|上司|店長|係の人|有人)(の方)?(と|に|へ).{0,8}(話(し)?(たい|させて|せます|せる|をさせ|がしたい|をしたい)|つない|繋い|代わって|代わり|変わって|替わって|取り次|連絡を取りたい|対応して)|(人間|担当者|オペレーター|責任者|上司)を(出して|呼んで|お願い)|有人(対応|チャット|オペレーター)|電話(を)?(ください|下さい|して(ください|下さい|ほしい|欲しい)|いただけ|もらえ|が欲しい|がほしい)|折り返し(電話|お電話|連絡|ください)|(ボット|ロボット|(?<![a-z])ai|自動(返信|応答))(は|では|じゃ|で)?(なく|ない|やめ|嫌|いや|もういい|結構)|^(オペレーター|人間|担当者)(を|と|に)?(お願いします|希望)?[。！!]*$',
    },
    legal_threat: {
      legal:
        '弁護士|訴え(ます|る|てやる|させて)|訴訟|法的(措置|手段|手続)|裁判|告訴|告発|消費者(センター|庁|生活センター)|国民生活センター|内容証明|損害賠償|警察に(行|通報|相談|届|訴)|被害届',
    },
    press: {
      press:
        '(記者|ジャーナリスト|取材|報道関係|新聞社|テレビ局|週刊誌).{0,10}(です|ですが|と申|の者|お願い|申し込|依頼)|(マスコミ|新聞|テレビ|メディア|週刊誌|報道).{0,6}(に|へ)(連絡|通報|言|話|伝え|情報|流|訴え|リーク|持ち込)',
    },
    account_takeover: {
      account:
        '(アカウント|パスワード|メール|カード).{0,8}(乗っ取|ハッキング|ハック|不正(アクセス|利用|使用|ログイン)|盗まれ|変更され(?!ました(か|でしょう)))|乗っ取られ|不正(アクセス|利用|ログイン|請求|注文)|身に覚えの(ない|無い)|(注文|購入|利用)した覚え(が|は|の)(ない|ありません|無い)|私(で)?(は|じゃ)(ない|ありません|注文してい)|ハッキングされ|なりすまし',
    },
  },
};
