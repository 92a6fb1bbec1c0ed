/** German phrases. Folded text has no umlauts (ä → a; also ae as typed) and ß is ss. */
import type { Phrases } from './pattern.ts';

export const de: Phrases = {
  locale: 'de',
  idioms: [
    '(lach|tot ?lach|schlapp ?lach|tot ?arger)\\w* ?(mich )?(tot)?|(lache?n?|lachte) mich (tot|kaputt)|sterbe vor (lachen|langeweile|neugier|scham|hunger|durst|hitze)|vor (lachen|langeweile|scham|neugier) (gestorben|sterben|umgebracht)',
    '(zum|fur|fuer) (sterben|umfallen) (schon|gut|lecker)|todes?(stern|langweilig|sicher)|tod\\w*(schick|mude|muede|ernst|sicher|langweilig)|totale?[rsnm]?|tote(r)? (winkel|pixel|link|leitung|batterie)|(akku|handy|telefon|batterie|laptop|gerat|geraet|router|drucker|pflanze|rechner|pc|leitung|fernseher) .. (tot|gestorben|stirbt|tote[rn]?)',
    'bomben(stimmung|preis|erfolg|wetter|sicher)|bade ?bombe(n)?|bomberjacke(n)?|kinder ?(sitz|sicherung|sicher|grosse|groesse|schuh|bett|wagen|zimmer|kleidung|fahrrad)\\w*|kindersitz',
    'press(e|en|t)? (die|den|das|auf)|(knoblauch|saft|kartoffel|franzosische|french|blumen|tofu|zitronen)presse|bein ?presse',
    'menschen(rechte|menge|verstand)|mensch(,| argere| aergere) .. (argere|aergere)|rechts(anwaltsgehilfin|bundig|buendig|hander)|(strom|gas|handy)anbieter|herzinfarkt ?(grill|burger)|fast (einen|nen) (herzinfarkt|schlaganfall)|(schlag|herz)( ?anfall|infarkt) .. (rechnung|preis) .. gesehen',
    'selbstmord ?(kommando|attentat|squad|ture)|suicide squad',
    '(frau|mann|chef|chefin|mutter|vater|freundin|freund|kinder|schwester|bruder) .. bringt mich um,? wenn|bringt mich um wenn|(der|das|die|dieses|diese) (warten|warterei|schlange|hitze|stress|warteschleife|kalte|neugier) .. (bringt|brachte|macht) .. (um|fertig)',
    '(todlich|toedlich) (gelangweilt|beleidigt)|killer ?(preis|angebot|app|argument)',
  ],
  fragments: {
    self: '(mich|sich|dich)( selbst| selber)?',
    want: '(will|wollte|mochte|moechte|wurde|wuerde|werde|wird|wollen|konnte|koennte|muss|droht|uberlege|ueberlege|denke|dachte|gedanken|plane|vorhat|kurz davor|versucht|versuche)',
    child:
      '((klein(e|er|es|en|em) )?(kind(er|ern|es)?|baby|tochter|sohn(es)?|saugling|saeugling|kleinkind|madchen|maedchen|jungen?|neffen?|nichte|enkel(in|kind)?|schuler(in)?|schueler(in)?|minderjahrige[rn]?|minderjaehrige[rn]?|bruder|schwester)|\\d{1,2} ?-?jahrige[rsnm]?|\\d{1,2} ?-?jaehrige[rsnm]?)',
    you: '(dich|euch|sie|ihn|ihm|dir|ihnen|dem fahrer|den fahrer|den boten|(ihre|eure|deine|seine|ihr|euer|eueren|ihren|euren|deinen|diesen) \\w+|jemanden?|alle|mich|uns|meine (frau|kinder|tochter|familie)|meinen (sohn|mann))',
    person:
      '(ich|er|sie|man|mann|frau|mutter|vater|oma|opa|sohn|tochter|kind|baby|freund(in)?|bruder|schwester|kollegin|kollege|nachbar(in)?|kunde|kundin|partner(in)?|gast|fahrer|jemand)',
    mine: '(konto|account|profil|mail ?-?konto|e-?mail ?-?konto|passwort|kennwort|kundenkonto|zugang|zugangsdaten|karte|kreditkarte|daten|e-?mail ?-?adresse|mail ?-?adresse|login|handynummer)',
    human:
      '(mensch(en)?|person|mitarbeiter(in|n)?|berater(in)?|kundenberater(in)?|kollegen?|kollegin|jemand(em|en)?|sachbearbeiter(in)?|vorgesetzten?|chef(in)?|manager(in)?|teamleiter(in)?|agent(en)?|kundendienst|kundenservice|support ?-?mitarbeiter|ansprechpartner(in)?|filialleiter|leitung|geschaftsfuhrung)',
  },
  rules: {
    self_harm: {
      kill_oneself: [
        '(bringe?|bring|bringt|brachte) {self} (heute |jetzt |dann |noch |bald |wirklich )?um|{self} .. (umbringen|umzubringen|umgebracht|toten|toeten|zu toten|erhangen|erhaengen|aufhangen|aufhaengen|erschiessen|vergiften|ertranken|ertraenken|vor den zug|vor einen zug|vor die bahn|vom dach|von der brucke|von einer brucke|aus dem fenster|das leben nehmen|was antun|etwas antun|was anzutun|etwas anzutun|die kugel geben|umbringt|aufgehangt|erhangt)',
        '(nehme|nimmt|nahm|nehmen|genommen) (mir|sich) (heute |jetzt )?das leben|das leben (zu )?(nehmen|genommen)',
        '(tue|tu|tut|tun|antun|antut) .. (mir|sich) .. (etwas|was) an|(mir|sich) .. (selbst |etwas |was )+(anzu|an)tu[nt]e?',
        '(springe?|springt|springen|sprung|werfe|wirft|stelle|stellt|schmeisse) .. (von der brucke|von einer brucke|vom dach|vom hochhaus|aus dem fenster|vor den zug|vor einen zug|vor die (bahn|u-bahn|s-bahn)|vor ein auto)',
      ],
      suicide: [
        '(suizid|suicid|suiziet|selbst ?mord|selbst ?tot|selbst ?toet|freitod|selbsttotung)\\w*',
        'suicide',
      ],
      end_life: [
        '(leben|alles|allem|dem ganzen|es) .. (ein|n) ende (setzen|machen|bereiten|zu setzen|zu machen|gesetzt)|(mache?|macht|setze) .. (schluss mit (dem|meinem|allem)|(dem|allem|meinem leben|dem ganzen) .. ein ende)|schluss machen mit (dem leben|allem|meinem)|{want} .. (mein|sein|ihr|das) leben .. beenden|beende (heute |jetzt )?mein leben',
        '(ich|er|sie) .. {want} .. (sterben|tot sein|nicht mehr (da|leben|aufwachen|sein|hier sein|existieren|weiterleben|am leben))|nicht (mehr )?(leben|weiterleben|aufwachen|existieren) .. {want}|{want} .. nicht mehr (leben|weiterleben|aufwachen|existieren|am leben sein|auf dieser welt)|(sterben|tot sein) .. {want}',
        '(kann|mag|will|wil|konnte|moechte|mochte) .. (nicht|nimmer) mehr (leben|weiterleben|weiter leben|aufwachen|da sein|hier sein|existieren|so leben)|kann (so |einfach )?nicht mehr (so )?weiter(machen|leben)?|(nicht mehr|kein) .. lebenswert|lebensmude\\w*|lebensmuede\\w*|todeswunsch|todessehnsucht|lebenssatt',
        '(ware?|waere|wunschte?|wuenschte?|wunsche) .. (tot|nie geboren|nicht mehr (da|hier|am leben)|gestorben|niemals geboren)|(besser|leichter|einfacher) .. (ohne mich|tot|wenn ich (nicht mehr|tot|weg))|ohne mich .. (besser|leichter) dran',
        'lebenswillen?|(halte|ertrage) (das|mein|dieses) leben nicht mehr|bleibt .. nur .. (strick|tod|selbstmord)|(keinen|kein|keine|ohne|jeden) (sinn|grund|lust|kraft)( mehr)? .. (leben|weiterleben|weiter zu leben|weiterzumachen|weiterzuleben|lebenswillen)|(leben|das alles) .. (keinen sinn|sinnlos|nicht mehr wert|nichts mehr wert|lohnt sich nicht)|lebenswillen .. verloren|sinn (des|im) lebens? .. (verloren|mehr)',
        'niemand .. (vermissen|merken|fehlen) .. (wenn|weg|tot)|wurde ich (niemandem )?fehlen|(abschieds|letzter) ?brief|das (war|ist) (mein )?abschied|(morgen|bald) .. (nicht mehr (da|leben|am leben)|tot)(?= ?([.,!]|$|sein|bin))|lebt .. nicht mehr lange leben',
      ],
      harm_oneself: [
        '{self} .. (ritzen|ritze|ritzt|geritzt|schneiden|verletzen|selbstverletz\\w*|zu verletzen|wehtun|weh tun|schaden|zu ritzen|verbrennen)|selbst ?verletz\\w*|(ritze|ritzt|schneide|verletze) {self}|ritzen angefangen',
        '(pulsadern?|handgelenke?|arme) .. (aufschneiden|auf ?geschnitten|aufschlitzen|aufzuschneiden|ritzen|schneiden)',
        '(alle|zu viele|viele|ganze|packung|flasche|uberdosis|ueberdosis|handvoll|\\d{2,}) .. (tabletten|schlaftabletten|pillen|medikamente|paracetamol|schmerzmittel|insulin)( .. (genommen|geschluckt|nehmen|schlucken|eingenommen))?(?<=nommen|schluckt|nehmen|schlucken)|uberdosis|ueberdosis|(schlucke|nehme) .. alle (tabletten|pillen|schlaftabletten)',
      ],
    },
    threat: {
      will_harm: [
        '{you} .. (umbringen|abstechen|abknallen|erschiessen|toten|toeten|kalt ?machen|verprugeln|verpruegeln|zusammenschlagen|fertig machen|totschlagen|umlegen|erstechen|abfackeln|anzunden|anzuenden|in die luft (jagen|sprengen)|vergewaltigen|aufschlitzen|die kehle durch\\w*|den hals umdrehen|die (beine|knochen|fresse|nase|zahne|zaehne) (brechen|polieren|einschlagen|zertrummern)|krankenhausreif (schlagen|prugeln)|schlagen|verletzen|koepfen|umhauen)(?! (lassen|konnen wir))',
        '(bringe?|stech\\w*|knall\\w*|schlag\\w*|mach\\w*|prugel\\w*|pruegel\\w*|leg\\w*) {you} .. (um|ab|nieder|tot|kalt|zusammen|krankenhausreif)(?! ?(die|das|den|nach|auf))',
        '(polier\\w*|brech\\w*|schlag\\w*|hau\\w*|reiss\\w*|schneid\\w*) (dir|ihm|ihr|ihnen|euch|dem fahrer|dem boten) .. (die fresse|aufs maul|den kopf|die beine|alle knochen|die kehle|eins in die|das genick|die zahne)',
        '(weiss|wissen|weis|finde|finden) .. (wo (du|ihr|er|sie|ihre \\w+) .. (wohnst|wohnt|wohnen|arbeitet|lebt|lebst)|euch alle|dich (und|schon|noch))|(lauer\\w*|pass\\w*|warte) .. (dir|euch|ihm|ihnen|dem fahrer) .. (auf|ab)(?= ?([.,!]|$|und|nach))',
        '(komme?|komm|steh\\w*|fahre?|tauch\\w*) .. mit (einem|einer|der|meiner|meinem|nem|ner|dem|paar) (\\w+ )?(messer|waffe|pistole|knarre|gewehr|baseballschlager|axt|benzin|bombe|schlager\\w*|jungs)',
      ],
      will_destroy: [
        '(zunde|zuende|zundet|fackel\\w*|brenn\\w*|jag\\w*|spreng\\w*|anzunden|anzuenden|abfackeln|niederbrennen|sprengen|in brand) .. (laden|filiale|buro|buero|lager|haus|firma|gebaude|gebaeude|geschaft|geschaeft|bude|markt|auto|zentrale|hutte|huette)|(laden|filiale|buro|buero|lager|haus|firma|gebaude|gebaeude|geschaft|geschaeft|bude|zentrale|hutte|huette) .. (anzunden|anzuenden|abfackeln|niederbrennen|(in die luft) (jagen|sprengen)|sprengen|in brand (setzen|stecken)|in schutt und asche|an(?=[.,!]|$))',
        'bombe .. (gelegt|hoch|versteckt|platziert|im (laden|gebaude|haus|buro)|in (der|ihrer|eurer) (filiale|zentrale))|bombendrohung|amok\\w*|blutbad',
      ],
      wish_harm: [
        'mach\\w* (dich|euch|sie) fertig(?! (die|mit))|(laden|filiale|buro|haus|firma|lager|zentrale) .. (brennen|brennt)|(hoffe|wunsche|wuensche|hoffentlich) .. (du|ihr|sie|er|jemand|euch|ihnen) .. (stirbst|sterbt|sterben|stirbt|verreckt|verreckst|krepiert|krebs|tod|den tod|abgestochen|umbringt|verrecken)|(verrecke?|krepier\\w*|verreckt)(?! (am|der))|(du|ihr|er|sie) .. (bist|seid|ist|sind) (alle |schon |so gut wie |ein )?(tot|toter|tote|ein toter mann|tote leute)(?= ?([.,!]|$|wenn|mann))|(du|ihr|sie|er) .. (sollst|sollt|sollten|wirst|werdet|werden|gehort|gehoren) .. (sterben|verrecken|bluten|erschossen|aufgehangt|tot sein|an die wand)',
      ],
      reported: [
        '(droht|bedroht|drohung|drohungen|gedroht|bedrohte|drohte|bedrohen) .. (mich|mir|uns|umzubringen|umbringen|messer|waffe|gewalt|schlagen|zu schlagen|mord|tod|toten|pistole|abzustechen|tochter|frau|familie)|(mich|mir|uns|meine \\w+) .. (bedroht|gedroht)(?! .. (anwalt|inkasso|kundigung|mahnung|klage|sperr\\w+|gericht))|(mord|todes|morddroh|todesdroh)drohung(en)?|morddrohung(en)?|todesdrohung(en)?',
        '(mich|mir|uns|sie|mein\\w* \\w+|ihn) .. (geschlagen|verprugelt|verpruegelt|angegriffen|gewurgt|gewuergt|vergewaltigt|gestochen|niedergestochen|misshandelt|tatlich|taetlich|angefasst|begrapscht|attackiert|verfolgt|gestalkt|zusammengeschlagen|getreten|geschubst|ins gesicht)(?= |[.,!?]|$)|(mann|partner|ex|vater|freund|er) .. schlagt (mich|uns|sie|die kinder)|hausliche gewalt|haeusliche gewalt',
        '(angst|furchte|fuerchte|habe angst) .. (um mein leben|bringt (mich|uns) um|umbringt|was antut|etwas antut|verletzt|schlagt|toten|er mich|er uns)|(will|wollte|versucht|versuchte) (mich|uns|sie) (umbringen|umzubringen|toten|zu toten|schlagen|abstechen|erstechen)',
      ],
    },
    medical_emergency: {
      emergency: {
        is: [
          '(keine luft|atemnot|nicht (mehr )?(richtig )?(atmen|luft)|kaum (noch )?(luft|atmen)|schwer luft|luft bekomm\\w*|atmet (nicht|kaum|schwer)|atmen (kann|konnte)|nach luft|erstickt|erstick\\w*|bekommt keine luft|atemstillstand|atemprobleme|atembeschwerden|probleme beim atmen)',
          '(herzinfarkt|herzanfall|schlaganfall|herzstillstand|hirnblutung|krampfanfall|epileptisch\\w*|anaphylak\\w*|allergisch\\w* (schock|reaktion)|asthma ?anfall|blutvergiftung|hirnschlag|unterzucker\\w*|diabetisches koma|herzrasen)',
          '(brust ?-?schmerz\\w*|schmerzen in der brust|schmerzen im (linken )?(arm|brust\\w*)|stechen in der brust|druck (auf|in) der brust|brust .. (schmerzt|tut .. weh|eng))',
          '{person} .. (bewusstlos|ohnmachtig|ohnmaechtig|nicht ansprechbar|zusammengebrochen|umgekippt|kollabiert|regungslos|leblos|krampft|kippt um|nicht mehr (reagiert|aufgewacht|auf(?= ?[.,!]|$))|reagiert nicht|wacht nicht (mehr )?auf|blau angelaufen)|bewusstlos\\w*|bewusstsein verloren',
          '(blutet|bluten|blut|blutung) .. (stark|heftig|hort nicht auf|hoert nicht auf|nicht (mehr )?auf|uberall|ueberall|stillen|extrem|wie verruckt|stoppen)|(stark|starke|heftig|heftige) .. (blut\\w*)|spuck\\w* .. blut|(hustet|huste|erbricht|erbreche) blut|verblut\\w*|(schwere?|grossflachige) (verbrennung\\w*|verletzung\\w*|verbruhung\\w*)|schwer verletzt|schwer verbrannt|(finger|hand|zeh|daumen) .. (abgeschnitten|abgetrennt|abgehackt|abgerissen)',
          '(verschluckt|geschluckt|getrunken|gegessen|verschluckte|eingeatmet) .. (batterie|knopfzelle|knopfbatterie|reiniger|putzmittel|gift|magnet\\w*|bleiche|tabletten|lampenol)|(batterie|knopfzelle|knopfzellen|knopfbatterie|reiniger|\\w*reiniger|putzmittel|spulmittel|gift|magnete?n?|bleiche|tabletten|lampenol|waschmittel\\w*|frostschutz\\w*|entkalker|munze|glassplitter|wasserperlen|nikotin\\w*) .. (verschluckt|geschluckt|getrunken|gegessen|eingeatmet|heruntergeschluckt)|vergiftet|vergiftung\\w*|giftnotruf|gasgeruch|riecht nach gas|gas .. (ausgetreten|stromt|leck)|kohlenmonoxid\\w*',
          '(krankenwagen|notarzt|rettungswagen|rettungsdienst|rtw|notruf)( .. (rufen|gerufen|kommen|schicken|schickt|holen|brauche\\w*|kam))?|(brauche\\w*|rufen sie|schicken sie|holt) .. (notarzt|krankenwagen|rettungswagen|arzt .. (dringend|sofort|schnell))|medizinischer notfall|lebensgefahr\\w*|lebensbedrohlich\\w*|112 (an)?(ge)?ruf\\w*',
          '(notaufnahme|intensivstation)|(ins|im) krankenhaus .. (gebracht|eingeliefert|wegen (ihr\\w*|eur\\w*|des|dem)|nach (dem|der|ihr\\w*))|(stromschlag|elektrischen? schlag)|(insulin|medikamente?|inhalator|asthmaspray|sauerstoff|herztabletten) .. (leer|aufgebraucht|ausgegangen|heute noch|sonst sterb\\w*|sonst stirbt|nichts mehr|alle)|(ich|er|sie|baby|kind|mann|frau|mutter|vater) (sterbe|stirbt|verblutet)(?! (vor|an) (lachen|langeweile|hunger|neugier|scham))|(hals|zunge|gesicht|rachen|lippen) .. (schwillt|zugeschwollen|angeschwollen|geschwollen|schwellen|zuschwillt|schnurt)|kopfverletzung|gehirnerschutterung|epi ?-?pen',
        ],
        unless:
          '(spielzeug|playmobil|lego|kostum|schleich|modell|puzzle|bausatz|hulle|tasche fur|etui|poster|sticker|buch|serie|dvd|figur)|(atmungsaktiv|jacke|schuhe|hose|kleid|stoff|material|matratze|decke|rucksack|helm) .. (atmen|luft|atmet|atmungs)|(hustensaft|rettungswagen (in|als|von))|keine luft (im|mehr im|drin|in der) (reifen|reifen\\w*|ball|matratze|schlauch|pumpe)|luftmatratze|(ist|sind) (alle|leer) (ausverkauft)|kann ich .. (bestellen|kaufen)',
      },
    },
    child_at_risk: {
      abused: {
        is: [
          '{child} ... (missbraucht|misshandelt|geschlagen|vergewaltigt|verprugelt|belastigt|belaestigt|angefasst|begrapscht|entfuhrt|entfuehrt|vernachlassigt|vernachlaessigt|bedroht|erpresst|gequalt|gequaelt|eingesperrt|in gefahr|allein gelassen|alleine gelassen|sexuell \\w+|unsittlich|ausgebeutet|verschleppt|hungern|geschuttelt|vermisst|verschwunden|verschwindet|weggelaufen|abgehauen|nicht nach hause gekommen|spurlos)',
          '(missbraucht|misshandelt|schlagt|schlaegt|verprugelt|verpruegelt|vergewaltigt|belastigt|belaestigt|entfuhrt|entfuehrt|vernachlassigt|qualt|sperrt|bedroht|erpresst|beruhrt|begrapscht|schuttelt) .. (sein|ihr|mein|unser|das|die|der|den|seine|ihre|meine|unsere|seinen|ihren|meinen|kleine)\\w* {child}',
          'kindesmissbrauch\\w*|kindesmisshandlung\\w*|kinderporn\\w*|kindeswohl\\w*|padophil\\w*|paedophil\\w*|kindesentfuhrung|kindesentzug|cybergrooming|missbrauch (von|an) (kindern|minderjahrigen|einem kind)|vermisstes (kind|madchen)|sexueller missbrauch',
          '(nacktfotos?|nacktbilder?|nackt|nackte|intime|sexuelle|unsittliche|anzugliche|freizugige) ... {child}|{child} ... (nacktfotos?|nacktbilder?|nackt|intime bilder|sexuell\\w*|ausziehen|alleine treffen|allein treffen|heimlich treffen)|(fremder|mann|erwachsener|jemand|unbekannter|typ) ... (schreibt|kontaktiert|chattet|spricht|anspricht|folgt|treffen|lockt|filmt|fotografiert) ... {child}',
          'mein (\\w+ )?(vater|stiefvater|papa|onkel|opa|lehrer|trainer|bruder|cousin|stiefbruder) .. (schlagt|schlaegt|missbraucht|fasst|fast|beruhrt|verprugelt|vergewaltigt|tut|misshandelt|sperrt|wurgt) .. (mich|mir|uns|meine[nr]? (kleine[nr]? )?(bruder|schwester|mutter))|meine (\\w+ )?(mutter|stiefmutter|eltern|mama|oma|tante) .. (schlagt|schlaegt|schlagen|misshandelt|misshandeln|verprugelt|sperrt|sperren|tun) .. (mich|mir|uns)|angst .. nach hause (zu gehen|zu kommen)|von zuhause (weggelaufen|abgehauen)|(bin|ich bin|erst) (\\d|1[0-7]) (jahre( alt)?)? ... (schlagt|schlaegt|angst|missbraucht|fasst mich|nacktbilder|nacktfotos|weggelaufen|abgehauen|treffen|allein zuhause|erpresst)',
        ],
        unless:
          '{child}\\w* .. (kostum|kostuem|jacke|schuhe|paket|bestellung|handy|bett|sitz|fahrrad|roller|grosse|konto|ticket|puppe|teddy|rucksack|brille|spielzeug|buch|fehlt|lieferung|artikel) .. (vermisst|verschwunden)|(bestellung|paket|artikel|teil|schraube|puppe|rucksack|jacke|spielzeug|sendung|lieferung) .. {child}',
      },
      in_danger: {
        is: [
          '{child} .. (eingeschlossen|eingesperrt|allein|alleine|gefangen|steckt fest|eingeklemmt|zuruckgelassen) .. (auto|wagen|wohnung|haus|zimmer|aufzug|bad|keller|kofferraum|maschine|fenster|balkon)|{child} .. (im|in der|in einem) .. (auto|wagen|wohnung|haus|aufzug|bad|keller|balkon) .. (eingeschlossen|eingesperrt|allein|alleine|gefangen|zuruckgelassen|zurueckgelassen|vergessen)',
          '{child} .. (verschluckt|geschluckt|getrunken|erstickt|ertrunken|ertrinkt|vom balkon|aus dem fenster|gesturzt|verbrannt|verbruht|stromschlag|vergiftet|eingeklemmt|stranguliert|lasst .. allein)(?! .. (bett gesturzt preis))',
          '(lassen|lasst|laesst|gelassen|liess|liessen) .. {child} .. (allein|alleine|unbeaufsichtigt)',
          '(alkohol|zigaretten|vape|vodka|wodka|messer|bier|drogen|feuerwerk) .. (an|meinem|meiner|einem|einer) .. {child} .. (verkauft|geliefert|ausgehandigt|abgegeben|gegeben|ubergeben)',
        ],
        unless: '(handy|spiel|app|paket|zimmer ist|konto) .. (eingeschlossen|gesperrt)',
      },
    },
    account_takeover: {
      account: [
        '{mine} .. (gehackt|gehackt worden|ubernommen|uebernommen|kompromittiert|gestohlen|geknackt|missbraucht|fremde[rn]? zugriff)|(gehackt|geknackt|gekapert|gehackter) .. {mine}|(wurde|bin|worden|wurden) gehackt|gehackt worden|hacker .. (konto|account|mein|passwort)',
        '(jemand|fremder?|unbekannter?|dritte[rn]?|hacker|andere[rn]?|wer) .. (in|auf|mit|uber|ueber|von|an)? ?(mein|unser)\\w* {mine} .. (eingeloggt|angemeldet|bestellt|zugegriffen|gekauft|geandert|geaendert|benutzt|verwendet|zugriff|ubernommen|bezahlt|abgebucht)|(jemand|fremder?|unbekannter?|hacker) .. (hat|benutzt|nutzt|verwendet|andert|loggt) .. (mein|meine|meinen|meinem|unser\\w*) {mine}|(jemand|fremder?|unbekannter?) .. (auf|in|unter) meinem namen',
        '{mine} .. (geandert|geaendert|zuruckgesetzt|zurueckgesetzt|gewechselt) .. (nicht|ohne|war nicht|ich war)|(das|es|ich) war (ich )?(nicht|nicht ich)(?= ?([.,!]|$))|war (ich )?nicht ich|nicht von mir (ausgelost|bestellt|getatigt|gemacht|autorisiert|veranlasst|geandert|aufgegeben)',
        '(bestellung|bestellungen|kauf|buchung|abbuchung|zahlung|uberweisung|transaktion|anderung|kaufe) .. (nicht (von mir|aufgegeben|getatigt|gemacht|autorisiert|veranlasst|ausgelost)|nie (aufgegeben|getatigt|gemacht|bestellt)|ohne meine? (zustimmung|wissen|einwilligung))|(habe|hab) .. (diese|die|keine) (bestellung|buchung|zahlung) .. (nie|nicht|aufgegeben|getatigt|gemacht|ausgelost)|(unbefugt\\w*|nicht autorisiert\\w*|unautorisiert\\w*|unberechtigt\\w*|verdachtig\\w*|verdaechtig\\w*|fremde|unbekannte) (zugriff\\w*|abbuchung\\w*|zahlung\\w*|bestellung\\w*|anmeldung\\w*|login\\w*|transaktion\\w*|buchung\\w*|aktivitat\\w*)|identitatsdiebstahl|identitaetsdiebstahl',
      ],
    },
    legal_threat: {
      legal: {
        is: [
          '(mein|meine|meinen|meinem|unser|unserem|unseren|einen|einem|zum|den|dem|vom) (rechts)?anw(alt|altin|alte|aelte)\\w*|(rechts)?anw(alt|altin|aelt|alte)\\w* .. (einschalt\\w*|eingeschaltet|ubergeb\\w*|uebergeb\\w*|beauftrag\\w*|horen|hoeren|melden|meldet|weiter)|rechtsanwalt\\w*|rechtsschutz\\w*|rechtsbeistand|anwaltlich\\w*',
          '(rechtliche|juristische|gerichtliche)\\w* (schritte|massnahmen|konsequenzen|wege?|mittel|hilfe|vorgehen)|(rechtlich|gerichtlich|juristisch) .. (vorgehen|durchsetzen|vorzugehen|gegen sie|wehren|einklagen)|rechtsweg|vor gericht|(zum|beim) (amtsgericht|gericht)|mahnbescheid|mahnverfahren|klage .. (einreich\\w*|erheb\\w*|gegen)|(verklage|verklagen|verklagt|einklagen|klagen|klage ich|anzeigen|anzeige)(?! (seite|aktualisier\\w*|auf (ebay|display)|im display|bild\\w*))(?<=klag\\w{0,3}|klage ich|anzeigen?)(?= ?.{0,40}(sie|euch|polizei|betrug|erstatt\\w*|gegen|werde|sonst|falls|wenn))|(erstatte|erstatten|stelle|stellen) .. (straf)?anzeige|strafanzeige|(zur|bei der) polizei .. (gehen|gehe|anzeige\\w*|melde\\w*)|staatsanwaltschaft',
          'verbraucher(schutz|zentrale|schutzer|schlichtung)\\w*|schlichtungsstelle|bundesnetzagentur|datenschutzbehorde|aufsichtsbehorde|bafin|wettbewerbszentrale|abmahnung|schadens?ersatz|letzte frist .. (anwalt|gericht)|fristsetzung|anwaltsschreiben|konsumentenschutz|arbeiterkammer',
        ],
        unless: 'bin (rechts)?anw|als (rechts)?anw|anwaltsserie|kostum',
      },
    },
    press: {
      press: {
        is: [
          '(bin|als|freie[r]?|hier ist) .. (journalist(in)?|reporter(in)?|redakteur(in)?)|redaktion (der|des|von|bei)|presse ?-?(anfrage|stelle|kontakt|sprecher\\w*)',
          '(an|zur|bei der|der|die) (presse|zeitung|medien|bild ?-?zeitung|lokalpresse|tagespresse|offentlichkeit|oeffentlichkeit)( .. (gehen|gehe|wenden|wende|melden|melde|informier\\w*|einschalt\\w*|schicken|weitergeben|berichten|erfahren|weiter|erzahl\\w*))(?<=\\w)|(presse|zeitung|medien|fernsehen|journalisten|rtl|ard|zdf|spiegel|stern tv|wiso) .. (informier\\w*|einschalt\\w*|kontaktier\\w*|wenden|gehen|melden|interessier\\w*|erfahr\\w*)|(wende|melde|gehe|geh|informiere|kontaktiere) .. (an |zur |die |zum |den |der )*(presse|zeitung|medien|fernsehen|rtl|spiegel|bild)',
          '(artikel|bericht|beitrag|reportage|recherche) .. (uber|ueber) (sie|ihr unternehmen|ihre firma|euch|eure|ihre|die praktiken)|recherchier\\w* .. (uber|ueber|zu)',
        ],
        unless:
          'zeitungs?(abo|zustellung|bote)|(zeitung|spiegel) .. (nicht (geliefert|zugestellt|bekommen)|abo|zerbrochen|badezimmer|kaputt)|soziale[n]? medien',
      },
    },
    payment_details: {
      numbers:
        '(kontonummer|kartennummer|kreditkartennummer|blz|bankleitzahl|cvc|cvv|prufziffer|pruefziffer|kartenprufnummer|sicherheitscode|pin)( ist| lautet|:|=)* ?(?=[0-9])[0-9\\s-]{3,30}|(meine|hier) .. (bankverbindung|kontodaten|kreditkartendaten|bankdaten|kartendaten)(?= ?(:|lautet|lauten|ist|sind|.{0,20}[0-9]{4}))',
    },
    wants_person: {
      talk_to: {
        is: [
          '(mit|zu|an) (einem|einer|ner|nem|irgendeinem|dem|den|der|ihrem|eurem|einen) ?(\\w+ )?(echten |richtigen |realen |lebenden |menschlichen |anderen |zustandigen |leibhaftigen |wirklichen )*{human} .. (sprechen|reden|schreiben|chatten|telefonieren|verbinden|verbunden|kommunizieren|weiterleiten|weitergeleitet|zu tun|durchstellen|kontakt|sprech|wenden)',
          '(mit|zu) (jemand(em|en)?|menschen|einem menschen|echten menschen|einer person|mitarbeiter\\w*|kundenservice|kundendienst) .. (sprechen|reden|schreiben|chatten|telefonieren|verbinden|verbunden|kommunizieren)',
          '(sprechen|reden|telefonieren|verbinden|chatten|spreche|rede) .. mit (einem|einer|dem|nem|jemand\\w*|ihrem|eurem) ?(\\w+ )?({human})?(?<=jemand\\w{0,2}|mensch\\w*|person|mitarbeiter\\w*|berater\\w*|kolleg\\w*|sachbearbeiter\\w*|vorgesetzten|chef\\w*|agent\\w*|manager\\w*|leiter\\w*|partner\\w*)(?! (der|die|das) .. (gesagt|sagte|meinte))',
          '(echte[rnms]?|richtige[rnms]?|reale[rnms]?|lebende[rnms]?|menschliche[rnms]?|leibhaftige[rnms]?) (mensch(en)?|person|mitarbeiter(in)?|ansprechpartner(in)?|berater(in)?|kontakt|hilfe|antwort|agent(en)?|support|kollegen?)',
          '^\\W*(bitte )?(mensch|mitarbeiter|mitarbeiterin|berater|kundenberater|agent|ansprechpartner|echter mensch|operator)( bitte| sprechen| verbinden| jetzt| gewunscht)*\\W*$',
          '(will|mochte|moechte|brauche|verlange|wunsche|wuensche|geben sie mir|gib mir|hatte gern\\w*|bitte um) .. (einen|eine|ein|n|ihren|den|nen) (menschen|mitarbeiter(in)?|berater(in)?|vorgesetzten|echte[nr] \\w+|manager|ansprechpartner(in)?|sachbearbeiter(in)?|chef|filialleiter|teamleiter)',
        ],
        unless:
          '(habe|hatte|wurde|hab) .. (gesprochen|geredet|telefoniert)|(mit|nach) (meinem|meiner|unserem|unserer) ',
      },
      no_bot:
        '(kein(e|en|em|er)?|nicht|stopp|stop|ohne|schluss|genug|hort|statt|anstatt|blode[rn]?|dumme[rn]?|scheiss|nervt) .. (bots?|chat ?-?bots?|roboter(n)?|automat\\w* (antwort\\w*|nachricht\\w*|mail\\w*)|ki|maschine(n)?|computer(n)?|textbausteine?n?|standardantwort\\w*)(?! (lassen|staub\\w*|mah\\w*|saug\\w*|fahrt|ladt|startet|funktioniert))',
      call_me: {
        is: '(bitte|konnen|koennen|kann|konnten|koennten|wurden|wuerden|mochte|moechte|wunsche|soll|jemand) .. (ruckruf|rueckruf|mich (bitte |mal |endlich |heute |jemand |zuruck)*(an|zuruck|zurueck)?(rufen|zurufen)|anrufen|angerufen werden|zuruckrufen|zurueckrufen|telefonisch)|(rufen sie|ruft|ruf) mich .. (an|zuruck|zurueck)|bitte um (einen )?(ruckruf|rueckruf)|(ruckruf|rueckruf) (bitte|erbeten|gewunscht|gewuenscht)|(ihren|ihrem|den|einen|einem|dem) (vorgesetzten|teamleiter|filialleiter|geschaftsfuhrer|abteilungsleiter)',
        unless:
          '(ruckrufaktion|rueckrufaktion|produktruckruf|produktrueckruf|wo|wen|welche nummer|kann ich|wann|wie) .. (anrufen|ruf|kann ich)|(fahrer|bote|zusteller|paketdienst|dhl|lieferant) .. (anrufen|rufen)',
      },
    },
    chargeback: {
      chargeback:
        '(ruck|rueck)(buchung|lastschrift|buchen)|zuruck ?buch\\w*|zurueck ?buch\\w*|(lastschrift|zahlung|abbuchung) .. (widersprech\\w*|zuruck\\w*|zurueck\\w*|stornier\\w*|zuruckhol\\w*|sperr\\w*)|kauferschutz|kaeuferschutz|(paypal|klarna|bank) .. (fall|streitfall|konflikt|zuruckhol\\w*|reklamier\\w*|einschalt\\w*)|geld (uber|ueber) (die|meine) bank',
    },
    erasure_request: {
      erase:
        '(loschen|loeschen|losch|loesch|loschung|loeschung|geloscht|geloescht|entfernen) .. (mein|meine|meiner|meines|alle|samtliche|saemtliche|personenbezogen\\w*|kundenkonto|daten|konto|account)|(daten|konto|account|kundenkonto|profil|kundendaten|personenbezogene\\w*) .. (loschen|loeschen|geloscht|geloescht|loschung|loeschung|entfernen)|dsgvo|recht auf (vergessen\\w*|loschung|auskunft)|auskunft .. (daten|art\\w* 15|gespeichert)|datenauskunft|selbstauskunft|datenschutz ?-?(anfrage|beauftragt\\w*)|(konto|account|kundenkonto) .. (schliessen|kundigen)',
    },
    distress: {
      distress: {
        is: [
          '(dringend|dringende|dringendst|eilt|verzweifelt|verzweifle|verzweiflung|panik|angst|weine|heule|am ende|nervenzusammenbruch|keine kraft|schlaflos\\w*|nicht mehr schlafen|existenz\\w*|hilflos|flehe|ich bitte sie instandig|nicht mehr weiter|fix und fertig|mit den nerven)',
          '(zweite|dritte|vierte|funfte|sechste|x-?te|[2-9]\\.?|zum wiederholten|mehrfach|mehrmals|schon wieder|bereits) (mal|male|mail|nachricht|anfrage|versuch|erinnerung|e-?mail|geschrieben|kontaktiert|angeschrieben|angerufen|gemeldet)|(immer noch|noch immer|bis heute|seit (wochen|monaten|tagen)) .. (keine?|nichts|warte|nicht)|(keine|nie eine) (antwort|reaktion|ruckmeldung)|niemand .. (antwortet|reagiert|hilft|meldet|zustandig)|(ignoriert|vertrostet)',
          '(hochzeit|beerdigung|flug|geburtstag|operation|prufung|pruefung|termin|urlaub|reise|umzug) .. (ist )?(heute|morgen|ubermorgen|am (montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|in (zwei|drei|\\d) (tagen|stunden))|(spatestens|spaetestens|bis) (heute|morgen|ubermorgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)',
        ],
        unless: 'nicht dringend|eilt nicht|keine eile|keine panik|keine angst',
      },
    },
    anger: {
      words: {
        is: '(unverschamt\\w*|unverschaemt\\w*|frechheit|betrug|betruger\\w*|betrueger\\w*|abzocke\\w*|wutend|wuetend|stinksauer|sauer|scheiss\\w*|scheisse|verarsch\\w*|arschloch\\w*|idioten?|saftladen|sauladen|drecksladen|lugner|luegner|lacherlich|laecherlich|unfassbar|unmoglich\\w*|katastrophe|katastrophal\\w*|inakzeptabel\\w*|skandal\\w*|emporend|empoerend|emport|verargert|veraergert|nie wieder|schnauze voll|es reicht|reicht mir|zum kotzen|unterirdisch|grauenhaft|schlechteste[rn]? (service|kundendienst|laden|firma|support)|verdammt\\w*|zumutung|unding|dreist\\w*|abzocker|verbrecher|fassungslos)',
        unless:
          '(suss|suess)?sauer(stoff|kraut|teig|rahm)?(?<=stoff|kraut|teig|rahm)|(nicht|kein) .. (sauer|wutend|betrug)|ist das (ein )?betrug',
      },
    },
    opt_out: {
      unsubscribe:
        '(newsletter|werbung|mails|e-?mails|nachrichten|sms|werbemails|verteiler) .. (abbestell\\w*|abmelden|abgemeldet|stoppen|kundigen|keine mehr|austragen|loschen|streichen)|(keine|nicht mehr) (weiteren? |mehr )?(werbung|newsletter|mails|e-?mails|nachrichten|sms|werbemails)( mehr)?|abbestellen|abmelden .. (newsletter|verteiler|werbung)|(aus|von) (dem|ihrem|eurem) (verteiler|newsletter)|austragen',
    },
  },
};
