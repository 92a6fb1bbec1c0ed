/** How a customer sounds, by the words they use. Coarse on purpose: it only makes the AI more careful, never less. */

export interface Mood {
  angry: boolean;
  sentiment: 'negative' | 'neutral' | 'positive';
}

const angryWords =
  /\b(?:furious|outrag\w+|disgust\w+|ridiculous|scammed|fraudsters?|thie(?:f|ves)|liars?|incompetent|unacceptable|worst|pathetic|useless|fed up|sick of|rip[- ]?off|wtf|bullshit|fuck\w*|shit\w*|crap|never again|how dare|unverschämt\w*|frechheit|betrug|abzocke|betrüger|wütend|stinksauer|scheiß\w*|inacceptable|honteux|scandaleux|arnaque|inaceptable|vergüenza|estafa|vergogna|truffa|inaccettabile|schandalig|oplichting)\b/iu;
const unhappyWords =
  /\b(?:angry|annoy\w+|upset|disappoint\w+|frustrat\w+|terrible|awful|horrible|bad|poor|complain\w*|still (?:no|not|waiting)|broken|wrong|problem|ärgerlich|enttäusch\w+|schlecht|kaputt|beschwer\w+|déçue?|mécontente?|decepcionad\w+|molest\w+|delus[oa]|teleurgesteld)\b/iu;
const happyWords =
  /\b(?:thanks|thank you|great|love|perfect|excellent|happy|awesome|helpful|danke|super|toll|merci|parfait|gracias|perfecto|grazie|bedankt|obrigad[oa])\b/iu;

/** A shouted word is of this many letters: shorter ones are codes and abbreviations. */
const shouted = /\b\p{Lu}{4,}\b/gu;
const MIN_SHOUTED = 4;
const insistent = /[!?]{3,}/u;

/** Pure. */
export function moodOf(text: string): Mood {
  const loud = insistent.test(text) || (text.match(shouted)?.length ?? 0) >= MIN_SHOUTED;
  const angry = angryWords.test(text) || (loud && unhappyWords.test(text));
  if (angry || unhappyWords.test(text)) return { angry, sentiment: 'negative' };
  return { angry, sentiment: happyWords.test(text) ? 'positive' : 'neutral' };
}
