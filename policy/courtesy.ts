/** Courtesy: messages that only thank, to which nothing is owed, and messages that say an answer did not help. */
import { foldedLine } from './risk/fold.ts';

/** What thanks are made of, longest first. A message that is nothing else, and holds at least one thanks, is a thank-you. */
const thanks =
  "thank(?:s|\\s?you|\\s?u|ing you)?|thankyou|thx|thnx|tnx|tks|ty(?:vm|sm)?|cheers|ta|much appreciated|appreciate (?:it|that|you|your help|the help|everything|the quick (?:reply|response|help))|appreciated|you(?:'re| are) (?:the best|awesome|amazing|great|a (?:star|legend|lifesaver|gem))|(?:vielen|herzlichen|besten|lieben|tausend|schonen|recht herzlichen) dank|dank(?:e ?schon|e ?schoen|e|ke)?|merci|je vous remercie|je te remercie|gracias|te lo agradezco|se lo agradezco|os lo agradezco|muy agradecid[oa]|grazie|la ringrazio|ti ringrazio|vi ringrazio|obrigad[oa]|obg|valeu|agradeco|bedankt|dank (?:je|u)(?: wel)?|dankjewel|dankuwel|tak|takk|tack|kiitos|dziekuje|arigatou?|ありがとう(?:ございました|ございます)?";
/** What else closes a matter: it works, it is solved, never mind. */
const settled =
  "it works(?: now| again| fine| perfectly)?|works now|that (?:works|worked|helped|helps|fixed it|did it|solved it)|(?:problem|issue|everything|all|it(?:'s| is)?|case)(?: is| has been|'s)? (?:solved|resolved|fixed|sorted(?: out)?|working)(?: now)?|solved|resolved|sorted|got it|understood|noted|no worries|never ?mind|hat geklappt|klappt(?: jetzt)?|es (?:geht|funktioniert|klappt) (?:jetzt|wieder|nun)|funktioniert(?: jetzt| wieder)?|hat(?: mir)?(?: sehr)? geholfen|erledigt|hat sich erledigt|ca marche(?: maintenant)?|c'est (?:regle|resolu)|ya funciona|funciona(?: ya| ahora| perfecto| perfectamente)?|solucionado|resuelto|adesso funziona|ora funziona|funziona(?: ora| adesso)?|risolto|agora funciona|resolvido|het werkt(?: nu| weer)?|werkt(?: nu| weer)?|opgelost|geregeld|解決しました|わかりました|助かりました";
/** Good words. Alone they may be the answer to a question of ours ("ok", "yes"), so they need a thanks beside them. */
const praise =
  "perfect(?:ly|o|a)?|great|good|nice|awesome|amazing|excellent|fantastic|wonderful|brilliant|lovely|super|cool|sweet|fab|ok(?:ay|i|e|ey)?|k|alright|all right|right|yes|yep|yeah|yay|wow|sure|fine|done|will do|no problem|fixed|that(?:'s| is| was) (?:all|great|perfect|fine|good|awesome|(?:very|so) kind|wonderful|it|everything|quick|fast|(?:very |super |so )?helpful)|(?:all|everything)(?:'s| is)? (?:good|clear|fine|set|perfect)|alles (?:klar|gut|bestens)|prima|toll|klasse|perfekt|wunderbar|passt|c'est (?:parfait|bon|note|super|(?:tres )?gentil)|parfait|genial|d'accord|entendu|note|tres bien|ya esta|genial|vale|de acuerdo|muy (?:bien|amable)|estupendo|perfetto|ottimo|va bene|tutto (?:ok|chiaro|a posto)|gentilissim[oiae]|perfeito|otimo|esta bem|tudo (?:bem|certo)|top|fijn|duidelijk|in orde|goed zo|helemaal goed|了解(?:しました|です)?";
const padding =
  "very|so|really|too|a lot|lots|much|many|again|for (?:your|the|all|everything|all your|all the|letting me know|getting back(?: to me)?|sorting(?: it| this| that)?(?: out)?|helping(?: me)?(?: out)?|this|that|it|being so)|help(?:ing)?|(?:so )?(?:quick|fast|prompt|speedy|swift|kind|great|helpful|amazing|excellent|good|wonderful|lovely)|(?:quick|fast|prompt)?\\s?(?:reply|response|answer|support|service|assistance|info(?:rmation)?|update|time|patience|effort|work|message|email|explanation|clarification|customer (?:service|support))|team|guys|all|everyone|everybody|both|you|your|to|u|the|a|an|and|once more|once again|indeed|just|wanted to say|i (?:just )?(?:wanted|want) to say|i(?:'m| am) (?:very |so )?(?:happy|grateful|glad|pleased)|in advance|million|bunch|ton|tons|anyway|dear|hi|hello|hey|bye|goodbye|best(?: regards| wishes)?|(?:kind|warm|many) regards|regards|sincerely|have a (?:nice|great|good|lovely|wonderful) (?:day|one|weekend|evening|week|night)|you too|same to you|take care|god bless(?: you)?|xx*|now|then|oh|ah|haha|lol|mate|man|sir|madam|mam|ma'am|love|for|from|me|us|it|that|this|was|is|i|we|have|got|received|my|sehr|ganz|so|fur|fuer|die|das|der|ihre|ihrer|deine|eure|schnelle[nrs]?|hilfe|antwort|ruckmeldung|info(?:s|rmation)?|auskunft|bemuhungen|unterstutzung|nette[nrs]?|und|auch|nochmals|noch ?mal|im voraus|team|ihnen|dir|euch|tag|schonen|wunsche|viele|liebe|grusse|gruesse|lg|vg|mfg|mit freundlichen grussen|guten|abend|beaucoup|bien|infiniment|mille fois|pour|votre|ton|ta|vos|l'aide|la|le|les|reponse|rapidite|rapide|aide|tout|a vous|a toi|encore|bonne|journee|soiree|cordialement|et|muchas|muchisimas|mil|por|su|tu|la|el|los|ayuda|respuesta|rapida|informacion|atencion|todo|y|de nuevo|saludos|buen|buena|dia|tarde|un|mucho|molte|mille|tante|infinite|per|il|l'aiuto|aiuto|risposta|informazioni|gentilezza|disponibilita|e|di|tutto|ancora|buona|giornata|serata|cordiali saluti|saluti|muito|muit[oa]s?|pela|pelo|ajuda|resposta|atencao|tudo|hartelijk|heel|erg|voor|de|het|je|uw|jullie|hulp|snelle|reactie|antwoord|alvast|en|groetjes|groeten|met vriendelijke groet|fijne|dag|nog|本当に|どうも|すごく|ずいぶん";

/** As folding leaves the text. */
const folded = (source: string): RegExp => new RegExp(source.normalize('NFKD'), 'u');
// The look-ahead with its back-reference keeps what it found: without it, a long text of thanks would be tried in
// every way of cutting it into phrases.
const courteous = folded(
  `^(?:[^a-z0-9\\u3040-\\u9fff]|(?=((?:${thanks}|${settled}|${praise}|${padding})(?![a-z0-9])))\\1)*$`,
);
const thanked = folded(`(?<![a-z])(?:${thanks}|${settled})(?![a-z0-9])`);
/** A thumbs-up and its like, alone or repeated: people close a conversation with one. */
const glad =
  /^(?:[\s\p{P}]|\p{Emoji_Modifier}|\u200d|\ufe0f|[👍👌🙏❤💙💚💛💜🧡🖤🤍♥😊🙂😀😃😄😁😆😍🥰😘🤗🎉🥳💯✅✔👏🙌🤝😉☺🤩💪🌟⭐✨🔥😎🫶💐🌹🤙🆗])+$/u;
const asks = /[?？¿]|^\s*>/u;
/** Names and signatures aside, nothing that long is only thanks. */
const MAX_LENGTH = 300;

/**
 * Pure. Only thanks, with nothing asked and nothing reported: nothing is owed. What is not understood to the last word
 * is no thank-you, because a question that is missed costs more than a thanks that is answered.
 *
 * @param hasAttachments somebody sent something to be looked at
 */
export function isThankYou(text: string, hasAttachments: boolean): boolean {
  if (hasAttachments || text.length > MAX_LENGTH || asks.test(text)) return false;
  if (isGladEmoji(text)) return true;
  const plain = foldedLine(text)
    .replace(/(?<=^|\s)[:;=]['-]?[)dp3]+(?=\s|$)|<3/g, ' ')
    .trim();
  return courteous.test(plain) && thanked.test(plain);
}

function isGladEmoji(text: string): boolean {
  return glad.test(text) && /\p{Extended_Pictographic}/u.test(text);
}

const unhelped: readonly RegExp[] = [
  /\b(?:did|does|do|has|is|was|were|have)(?:n'?t| not) (?:really |actually |even )?(?:help|helped|helpful|work|worked|working|fix|fixed|solve|solved|resolve|resolved|answer|answered|make sense|useful)\b/,
  /\b(?:no|not|never|isn'?t|wasn'?t) (?:any |a |of |very |really |at all |much |an )*(?:help(?:ful)?|use(?:ful)?|solution|(?:what i (?:asked|wanted|meant|need(?:ed)?)|the answer|answering|my question|an answer|solved|resolved|fixed))\b/,
  /\bstill (?:the same|not|no|does ?n[o']?t|doesnt|is ?n[o']?t|isnt|can ?n?[o']?t|cannot|cant|won'?t|have(?:n'?t| not)?|has(?:n'?t| not)?|having|getting|broken|happening|waiting|stuck|unable|shows?|see(?:ing)?|down|failing|fails|nothing|there|an? (?:issue|problem)|(?:the )?(?:issue|problem|error)|open|missing|wrong)\b/,
  /\b(?:same (?:problem|issue|error|thing|result)(?: again| still| as before)?|tried (?:that|this|it|all (?:that|of that)|everything)(?: already| before| and| but)|already (?:tried|did|done) (?:that|this|it|all)|(?:that|this|it) (?:changed|fixed|solved|did) nothing|useless (?:answer|reply|response)|wrong answer|(?:you|that) (?:misunderstood|missed (?:the|my) (?:point|question))|(?:you )?(?:did ?n[o']t|have ?n[o']t|not) (?:read|understood?|answered?) my (?:question|message|email|mail)|nothing (?:changed|has changed|works|helped)|to no avail|no luck|no (?:change|difference|improvement)|back to square one|not (?:the|my) (?:problem|question|issue))\b/,
  /\b(?:hat|haben|hilft|half)(?: mir| uns| das| es| leider| auch| aber| gar| uberhaupt| immer noch)* (?:nicht|nichts)(?: weiter)?(?: geholfen| gebracht| funktioniert| geklappt)?\b|\b(?:geht|funktioniert|klappt|lauft)(?: es| das| leider| aber| immer| noch| auch| weiterhin)* (?:immer noch )?nicht\b|\b(?:immer noch|weiterhin|nach wie vor)(?: \w+){0,2} (?:nicht|kein(?:e|en|er)?|das gleiche|dasselbe|derselbe|defekt|kaputt)\b|\bkeine (?:hilfe|losung|antwort auf)\b|\b(?:nicht hilfreich|nicht das,? was|meine frage (?:ist |wurde )?(?:damit )?(?:leider )?nicht|bringt (?:mir )?nichts|habe ich (?:schon|bereits) (?:versucht|probiert|gemacht))\b/,
  /\b(?:ne|n')\s?(?:m'?|nous |t')?\s?(?:a |ont |est |fonctionne|marche|resout|aide|repond)\w*\s?(?:toujours |vraiment |absolument |rien |pas|rien)(?: \w+){0,2}\b|\b(?:toujours|encore) (?:pas|le meme|la meme|rien|aucun|en panne|bloque)\b|\b(?:marche|fonctionne)(?: toujours)? pas\b|\bpas (?:aide|utile|resolu|repondu)\b|\b(?:meme|toujours) (?:probleme|erreur)\b|\bca (?:n'a|a) rien change\b|\bdeja (?:essaye|fait|tente)\b/,
  /\bno (?:me |nos )?(?:ha |han |sirve|sirvio|ayuda|ayudo|funciona|funciono|resuelve|soluciona|contesta|responde)\w*(?: ayudado| servido| funcionado| resuelto| solucionado)?\b|\b(?:sigue|siguen|sigo|todavia|aun)(?: \w+){0,2} (?:sin|no|igual|el mismo|la misma|con el|fallando|mal)\b|\b(?:sigue|sigo) (?:igual|sin|fallando|mal|con)\b|\bmismo (?:problema|error)\b|\bya (?:lo )?(?:intente|probe|hice|he (?:intentado|probado|hecho))\b/,
  /\bnon (?:mi )?(?:ha |e |funziona|serve|aiuta|risolve)\w*(?: aiutat[oa]| stat[oa] (?:utile|d'aiuto)| funzionato| risolto| servito)?\b|\bancora (?:non|lo stesso|rotto)\b|\bnao (?:me )?(?:ajudou|ajuda|funciona|funcionou|resolveu|adiantou|resolve)\b|\bainda (?:nao|o mesmo|sem)\b|\b(?:werkt|helpt|hielp|lukt)(?: het| dat| nog| steeds| mij| me)* (?:nog steeds )?niet\b|\bnog steeds (?:niet|geen|hetzelfde|dezelfde|kapot)\b|\bniet geholpen\b|\bheeft(?: me| mij)? niet(?: \w+)? geholpen\b/,
  folded(
    '役に立ち?ません|解決し(?:ません|ていません|ない)|まだ(?:動きません|できません|届きません|直りません)',
  ),
];

/** Pure. Does the customer say that what they were told did not help, or that nothing changed? */
export function notHelped(text: string): boolean {
  const plain = foldedLine(text);
  return unhelped.some((pattern) => pattern.test(plain));
}
