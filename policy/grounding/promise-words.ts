/** Words that promise: money back, amends, something for nothing, certainty, our own action, soon. In five languages, as folding leaves them. */

export type PromiseFamily = 'refund' | 'amends' | 'free' | 'certainty' | 'action' | 'done' | 'soon';

const families: Readonly<Record<PromiseFamily, readonly string[]>> = {
  refund: [
    'refund\\w*|reimburs\\w*|money[- ]back|pay (?:you )?back|(?:get|give|return) (?:you |your )?(?:your |the )?money(?: back)?|credit(?:ed)? (?:your|to your|you)',
    '(?:ruck|zuruck)?erstatt\\w*|ruckzahl\\w*|zuruckzahl\\w*|zuruck(?:ge|zu)zahl\\w*|(?:ruck)?gutschr\\w*|geld zuruck',
    'rembours\\w*|avoir sur votre',
    'reembols\\w*|reintegr\\w*|devol\\w+ (?:de |el |su |del )*(?:dinero|importe)',
    'rimbors\\w*|terugbeta\\w*|terugbetal\\w*',
  ],
  amends: [
    'compensat\\w*|vouchers?|goodwill|store credit|gift cards?|discount\\w*|coupons?|price reduction',
    'entschadig\\w*|gutscheine?s?|rabatt\\w*|nachlass|kulanz\\w*|preisminderung',
    "dedommag\\w*|indemnis\\w*|bons? d'achat|bons? de reduction|remise\\w*|geste commercial|code promo",
    'compensa\\w*|indemniz\\w*|descuentos?|cupon(?:es)?|vales? de',
  ],
  free: [
    'free of charge|for free|(?:free|complimentary) (?:shipping|delivery|returns?|replacement|repair|upgrade|month|gift|item|product|lamp|of cost)|at no (?:extra |additional )?(?:cost|charge)|no (?:extra |additional )?(?:cost|charge)|without (?:extra |any )?(?:cost|charge)|on the house|waiv\\w+',
    'kostenlos\\w*|kostenfrei\\w*|gratis|umsonst|gebuhrenfrei|versandkostenfrei|auf unsere kosten',
    'gratuit\\w*|sans (?:aucuns? )?frais|offert(?:e|s|es)?|a nos frais',
    'gratis|gratuit[oa]s?|sin (?:ningun )?(?:coste|costo|cargo)|gratuitamente',
  ],
  certainty: [
    "guarantee\\w*|(?:we|i)(?:'ll| will)? promise|(?:we|i)(?: can)? assure|rest assured|you have (?:our|my) word|without fail|100 ?% (?:certain|sure)",
    'garantier\\w*|versprech\\w*|zusicher\\w*|zugesichert|(?:ich|wir) versicher\\w*|verbindlich zu',
    '(?:nous|je) (?:vous )?(?:garanti|promett|assur)\\w*|sans faute|garanti(?:e|s|es)?',
    'garantiz\\w*|garantia|(?:le |les |te )?(?:prometemos|prometo|aseguramos|aseguro)|sin falta',
  ],
  action: [
    "(?:we|i|our team|they)(?:'ll| will| shall| would gladly| are going to|'re going to| am going to)|you (?:get|receive|can have|are getting|are entitled to)|you(?:'ll| will) (?:get|receive|be (?:sent|given|paid|credited|refunded))|will be (?:sent|shipped|refunded|replaced|credited|delivered|paid|cancelled|canceled|waived|extended|approved)",
    '(?:wir|ich) (?:bestatigen?|werden|werde|schicken|senden|liefern|ersetzen|ubernehmen|tauschen|ziehen|buchen|verlangern|stornieren|veranlassen)|(?:sie|du) (?:erhalten|erhaltst|bekommen|bekommst)|(?:erhalten|bekommen) sie|(?:werden|werde) wir',
    'nous confirmons|nous allons|je vais|(?:nous|vous|je) (?:vous |le |la |les |en )*[a-z]+(?:rons|rez|rai)(?![a-z])|vous (?:recevrez|aurez|recevez|obtenez|avez droit)',
    'confirmamos|vamos a|voy a|(?:le|les|te|se lo|lo|la) (?:enviaremos|mandaremos|devolveremos|haremos|daremos|cambiaremos|abonaremos)|[a-z]{2,}(?:aremos|eremos|iremos)|recibira[ns]?|(?:usted )?(?:recibe|obtiene|tiene derecho)',
  ],
  done: [
    "(?:we|i)(?:'ve| have)(?: already| now| just)? (?:sent|refunded|shipped|forwarded|cancell?ed|changed|updated|credited|approved|arranged|extended|waived|replaced|issued|processed|transferred|deleted|added|removed|upgraded|granted|shared|paid)|has been (?:approved|granted|refunded|credited|waived|upgraded)|(?:is|are) (?:hereby )?(?:approved|granted|confirmed)",
    '(?:wir|ich) haben? (?:\\S+ ){0,6}(?:gesendet|geschickt|erstattet|storniert|geandert|veranlasst|gutgeschrieben|genehmigt|verlangert|weitergeleitet|geloscht|bestatigt)',
    'nous avons (?:\\S+ ){0,3}(?:envoye|rembourse|annule|modifie|approuve|credite|transfere|accorde|confirme)\\w*',
    'hemos (?:\\S+ ){0,3}(?:enviado|reembolsado|cancelado|cambiado|aprobado|abonado|reenviado|confirmado)',
  ],
  soon: [
    '(?:by|before|until|no later than) (?:tomorrow|tonight|today|the end of (?:the )?(?:day|week))|(?:right away|immediately|instantly|as soon as possible|asap|without delay)|tomorrow|later today|today',
    'bis (?:morgen|heute|spatestens)|spatestens (?:morgen|heute)|sofort|umgehend|unverzuglich|noch heute',
    "d'ici (?:demain|ce soir|la fin)|(?:avant|des) demain|immediatement|sans delai|aujourd'hui|demain",
    '(?:antes de|para|hasta) manana|de inmediato|inmediatamente|hoy mismo|manana mismo',
  ],
};

const patterns = (Object.entries(families) as [PromiseFamily, readonly string[]][]).map(
  ([family, words]) =>
    [family, new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'u')] as const,
);

/** Each family once, with the words that were found first. */
export function promiseWordsIn(folded: string): { family: PromiseFamily; words: string }[] {
  return patterns.flatMap(([family, pattern]) => {
    const found = pattern.exec(folded);
    return found ? [{ family, words: found[0] }] : [];
  });
}

export const promisesIn = (folded: string): PromiseFamily[] =>
  promiseWordsIn(folded).map(({ family }) => family);
