/** French phrases. Folded text has no accents; an apostrophe may be missing. */
import type { Phrases } from './pattern.ts';

export const fr: Phrases = {
  locale: 'fr',
  idioms: [
    "(mort|morte|mourir|meurs|creve|tuer?|tue) de (rire|faim|soif|honte|peur|trouille|chaud|froid|fatigue|curiosite|ennui|impatience|jalousie)|(a|c'est) mourir (d'ennui|de rire)|mourir d'envie|meurs d'envie|tue-?t-?il|tuer le temps|temps mort|nature morte|point mort|poids mort|(batterie|telephone|ordinateur|portable|ecran|pile|appareil|tablette|frigo|voiture|imprimante|plante|montre|box|disque dur) .. (est |etait |semble )?(morte?|mourir|creve|meurt|deced\\w+)",
    "(cette|l'|la|le|ce|votre) ?(attente|file|chaleur|prix|suspense|queue) .. (me|nous) tue|ca me tue|(femme|mari|mere|pere|copine|copain|patron|chef|soeur) .. (va|vont) me tuer (si|quand|parce|car)|tuerie|c'est (de la|une) (bombe|tuerie)|bombe (de bain|a eau|aerosol)|de bain .. bombes?",
    "(failli|presque|manque) .. (crise cardiaque|infarctus|avc|mourir|m'etouffer)|crise (cardiaque )?en voyant|suicide squad|presse (-?agrumes|-?ail|-?papier|purees?|citron|a)|presse-\\w+|(je suis|suis|tres|trop|assez|un peu|etes) presse\\w*|droit(s)? de l'homme|etre humain|ressources humaines|corps humain|(siege|lit|chaussures?|vetements?|taille|velo|menu|chaise|tarif|places?) .. (enfants?|bebe|garcon|fille)",
  ],
  fragments: {
    want: '(veux|veut|voudrais|voulais|voulait|vais|va|ai envie|a envie|avais envie|envie|envisage|pense|pensais|pensees?|songe|prefere|essaye|essaie|tente|menace|menacait|compte|aimerais|songeais|parle|idees?|prevu|pret|prete|risque|peur)',
    child:
      '((petit|petite|petits|jeune|jeunes)? ?(enfants?|bebes?|fille|filles|fils|garcons?|fillette|nourrisson|neveu|niece|mineure?s?|gamins?|gamine|gosses?|ados?|eleves?|frere|soeur|petite-fille|petit-fils)|\\d{1,2} ans)',
    you: "(vous|te|toi|le|la|les|lui|leur|t'|l'|votre \\w+|vos \\w+|ton \\w+|ta \\w+|tes \\w+|ce \\w+|cet \\w+|cette \\w+|le livreur|quelqu'un|tout le monde|tous)",
    person:
      "(je|j'|il|elle|on|mari|femme|mere|pere|fils|fille|bebe|enfant|ami|amie|frere|soeur|grand-mere|grand-pere|mamie|papi|collegue|voisin|voisine|client|cliente|livreur|quelqu'un|papa|maman|conjoint|compagnon|compagne)",
    mine: '(compte|profil|mot de passe|mdp|adresse mail|adresse e-?mail|e-?mail|mail|identifiants?|carte|carte bancaire|acces|boite mail|messagerie|donnees)',
    human:
      "(humain|humaine|personne|conseiller|conseillere|agent|responsable|quelqu'un|operateur|operatrice|superieur|manager|employe|employee|collaborateur|interlocuteur|service client|etre humain|chef|directeur|directrice|technicien)",
  },
  rules: {
    self_harm: {
      kill_oneself: [
        "(me|m'|se|s'|te) ?(suis |est |a |sois )?(tuer|tue|suicider|suicide|suicidee?|pendre|pendu|flinguer|flingue|foutre en l'air|foutre par la fenetre|donner la mort|jeter (sous|du|de|par|d'un)|noyer|tirer une balle|ouvrir les veines|taillader|empoisonner|supprimer|immoler|defenestrer|tirer une)(?= |[.,!?]|$)",
        "(mettre|met|mets|mis) fin a (mes|ses|tes|leurs|ma|sa|tout|cette vie|la vie|mon existence)( jours| vie)?|en finir( avec (la vie|tout|cette vie|ma vie|mes jours))?(?! avec (cette|ce|votre|mon|le|la|les|un|une|nos|vos) (commande|dossier|probleme|histoire|contrat|litige|abonnement|demarche|procedure))|(passer|passe) a l'acte|attente a (ses|mes) jours|attenter a (ses|mes) jours",
      ],
      suicide: ['suic[iy]d\\w*', 'suisid\\w*|souicid\\w*'],
      wish_dead: [
        '{want} .. (de )?(mourir|crever|disparaitre|etre morte?|ne plus (etre|vivre|exister|me reveiller|se reveiller)|plus vivre|plus exister)(?! (de (rire|faim|soif|honte|peur)|du site|des))|plutot mourir que de (vivre|continuer)',
        "(ne |n')?(veux|veut|voulais|ai|a|peux|peut|supporte|arrive|vois|trouve) .. (plus|pas|aucune?) .. (vivre|continuer a vivre|exister|etre en vie|envie de vivre|raison de vivre|gout a la vie|me reveiller|se reveiller|raison d'exister|etre la demain|sens a (ma|la) vie)|(plus|aucune?|pas de|perdu) (envie|raison|gout|volonte|force) (de|a|pour) (vivre|la vie|continuer a vivre|exister)|(veux|veut|voudrais) plus (etre la|vivre|exister|de cette vie)|plus envie de (vivre|rien|continuer a vivre)|(ma|la|cette) vie .. (plus (aucun )?sens|ne vaut|pas la peine|insupportable|vaut plus|vaut pas|aucun sens|pas d'etre vecue)|(fatigue|fatiguee|marre|assez) de (vivre|la vie|cette vie|ma vie|exister)",
        "(mieux|heureux|tranquilles?) .. (sans moi|si j'etais morte?|morte?|si je (mourais|disparaissais|n'etais plus))|(voudrais|aimerais|prefererais|si seulement j') ?(etais? )?.. (morte?|jamais nee?|plus (la|etre la|de ce monde))(?= ?([.,!]|$|pour|et))|personne .. (manquer\\w*|remarquer\\w*|regretter\\w*|pleurer\\w*) .. (si|quand) (je|j')|je (ne )?manquerai\\w* a personne",
        "(lettre|mot|message) d'adieu|(adieu|adieux) (a tous|tout le monde|monde cruel|le monde)|(serai|sera) (plus (la|de ce monde|en vie)|morte?)( demain| bientot| ce soir| quand)?|(c'est|ce sont) (mes|mon) (adieux?|dernier message)",
      ],
      harm_oneself: [
        "(me|m'|se|s'|te) ?(faire du mal|fait du mal|fais du mal|scarifier|scarifie|mutiler|mutile|automutiler|couper les veines|tailler les veines|ouvrir les veines|blesser volontairement|taillader|bruler expres|faire mal volontairement)|automutil\\w*|auto-mutil\\w*|scarifi\\w*",
        "(pris|avale|avaler|prendre|ingere|gobe) .. (tous? (mes|ses|les)|boite|boites|trop de|plein de|plaquette|flacon|\\d{2,}) .. (medicaments?|cachets?|comprimes?|somniferes?|pilules?|paracetamol|doliprane|antidepresseurs|insuline)|(surdose|overdose)|(sauter|saute|jeter|jette|me jeter) .. (du pont|d'un pont|du toit|par la fenetre|sous (un|le) (train|metro|bus)|du balcon|du haut|dans le vide)",
      ],
    },
    threat: {
      will_harm: {
        is: [
          '(vais|va|allons|vont|veux|veut|voudrais|jure|pourrais|viens|vient|finirai|finir par|devrais|compte) .. {you} ?(tous |toutes |bien |faire )?(tuer|buter|flinguer|crever|egorger|defoncer|frapper|massacrer|poignarder|casser la (gueule|figure|tete|jambe)|casser les (jambes|dents|genoux)|bruler|eclater|etrangler|demolir|descendre|planter|abattre|tabasser|violer|fracasser|trancher|exploser|peter la gueule|faire la peau|regler (ton|son|votre) compte|cogner|saigner|egorger)(?! le (prix|portefeuille|temps))',
          "je (vous|te|le|la|les|l'|t') ?(tue|tuerai|bute|buterai|creve|creverai|egorge|defonce|massacre|flingue|frappe|retrouve|retrouverai|aurai|plante|casse la gueule|ferai la peau)(?! (sur|dans|en|pas|un|une|le mail|ci))|(tuer|buter|massacrer|egorger|eliminer) (vos|votre|ta|ton|tes|toute votre|tous vos) (employes|livreurs?|famille|enfants|equipe|femme|patron|salaries)",
          '(sais|savons|connais|trouve|trouverai|retrouverai|retrouver) .. (ou (vous|tu|il|elle|votre \\w+) .. (habit\\w*|viv\\w*|travaill\\w*|dor\\w*)|ton adresse et|votre adresse et)|(vais|viens|viendrai|debarque|debarquerai|passerai|arrive|descends) .. avec (un|une|mon|ma|le|la|des|mes) (\\w+ )?(couteau|fusil|arme|armes|flingue|pistolet|batte|hache|essence|bombe|machette|kalach\\w*|potes)',
          '(casser|peter|briser|exploser|fracasser|defoncer|arracher|couper|trancher) (la|les|le|ta|sa|votre|vos|tes) (gueule|jambes|tete|dents|genoux|crane|gorge|machoire|bras|os)|(mettre|mets|mettrai) une balle (dans|entre)',
        ],
        unless:
          '(jeu|niveau|boss|ennemis?|zombies?|puces|fourmis|moustiques|insectes|cafards|guepes|mites|rats|souris|mauvaises herbes|bacteries|limaces|poux|punaises)',
      },
      will_destroy: [
        '(bruler|brulerai|brule|cramer|incendier|mettre le feu|foutre le feu|faire sauter|faire exploser|exploser|plastiquer|tout casser dans|attaquer|detruire) .. (a |au |aux |dans )?(votre|vos|le|la|les|ce|cette|ton|ta|tout) ?(\\w+ )?(magasins?|boutiques?|bureaux?|entrepot|locaux|immeuble|maison|agence|siege|batiment|usine|depot|entreprise|societe|voiture|camion|bordel)',
        "(bombe|explosifs?) .. (dans|pose\\w*|cachee?|place\\w*|sous|va exploser|au|a l')|alerte a la bombe|attentat|bain de sang|tuerie dans|fusillade",
      ],
      wish_harm:
        "(espere|souhaite|j'espere) .. (que )?.. (tu|vous|il|elle|ils|quelqu'un|lui|votre \\w+) .. (creve\\w*|creviez|meure\\w*|mouriez|mort|la mort|un cancer|le cancer|tue\\w*|te tue|vous tue)|(va|allez|aller) (crever|mourir)|(tu|vous|il|elle|ils) .. (merite\\w*|devrai\\w*|vas|va|allez|vont) (de |tous )?(mourir|crever|saigner|etre (tues?|abattus?|pendus?)|finir (a l'hopital|au cimetiere|dans un cercueil)|la mort)|(tu es|vous etes|t'es|il est|est) (un homme )?mort(e|s)?(?= ?([.,!]|$|si|quand))(?<=(tu|vous|t'|homme).{0,14})",
      reported: [
        "(menace|menaces|menacee?s?|menacait|menacer|menacent) .. (mort|tuer|mourir|couteau|arme|frapper|violence|me tuer|viol|bruler|de mort|physique\\w*|violemment|pistolet|de me|de nous|de la)|(m'|nous|l'|me|mon \\w+|ma \\w+) ?(a|ont|avait|as) (menace|menacee|agresse|agressee|frappe|frappee|poignarde|viole|violee|gifle|giflee|attaque|attaquee|tabasse|etrangle|suivie?|bouscule|bousculee|pousse|poussee|touchee|tripotee|insulte et|harcelee|sequestre\\w*|coup de poing|battue?)(?! (au telephone|pour un|de (me|nous) (facturer|couper|resilier)))|(ete|etais?|suis|suis fait|fait) (agresse|agressee|frappee?|poignardee?|violee?|battue|attaquee?|tabassee?|etranglee?|menacee? de mort|sequestree?)",
        "(peur|crains) .. (pour ma vie|pour ma securite|qu'il (me|nous|la|le) (tue|frappe|fasse|retrouve|batte)|qu'il ne me tue|de lui|de mon (mari|ex|conjoint|pere|compagnon))|violences? (conjugales?|domestiques?|physiques?)|(mari|ex|conjoint|compagnon|pere|copain|il) .. (me|nous|la|les) (bat|frappe|tape|viole|etrangle|menace|poursuit|suit|harcele)(?! (au telephone|avec|par mail|pour|d'appels))|(veut|va|allait|vont|essaye|essaie|tente|voulait|essaye de|tente de) .. (me|nous|la|le) (tuer|frapper|poignarder|violer|faire du mal|etrangler)",
      ],
    },
    medical_emergency: {
      emergency: {
        is: [
          "(n'?arrive|n'?arrivent|peux|peut|peine|mal|difficulte\\w*|n'arrivais) .. (plus |pas |a |bien |des |du )*(a )?(respirer|respire)|(ne |n')?respire (plus|mal|pas|difficilement|a peine|tres mal)|(du mal|difficultes?|gene|probleme\\w*) (a|pour|respiratoire\\w*) ?(respirer)?(?<=respirer|respiratoire\\w*)|(m'|s'|t')?(etouffe|etouffer|etouffee?|suffoque|suffoquer|etouffement)(?! (sous|de chaleur|les|le|par les))|detresse respiratoire|manque d'air",
          "(crise cardiaque|infarctus|avc|arret cardiaque|accident vasculaire|crise d'(epilepsie|asthme)|convulsions?|convulse|choc (anaphylactique|allergique|septique)|anaphyla\\w*|reaction allergique|oedeme de quincke|hypoglycemie|coma|septicemie|hemorragie|embolie|rupture d'anevrisme|overdose)(?! (ethique|code))",
          '(douleurs?|mal|serrement|oppression|point) .. (a|dans|au|de|sur) (la )?(poitrine|thorax|bras gauche|coeur)|douleurs? thoraciques?',
          "{person} .. (inconsciente?|evanouie?|perdu connaissance|s'est effondree?|s'effondre|ne repond plus|ne reagit (plus|pas)|ne bouge plus|ne se reveille (plus|pas)|fait un malaise|tombee? dans les pommes|inanimee?|convulse|devient bleue?|tout bleu|bleuit)|(sans connaissance|perte de connaissance|perdu connaissance|inconsciente?)(?! du danger)",
          "(saigne|saignement|sang|saigner) .. (beaucoup|abondamment|arrete pas|arrete plus|s'arrete pas|partout|enormement|arreter|sans arret)|(crache|vomit|vomi|vomis|tousse|crachait) .. du sang|perd\\w* .. (beaucoup de|trop de) sang|(brulures? (grave|severe|au (2|3|troisieme|second|deuxieme))\\w*|gravement (brulee?|blessee?)|blessures? graves?|fracture du crane|traumatisme cranien)|(doigt|main|orteil|pouce) .. (coupee?|sectionnee?|arrachee?|tranchee?)(?! (de|du|en) (gant|pull))",
          '(avale|ingere|bu|mange|inhale|boit|avaler) .. (pile|pile bouton|javel|produit|aimants?|detergent|lessive|poison|medicaments|verre|piece|antigel|nettoyant|deboucheur|essence|liquide|capsule|bille|comprimes|destop|detartrant|nicotine)|empoisonn\\w*|intoxi(cation|quee?|que)|intoxication (alimentaire|au monoxyde)|monoxyde de carbone|centre antipoison|odeur de gaz|fuite de gaz|sent le gaz',
          "(appel\\w*|besoin|envoy\\w*|faites|vite|attend\\w*|faut|venir|vite une|contacter) .. (ambulance|samu|pompiers|secours|medecin .. (urgence|vite|immediatement)|le 15|le 112|un docteur .. (urgence|vite))|urgence (medicale|vitale|absolue)|(emmenee?|transportee?|hospitalisee?|admise?|finie?|aux|conduite?|partie?|suis|sommes|etait|est|alle\\w*) .. (aux urgences|en reanimation|soins intensifs|a l'hopital (apres|a cause|suite|d'urgence))|pronostic vital|danger de mort|entre la vie et la mort|(electrocut\\w*|decharge electrique|choc electrique|electrise\\w*)",
          "(insuline|ventoline|inhalateur|oxygene|traitement|medicaments?|dialyse|anticoagulants) .. (plus (d'|de |rien|du tout)|vide|manque|terminee?|fini|va mourir|vais mourir|sans|rupture|epuisee?) ?.. (mourir|urgent|aujourd'hui|ce soir|vital|insuline|demain|danger|immediatement|vite)|plus d'insuline|(gorge|langue|visage|levres|gonfle) .. (gonfle\\w*|enfle\\w*|se ferme|serre|bleues?)|(il|elle|je|bebe|enfant|pere|mere|mari|femme) (est en train de|suis en train de|va|vais|sommes en train de) (mourir|s'etouffer|m'etouffer|se vider de son sang|perdre connaissance|faire un malaise)|(est|suis) en train de (mourir|s'etouffer|convulser|suffoquer)",
        ],
        unless:
          '(jouet|playmobil|lego|deguisement|costume|figurine|puzzle|maquette|livre|dvd|serie|poster|coffret)|(tissu|veste|chaussures?|matelas|peau|robe|jean|pantalon) .. respir\\w*|laisse\\w* respirer',
      },
    },
    child_at_risk: {
      abused: {
        is: [
          '{child} .. (abusee?s?|violee?s?|battue?s?|maltraitee?s?|frappee?s?|agressee?s?|molestee?s?|enlevee?s?|kidnappee?s?|sequestree?s?|negligee?s?|en danger|harcelee?s?|menacee?s?|disparue?s?|a disparu|ont disparu|fugue\\w*|pas rentree?|introuvable|exploitee?s?|attouchements?|enfermee?s?|abandonnee?s?|porte disparu\\w*)(?! (de|du) (la |mon |ma )?(commande|colis|livraison|panier))',
          "(abuse|viole|violent|bat|battent|frappent|frappe|maltraite|agresse|kidnappe|enleve|touche|neglige|tape|sequestre|enferme|secoue|brule|menace|harcele|battait|frappait|violait|abusait) .. (de |d')?(mon|ma|mes|son|sa|ses|un|une|des|le|la|les|leur|leurs|sur) (\\w+ )?{child}|maltraitance|attouchements?|pedo(phil\\w*|porn\\w*|criminel\\w*)|inceste|(abus|agression|violences?|exploitation|images|contenu|photos) .. (sexuel\\w*|sur|pedo\\w*) .. (enfants?|mineure?s?|fille|fils|bebe)|alerte enlevement",
          "(nue?s?|nudes?|photos? intimes?|sexuel\\w*|deshabill\\w*|inapproprie\\w*|obscenes?|explicites?|coquines?) ... {child}|{child} ... (photos? (d'elle|de lui|nue?s?|intimes?)|nudes?|nue?s? sur|sexuel\\w*|se deshabiller|la rencontrer|le rencontrer|rencontrer seule?|en cachette|predateur)|(inconnu|homme|adulte|quelqu'un|type|monsieur|predateur) ... (contacte|ecrit|parle|suit|filme|photographie|approche|aborde|harcele|rencontrer|demande) ... {child}",
          "(mon|ma|mes) (\\w+ )?(pere|beau-?pere|mere|belle-?mere|oncle|frere|papa|maman|parents|prof|entraineur|cousin|grand-?pere|tonton) .. (me|nous|m'|ma|mon) ?(bat|bats|battent|frappe|frappent|tape|tapent|viole|touche|fait du mal|font du mal|enferme|enferment|force|brule|maltraite|secoue|a viole\\w*|a frappe\\w*|petite? (soeur|frere))|peur de rentrer (chez moi|a la maison)|(fugue|enfui\\w*|parti\\w*) de (chez moi|la maison)|(j'ai|ai|a|agee? de) ([5-9]|1[0-7]) ans ... (frappe|bat|touche|viole|peur|nudes?|nue|fugue|seule? a la maison|enceinte|chantage|rencontrer|photos de moi)",
        ],
        unless:
          '(colis|commande|article|livraison|jouet|doudou|veste|chaussures|sac|poupee|piece|taille) .. (disparue?s?|a disparu|ont disparu|introuvable)|touche .. (clavier|ecran)|introuvable(s)? (sur|dans|en) ',
      },
      in_danger: [
        '{child} .. (enfermee?s?|coincee?s?|bloquee?s?|seule?s?|oubliee?s?|abandonnee?s?|laissee?s?) .. (dans|a|au|avec|en|sur|chez) .. (voiture|maison|appartement|ascenseur|inconnu|rue|gare|chambre|salle|cave|coffre|taxi|bus|magasin|parking|balcon)|(laisse\\w*|enferme\\w*|oublie\\w*|abandonne\\w*) .. {child} .. (seule?s?|sans surveillance|dans la voiture|dehors|dans une voiture)',
        "{child} .. (avale|ingere|s'etouffe|s'est etouffee?|bu|s'est noyee?|se noie|tombee? (du|de la|par la|de l')|brulee?|electrocutee?|empoisonnee?|intoxiquee?|ne respire)(?! (sa|son) (soupe|lait))",
        '(vendu|vendre|vend|livre|donne|remis) .. (alcool|vodka|cigarettes?|vapoteuse|puff|couteau|drogue|biere|petards) .. (a|au|aux) .. ({child}|mineurs?)',
      ],
    },
    account_takeover: {
      account: [
        "{mine} .. (pirate\\w*|hacke\\w*|compromis\\w*|vole\\w*|usurpe\\w*|detourne\\w*)|(pirate\\w*|hacke\\w*|pirater|usurpe\\w*|piratage (de|du)) .. (mon|ma|mes|notre|du|de mon) ?{mine}|(me suis|suis|ete|etre|fait) (fait )?(pirater|hacker|piratee?|hackee?)|(quelqu'un|un inconnu|une personne|on|un tiers|un pirate|hacker|autre) .. (a acces|acces|connectee?|commande|utilise|utilisee?|a change|change|modifie|achete|entre|pris le controle) .. (a |sur |avec |dans |de |en )*(mon|ma|mes) (\\w+ )?({mine}|nom)|usurpation d'identite",
        "{mine} .. (change\\w*|modifie\\w*|reinitialise\\w*) .. (ce n'est pas moi|c'est pas moi|sans (mon|que|ma)|je n'ai|pas moi)|(ce|c') ?(n')?(est|etait) pas moi|n'ai (pas|jamais) (passe|effectue|fait|autorise|commande|valide|demande) (cette|cet|ces|ce|de|d'|aucune) ?(commandes?|achats?|paiements?|transactions?|virement|prelevement|changement|reinitialisation|modification|operation)|(je )?n'ai rien commande|(commande|achat|paiement|transaction|prelevement|operation)s? (non|pas) (autorisee?s?|reconnue?s?)|(frauduleu\\w*|suspect\\w*|inconnue?s?) (commande|transaction|paiement|connexion|debit|achat|prelevement)s?|(commande|transaction|paiement|connexion|debit|achat|prelevement|activite|operation)s? (frauduleu\\w*|suspect\\w*|inconnue?s?|inhabituelle?s?)",
      ],
    },
    legal_threat: {
      legal: {
        is: [
          "(mon|ma|notre|un|une|mes|l'|nos) ?(avocat|avocate|avocats|huissier|conseil juridique|protection juridique|conciliateur)|avocats?|(poursuites?|action|actions|demarches?|mesures?|procedure|voie|suites?|recours) (judiciaires?|juridiques?|legales?|en justice|penales?|contentieuse)|(poursuivre|poursuis|attaquer|trainer|assigner|porter|aller|saisir|saisirai|saisis|devant) .. (en justice|justice|le tribunal|au tribunal|tribunaux|les tribunaux|tribunal|prud'?hommes|l'affaire en|le procureur)|tribunal|(porter|depose\\w*|porte|porterai|deposer|depot de) plainte|mise en demeure|dommages (et|-et-) ?interets|plainte .. (police|gendarmerie|dgccrf|penale)|gendarmerie|class action|action de groupe",
          "dgccrf|repression des fraudes|60 millions de consommateurs|ufc|que choisir|signal ?conso|mediateur|mediation de la consommation|defense des consommateurs|droit(s)? (de la consommation|du consommateur)|association de consommateurs|autorite de regulation|arcep|cnil|test-?achats|code de la consommation|(c'est|est) (totalement |completement )?illegal",
        ],
        unless:
          "(je suis|suis) (une? )?avocat|avocats? (au|aux|mur|bio|toast|huile|salade|murs|frais|kg)|(kilo|huile|salade|puree|toast|noyau) .. avocats?|c'est illegal\\?",
      },
    },
    press: {
      press: {
        is: "(suis|en tant que|comme|je suis) .. (journaliste|reporter|redact(eur|rice) en chef|correspondante?)|journaliste (a|au|chez|pour|de)|(demande|service|contact|attache\\w*|relations?) (de )?presse|(contacter|contacte|prevenir|alerter|alerte|aller|parler|appeler|avertir|saisir|informer|ecrire|m'adresser|temoigner|vais voir) .. (a |la |les |aux |au |le |un )*(presse|journaux|journal|medias?|journalistes?|bfm|tf1|television|mediapart|le monde|le parisien|julien courbet|envoye special|capital)|(presse|journaux|medias|journalistes) .. (seront|sera|vont|interess\\w*|informee?s?|au courant|contactee?s?)|(article|reportage|enquete|documentaire) (sur|concernant|a propos de) (vous|votre|vos|cette entreprise|votre societe)",
        unless: '(abonnement|livraison|recu|kiosque|maison de la) .. (journal|presse|monde)|reseaux sociaux',
      },
    },
    payment_details: {
      numbers:
        '(numero|n°|no) (de )?(ma |la )?(carte( bancaire| bleue)?|compte( bancaire)?|cb)( est| :|:|=)* ?(le )?(?=[0-9])[0-9\\s-]{6,30}|(cvv|cvc|cryptogramme|code (secret|pin|de securite))( est| :|:|=)* ?(le )?[0-9]{3,6}|(voici|ci-joint|ci-dessous) .. (mon |ma |mes )?(rib|coordonnees bancaires|numero de carte|carte bancaire)',
    },
    wants_person: {
      talk_to: {
        is: [
          "(parler|discuter|echanger|communiquer|parle|avoir|joindre|dialoguer|contacter|mise? en relation|transferer|passer|passez|transferez|avoir affaire|entrer en contact|connecter) .. (a|avec|au|un|une|quelqu'un|vers) .. {human}(?! (qui|que) .. (a dit|m'a))|(parler|discuter|echanger) (a|avec) (quelqu'un|un humain|une personne|un vrai|une vraie|un conseiller|votre (responsable|superieur|chef))",
          "(vrai|vraie|veritable|reel|reelle) (personne|humain|humaine|conseiller|conseillere|interlocuteur|agent|etre humain|reponse humaine)|personne reelle|(un|une) (humain|humaine)(?= ?([.,!?]|$|svp|s'il|pas|pour|et|qui))|^\\W*(je veux )?(un |une |parler )?(humain|conseiller|conseillere|agent|operateur|personne|responsable|service client)( svp| s'il vous plait| stp| humain)*\\W*$|(veux|voudrais|souhaite|exige|demande|besoin d|besoin) ?.. (un|une|d'un|d'une|le|votre) (conseiller|conseillere|humain|responsable|superieur|agent humain|interlocuteur|vraie? personne|manager)",
        ],
        unless: '(deja|hier) .. (parle|discute|eu) ',
      },
      no_bot:
        '(pas|plus|stop|arretez|marre|assez|non|sans|aucun|ras-le-bol|refuse|inutile|foutu|putain de|debile|au lieu) .. (robots?|bots?|chat ?bots?|ia|machine|ordinateur|reponses? automatiques?|messages? automatiques?|automate|copie[rz]?-?colle\\w*|intelligence artificielle)(?! (aspirateur|cuisine|cuiseur|menager|patissier|a laver|tondeuse|mixeur|multifonction))',
      call_me: {
        is: "(peut|pouvez|pourriez|pourrait|merci|veuillez|svp|quelqu'un|demande|voudrais|souhaite|attends|voulez|faut|il faut|aimerais) .. (m'appeler|me rappeler|me rappelez|m'appelle|me rappelle|me telephoner|me joindre par telephone|de me rappeler|de m'appeler|etre rappelee?|un rappel|qu'on me rappelle|me contacter par telephone)|(rappelez|appelez|telephonez)-?moi|(votre|un|le) (superieur|responsable|chef de service|directeur|manager)(?= ?([.,!]|$|svp|immediatement|tout|pour|et))",
        unless: '(livreur|chauffeur|transporteur|coursier) .. (appel|rappel)',
      },
    },
    chargeback: {
      chargeback:
        '(retrofacturation|charge ?back|rejet de prelevement|opposition|faire opposition|contester|conteste|litige|annuler) .. (paiement|prelevement|debit|transaction|carte|banque|paypal|achat|somme)|(litige|reclamation|dossier|contestation) .. (paypal|banque|klarna|visa|mastercard)|retrofacturation|chargeback|opposition (bancaire|au paiement)',
    },
    erasure_request: {
      erase:
        "(supprim\\w*|effac\\w*|suppression|effacement|cloture\\w*|clotur\\w*|fermer|detruire|efface\\w*) .. (mon|mes|ma|toutes|de mon|de mes|du|mes donnees|donnees|compte)( \\w+)? ?(compte|donnees|informations|profil|personnelles)?(?<=compte|donnees|informations|profil|personnelles)|rgpd|droit (a l'oubli|a l'effacement|d'acces|de suppression)|donnees personnelles .. (supprim\\w*|effac\\w*|copie|acces)",
    },
    distress: {
      distress: {
        is: [
          "(urgent|urgente|en urgence|desesperee?|desespoir|angoisse\\w*|panique\\w*|en pleurs|je pleure|a bout|au bout du rouleau|epuisee?|je n'en peux plus|j'en peux plus|n'en dors plus|dors plus|stresse\\w*|supplie|aidez-moi|au secours|depassee?|effondree?|plus d'argent|a la rue|inquiete?|tres inquiete?)",
          "(deuxieme|troisieme|quatrieme|cinquieme|[2-9]e(me)?|enieme) (fois|mail|message|relance|demande|tentative|appel|courriel)|(toujours|encore) (pas|aucune?|rien) (de |recu |eu )?(reponse|nouvelles?|retour|rien|recu|remboursement|livraison|colis)|(aucune|sans|pas de) (reponse|nouvelle|retour)|personne (ne|n') ?(me |m')?(repond|aide|rappelle)|depuis (des|plusieurs|\\d+|deux|trois) (semaines|mois|jours)|(deja|maintes) .. (ecrit|appele|contacte|relance|fois)",
          "(mariage|enterrement|obseques|vol|anniversaire|operation|examen|voyage|demenagement|vacances|noel|rendez-vous) .. (est |c'est )?(demain|aujourd'hui|ce soir|apres-demain|dans (deux|trois|\\d) (jours|heures)|(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))|avant (demain|ce soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)",
        ],
        unless: "pas urgent|rien d'urgent|pas d'urgence",
      },
    },
    anger: {
      words: {
        is: "(inadmissible|inacceptable|honteu\\w*|honte|scandaleu\\w*|scandale|arnaque\\w*|arnaqueurs?|escroc\\w*|escroquerie|furieu\\w*|colere|ras le bol|ras-le-bol|foutage de gueule|vous foutez|foutez de|moquez de|merde|putain|bordel|connards?|cons|incompetent\\w*|nuls?|nulle|lamentable|deplorable|minable|voleurs?|vol manifeste|menteurs?|mensonges?|degoutee?|plus jamais|pire service|pitoyable|insupportable|c'est (une blague|n'importe quoi)|revoltant|outree?|indignee?|enervee?|j'en ai (marre|assez)|marre de|catastroph\\w*)",
        unless: "est-ce (que c'est )?une arnaque|pas (en colere|furieux)|anti-?vol",
      },
    },
    opt_out: {
      unsubscribe:
        "(desabonn\\w*|desinscri\\w*|me retirer de|retirez-moi|ne (souhaite|veux) plus (recevoir|etre contacte\\w*)|(arretez|cessez|stop) .. (m'envoyer|de m'envoyer|de m'ecrire|mails?|e-?mails?|sms|pub|publicites?|newsletters?|messages publicitaires|de me contacter)|plus (de|recevoir|aucun) (vos |de )?(mails?|e-?mails?|newsletters?|publicites?|sms|pub))",
    },
  },
};
