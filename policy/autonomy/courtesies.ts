/** Sentences that say nothing: salutations, thanks, regrets and closings, which people change to taste and which state no fact. */
import { foldedLine } from '../risk/fold.ts';

/** As folding leaves them: lower case, without accents. In the languages of the built-in texts. */
const courtesies: readonly string[] = [
  // English
  '(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day))(?: there| again| all)?',
  '(?:many |so )?thank(?:s| you)(?: (?:again|so much|very much|a lot|in advance))*(?: for (?:your (?:message|e-?mail|patience|question|order|interest|time|reply|understanding)|writing(?: to us| in)?|contacting us|reaching out(?: to us)?|getting (?:in touch|back to us)|asking))*',
  "(?:we(?:'re| are)|i(?:'m| am)) (?:very |so |really )?sorry(?: (?:about|for) (?:that|this|(?:the|any) (?:trouble|inconvenience|wait|delay|confusion)))?",
  'sorry(?: (?:about|for) (?:that|this|(?:the|any) (?:trouble|inconvenience|wait|delay|confusion)))?',
  '(?:(?:we|i) )?(?:apologi[sz]e|apologies)(?: for (?:that|this|(?:the|any) (?:trouble|inconvenience|wait|delay|confusion)))?',
  "(?:please )?(?:let (?:us|me) know|(?:just )?(?:write|reply) to us|feel free to (?:ask|write|reach out))(?: if (?:you have any (?:(?:other|more|further) )?questions|there(?:'s| is) anything else|anything is unclear))?",
  '(?:we|i) (?:hope|trust) (?:this|that) helps',
  '(?:(?:kind|best|warm|many) )?regards|best(?: wishes)?|cheers|sincerely|yours(?: sincerely| truly)?|take care',
  '(?:have|enjoy) (?:a|the rest of your) (?:nice |great |good |lovely |wonderful )?(?:day|evening|weekend|week|one)(?: ahead)?',
  // German
  '(?:hallo|hi|moin|servus|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?)(?: (?:frau|herr))?',
  '(?:vielen |herzlichen |besten |lieben )?dank(?:e|eschon)?(?: (?:fur (?:ihre|deine|die) (?:nachricht|e-?mail|geduld|anfrage|frage|bestellung|ruckmeldung|antwort)|im voraus))*',
  '(?:es tut (?:uns|mir) (?:sehr )?leid|(?:wir bitten um |bitte )?(?:entschuldigung|entschuldigen sie|entschuldige|verzeihung)(?: (?:die|fur die) (?:umstande|unannehmlichkeiten|verzogerung|wartezeit))?)',
  '(?:mit )?(?:freundlichen|besten|herzlichen|lieben|viele|liebe|schone|beste|herzliche) gru(?:ss|sse|ssen)|(?:einen )?schonen (?:tag|abend)(?: noch)?|schones wochenende|bei (?:weiteren )?fragen (?:melden sie sich|meld dich)(?: gern(?:e)?)?',
  // French
  '(?:bonjour|bonsoir|chere?|salut)(?: (?:madame|monsieur))*',
  "(?:merci|nous vous remercions)(?: (?:beaucoup|d'avance|pour (?:votre|ton) (?:message|patience|question|commande|retour)))*",
  '(?:nous sommes |je suis )?(?:desoles?|navres?)(?: (?:pour|de) (?:ce|le|la|cette) (?:desagrement|retard|gene|situation))?|(?:toutes )?nos excuses',
  '(?:bien )?cordialement|(?:tres )?bonne (?:journee|soiree)|bien a vous',
  // Spanish
  '(?:hola|buen(?:os|as) (?:dias|tardes|noches)|estimad[oa]s?|querid[oa]s?)(?: (?:senora?|sr|sra))?',
  '(?:muchas )?gracias(?: (?:por (?:su|tu) (?:mensaje|paciencia|pregunta|pedido|consulta|respuesta)|de antemano))*',
  '(?:lo )?(?:sentimos|lamentamos|siento|lamento)(?: (?:mucho|las molestias|el retraso))*|disculpas?(?: por (?:las molestias|el retraso))?',
  '(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|que tenga (?:un )?buen dia',
];
const courtesy = new RegExp(`(?<![\\p{L}\\p{N}])(?:${courtesies.join('|')})(?![\\p{L}\\p{N}])`, 'gu');

/** Names of those who are greeted or who sign, and no sentence: two words are too few to state anything about an order. */
const maxRest = 2;

export interface Courtesy {
  /** Folded words beside the courtesy: the name of who is greeted, as a rule. */
  rest: string[];
}

/** Pure. Undefined when the sentence says anything beside its courtesy. */
export function courtesyOf(sentence: string): Courtesy | undefined {
  const folded = foldedLine(sentence);
  const without = folded.replace(courtesy, ' ');
  if (without === folded || /\p{N}|https?:|www\.|@/u.test(without)) return undefined;
  const rest = without.match(/\p{L}[\p{L}'-]*/gu) ?? [];
  return rest.length <= maxRest ? { rest } : undefined;
}
