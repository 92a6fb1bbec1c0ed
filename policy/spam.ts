/** Spam: unsolicited offers to the desk's owner. Conservative, because spam gets no answer at all: a customer must never be taken for it. */

export interface SpamVerdict {
  spam: boolean;
  /** Every signal found, whether or not they sufficed. */
  reasons: string[];
}

export interface SpamContext {
  /** The address, or the conversation, has written to us before or has an account: then it is no stranger's offer. */
  known?: boolean;
}

const offers: readonly { reason: string; pattern: RegExp }[] = [
  {
    reason: 'offer_seo',
    pattern:
      /\b(?:seo (?:services?|package|expert|agency|audit|company|strategy|proposal)|search engine optimi[sz]ation|(?:first|1st|top) (?:page|of|position|rank\w*)(?: of| on| in)? google|google rank\w*|rank(?:ing)? (?:your (?:web)?site|#?1)|back ?links?|guest post\w*|domain authority|link (?:building|insertion|exchange)|organic traffic|(?:increase|boost|drive|grow) (?:your )?(?:web ?site )?(?:traffic|rankings?|visibility|leads))\b/iu,
  },
  {
    reason: 'offer_marketing',
    pattern:
      /\b(?:web (?:design|development) (?:services?|company|agency)|(?:re)?design your (?:web)?site|mobile app development (?:company|services?)|(?:buy|purchase|verified|targeted) (?:e-?mail|contact|customer|attendees?) (?:lists?|database|leads)|(?:e-?mail|attendees?|user|decision[- ]makers?) (?:list|database)|lead generation (?:services?|company|agency)|digital marketing (?:agency|services?|company|expert)|social media (?:followers|growth)|(?:buy|get|real) (?:\d+k? )?(?:followers|likes|reviews)|explainer videos?|outsourc\w+ (?:services?|partner|your)|virtual assistants? services?)\b/iu,
  },
  {
    reason: 'offer_money',
    pattern:
      /\b(?:(?:crypto(?:currency)?|bitcoin|btc|forex|binary options?) (?:invest\w*|trading|opportunit\w+|profits?|platform|signals?|mining)|invest(?:ment)? opportunit\w+|guaranteed (?:returns?|profits?|income)|double your (?:money|bitcoin|investment)|passive income|(?:business|personal|instant) loans? (?:offer|at|of|up to|approved)|pre-?approved (?:for )?(?:a )?(?:loan|funding)|make (?:\$|€|£)? ?\d[\d,.]* ?(?:k )?(?:usd |dollars |euros? )?(?:per|a|every) (?:day|week|hour)|work from home and earn|earn (?:up to )?(?:\$|€|£) ?\d)/iu,
  },
  {
    reason: 'offer_fraud',
    pattern:
      /\b(?:(?:lottery|sweepstakes?|jackpot) (?:winner|winnings?|prize)|you (?:have|'ve) (?:won|been selected to receive)|claim your (?:prize|winnings|inheritance)|next of kin|unclaimed (?:funds?|inheritance)|inheritance (?:fund|of)|(?:transfer|sum) of (?:usd|us\$|\$|€|£) ?\d[\d.,]* ?(?:million|m\b)|million (?:united states )?dollars|nigerian? prince|confidential business proposal|beneficiary of)\b/iu,
  },
  {
    reason: 'offer_goods',
    pattern:
      /\b(?:(?:cheap|buy|order|generic|discount) (?:viagra|cialis|xanax|tramadol|replica|rolex)|viagra|cialis|replica watches|online casino|casino bonus|free spins|sports? betting tips|hot (?:singles|girls)|adult dating|weight ?loss (?:pills?|miracle)|miracle cure|(?:we are|as) (?:a )?(?:leading|professional|reliable) (?:manufacturer|supplier|factory|exporter) (?:of|in|from)|wholesale price list|(?:moq|oem|odm)\b.{0,40}\b(?:factory|supplier|manufacturer))/iu,
  },
  {
    reason: 'offer_other_language',
    pattern:
      /\b(?:suchmaschinenoptimierung|google[- ]ranking|mehr besucher (?:für|auf) ihre|referencement (?:naturel|google|seo)|référencement (?:naturel|google|seo)|première page (?:de|sur) google|posicionamiento (?:web|seo|en google)|primera p[aá]gina de google|posizionamento (?:seo|su google)|prima pagina di google|inversi[oó]n en criptomonedas|investissement (?:crypto|bitcoin)|kredit ohne schufa|pr[eê]t (?:rapide|entre particuliers)|pr[eé]stamos? (?:r[aá]pido|entre particulares))/iu,
  },
];

const pitch =
  /\b(?:(?:i|we) (?:came across|visited|found|was (?:looking|browsing)|noticed|reviewed|checked)(?: out)? your (?:web ?site|site|online store|company|page)|(?:i|we) (?:can|could|would like to|will) (?:help|offer|provide|increase|boost|improve|get|bring)|our (?:services?|team of experts|clients|agency|packages?|prices? start)|(?:are you|would you be) interested in|let me know if you(?:'re| are) interested|schedule a (?:quick )?(?:call|demo|meeting)|free (?:audit|quote|consultation|proposal|trial)|book a (?:call|demo)|limited[- ]time offer|act now|click (?:here|the link|below)|100 ?% (?:free|guaranteed|safe)|risk[- ]free|best (?:price|rates?) (?:guaranteed|in the market)|dear (?:sir|madam|sir\/madam|business owner|website owner|webmaster|friend|beneficiary)|to unsubscribe|congratulations|claim (?:your|it)|reply (?:with )?(?:stop|"?no"?|unsubscribe) to)/iu;
const link =
  /\bhttps?:\/\/|\bwww\.|\b[a-z0-9-]+\.(?:xyz|top|click|loan|win|bid|icu|buzz)\b|\bbit\.ly\b|\bt\.me\/|\bwa\.me\//giu;
/** A customer quotes one or two pages; more than this many are a flyer. */
const MANY_LINKS = 5;

/** What customers write about. One of these, and it is not spam, whatever else it says. */
const customerMatter =
  /\b(?:my|our|the|an?) (?:\w+ )?(?:order|orders|parcel|package|delivery|shipment|refund|return|account|invoice|subscription|payment|purchase|item|ticket|booking|reservation|card|password|login|tracking|voucher|warranty|receipt|bill|membership|phone|device)\b|\b(?:order|tracking|invoice|ticket|booking|customer) (?:number|no\.?|nr\.?|id|#)|#\s?[a-z]{0,4}\d{4,}|\b(?:i|we) (?:ordered|bought|purchased|received|returned|paid|got charged|was charged|am waiting|can(?:'|no)t log)|\bmeine?[rn]? (?:bestellung|paket|lieferung|rechnung|konto|ticket|r[uü]cksendung|erstattung)|\b(?:bestell|kunden|rechnungs|sendungs)nummer|\bma (?:commande|livraison|facture)|\bmon (?:colis|compte|remboursement|abonnement)|\bmi (?:pedido|paquete|cuenta|factura|reembolso|env[ií]o)|\b(?:il mio|mio) (?:ordine|pacco|account|rimborso)|\b(?:meu|minha) (?:pedido|encomenda|conta|reembolso)|\bmijn (?:bestelling|pakket|account|factuur)/iu;

/** Pure. An offer together with the manner of a pitch, or of a flyer; never where a customer's matter is named. */
export function spamVerdict(text: string, { known = false }: SpamContext = {}): SpamVerdict {
  const links = text.match(link)?.length ?? 0;
  const found = offers.filter(({ pattern }) => pattern.test(text)).map(({ reason }) => reason);
  const manner = [
    ...(pitch.test(text) ? ['pitch'] : []),
    ...(links >= MANY_LINKS ? ['many_links'] : []),
    ...(links > 0 && found.length > 0 ? ['offer_with_link'] : []),
  ];
  const reasons = [...found, ...manner];
  if (known) return { spam: false, reasons: [...reasons, 'known_sender'] };
  if (customerMatter.test(text)) return { spam: false, reasons: [...reasons, 'customer_matter'] };
  return {
    spam:
      found.length >= 2 ||
      (found.length === 1 && manner.length > 0) ||
      (links >= MANY_LINKS && pitch.test(text)),
    reasons,
  };
}
