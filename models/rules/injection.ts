/**
 * Whether a text reads like instructions to a machine. The rules model follows no instructions, and sources are checked
 * whatever a text says: this only sends a draft past a person. It names the plain cases and cannot name them all.
 */

const patterns: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|guidelines|guardrails)\b/iu,
  /\b(?:ignore|disregard|forget) (?:all|everything|anything)\b.{0,20}\b(?:above|before|previous|said)\b/iu,
  /\b(?:system|developer) (?:prompt|message|instructions?|mode|override)\b/iu,
  /\b(?:you are|act|behave|respond) (?:now )?(?:as )?(?:an? )?(?:unrestricted|jailbroken|ai\b|assistant\b|language model|chatbot|dan\b)/iu,
  /\b(?:reveal|print|repeat|show)\b.{0,30}\b(?:prompt|your instructions|system message)\b/iu,
  /<\/?(?:system|assistant|instructions?|user)>|\[\/?INST\]|<\|im_(?:start|end)\|>|^\s*###\s*(?:system|instruction)/imu,
  /\b(?:ignoriere|vergiss)\b.{0,40}\b(?:anweisungen|regeln|vorgaben)\b/iu,
  /\bignor(?:e[zr]?|a)\b.{0,40}\b(?:instructions?|consignes|instrucciones|istruzioni)\b/iu,
];

/** Pure. */
export function looksLikeInjection(text: string): boolean {
  return patterns.some((pattern) => pattern.test(text));
}
