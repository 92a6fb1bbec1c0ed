/** What kind of sentence one is, by its words: that a person will answer, a courtesy, a promise of the desk's list. */
import { foldedLine } from '../risk/fold.ts';
import { sentencesOf, wordsIn } from './text.ts';

/** Somebody of ours, and what they will do: answer. Both in one sentence, which does nothing else. */
const people =
  'colleagues?|person|someone|somebody|team(?: member)?|specialist|agent|human|expert|advis[oe]r|representative|kolleg\\w*|mitarbeiter\\w*|jemand|mensch|person|team|personne|collegues?|conseill\\w*|equipe|quelqu.un|persona|companer[oa]s?|equipo|alguien|agente|especialista|compan\\w*|collega\\w*|medewerker|operatore|pessoa|colega|equipa|equipe|persoon|iemand|qualcuno|alguem';
const answering =
  'answer\\w*|repl(?:y|ies)|respond\\w*|get(?:s|ting)? back|(?:be )?in touch|follow up|look(?:s|ing)? into|take(?:s)? a (?:closer )?look|check\\w*|review\\w*|help\\w*|contact\\w*|write(?:s)?|take(?:s)? (?:it )?over|take care of (?:this|that|it)|beantwort\\w*|antwort\\w*|meld\\w*|kummer\\w*|pruf\\w*|schau\\w*|hilft|helfen|kontaktier\\w*|repond\\w*|revien\\w*|contacter\\w*|verifi\\w*|examin\\w*|aider\\w*|occuper\\w*|respond\\w*|contest\\w*|contactar\\w*|revisar\\w*|ayudar\\w*|comunicar\\w*|pondra|atender\\w*|risponder\\w*|ricontatt\\w*|antwoord\\w*|beantwoord\\w*|contact|responder\\w*|entrar\\w* em contato';
const person = new RegExp(`(?<![\\p{L}])(?:${people})(?![\\p{L}])`, 'u');
const answers = new RegExp(`(?<![\\p{L}])(?:${answering})(?![\\p{L}])`, 'u');
/** Longer sentences say more than that. */
const MAX_DEFERRAL_WORDS = 30;

/** "A colleague will answer the rest": the one commitment that needs no source. A mention in it is checked all the same. */
export function defersToPerson(sentence: string): boolean {
  const folded = foldedLine(sentence);
  return person.test(folded) && answers.test(folded) && wordsIn(folded).length <= MAX_DEFERRAL_WORDS;
}

const courteous =
  /(?<!\p{L})(?:thanks?|thank you|sorry|apolog\w*|understand|see that you|hear that|received your|your (?:message|question|e-?mail|request)|regarding|about your|dank\w*|leid|entschuldig\w*|verstehe\w*|ihre (?:nachricht|frage|anfrage)|merci|desole\w*|excuse\w*|comprenons|votre (?:message|question|demande)|gracias|sentimos|lament\w*|disculp\w*|entendemos|su (?:mensaje|pregunta|consulta))(?!\p{L})/u;

export const asks = (sentence: string): boolean => /[?？]["'”»)]*\s*$/u.test(sentence);

const topical =
  /(?<!\p{L})(?:your (?:message|question|e-?mail|request)|thank(?:s| you) for|(?:sorry|apolog\w*)(?: to (?:hear|read))? (?:that|about|for)|ihre (?:nachricht|frage|anfrage)|leid,? dass|dank\w* fur|votre (?:message|question|demande)|merci (?:pour|de)|desole\w* (?:que|pour|de)|su (?:mensaje|pregunta|consulta)|gracias por|(?:sentimos|lamentamos) que)(?!\p{L})/u;

/** A sentence that names what the customer wrote about, without granting it: "Thank you for your question about a refund". */
export const namesTopic = (sentence: string): boolean => asks(sentence) || topical.test(foldedLine(sentence));

/** A sentence that may say again what the customer wrote: it asks, thanks, regrets, or says that it was received. */
export function mayRepeatCustomer(sentence: string): boolean {
  return asks(sentence) || courteous.test(foldedLine(sentence));
}

/** Words that a sentence may have around a promise that it gives to the letter. */
const MAX_AROUND = 6;
/** How many of both's words they share, at least, when neither holds the other whole. */
const MIN_ALIKE = 0.6;
/** Longer words are matter: one that the promise does not have makes it another promise. */
const MAX_SMALL_WORD = 4;
const STEM = 5;

/** A number in it is checked against the promise all the same. */
export function isPromised(sentence: string, promises: readonly string[]): boolean {
  const words = wordsIn(foldedLine(sentence));
  const text = ` ${words.join(' ')} `;
  return promises.some((promise) => {
    const listed = wordsIn(foldedLine(promise));
    if (listed.length === 0) return false;
    if (text.includes(` ${listed.join(' ')} `)) return words.length - listed.length <= MAX_AROUND;
    const known = new Set(listed.map((word) => word.slice(0, STEM)));
    const own = new Set(words.map((word) => word.slice(0, STEM)));
    if (words.some((word) => word.length > MAX_SMALL_WORD && !known.has(word.slice(0, STEM)))) return false;
    return (2 * [...own].filter((word) => known.has(word)).length) / (own.size + known.size) >= MIN_ALIKE;
  });
}

/** Every sentence of the statement is one of the two that need no source. */
export const needsNoSource = (text: string, promises: readonly string[]): boolean =>
  sentencesOf(text).every(({ text: sentence }) => defersToPerson(sentence) || isPromised(sentence, promises));
