/** Text that belongs to the machinery: instructions, role markers, fences, placeholders. No customer is meant to see it. */
import { injectionSigns } from '../injection.ts';
import { clip } from '../mentions.ts';
import { likePlaceholder } from '../redact/redactor.ts';
import { foldedLine } from '../risk/fold.ts';
import type { Finding } from './finding.ts';

const markers: readonly RegExp[] = [
  /<\|[^|<>]{0,40}\|>|<<\/?SYS>>|\[\/?(?:INST|SYS|SYSTEM|ASSISTANT|USER|TOOL_CALLS)\]/i,
  /^\s*(?:@(?:system|user|assistant)|#{1,4} ?(?:system|assistant|developer)\b|(?:system|assistant|developer)(?: prompt| message)? ?:)/im,
  // Fences of ours, whole or in part.
  /[<‹]\/?(?:message|passage|fact|statement|draft|problem|macro|answer|question|article|attachment)(?:-[bcdfghjkmnpqrstv]{6,16})?(?:\s[^<>‹›]{0,200})?[>›]/i,
  /\bthe mark is [bcdfghjkmnpqrstv]{6,16}\b/i,
  // What was hidden from the model and cannot be put back, placeholders that were not filled, and ids that are none of the customer's business.
  likePlaceholder,
  /\[[A-Z][A-Z_]{1,30}_\d{1,4}\]|\{\{[^{}]{0,80}\}\}|\{%[^{}%]{0,80}%\}|\$\{\w{1,40}\}/,
  /\b(?:passage|fact|unknown):[\w.-]{1,80}(?:@\d+)?\b|[[(](?:sources?:? ?)?[pf]\d{1,3}[\])]/i,
  /"(?:statements|sources|kind|unanswered|confident)"\s?:/,
];

/** What prompts say to models, as folding leaves it. */
const instructions: readonly RegExp[] = [
  /\byou (?:draft|write) (?:the )?(?:replies|answers|responses)\b|\byou are (?:an? |the )(?:\w+ ){0,4}(?:assistant|language model|chat ?bot|ai)\b/,
  /\bsystem prompt\b|\bmy (?:system )?(?:instructions|prompt) (?:are|is|say|tell)\b|\b(?:these|the following) are my (?:instructions|rules)\b/,
  /\beach draft is checked\b|\bnever an instruction to you\b|\bsources decide what you may say\b|\bwrite the reply as a list of statements\b|\banswer (?:only )?in (?:valid )?json\b/,
];

/** An order to a machine: in a reply it is somebody's, repeated. Other signs are in honest replies as well: "You are now subscribed". */
const order = 'overrides_instructions';

const EVIDENCE = 120;

export function leaks(text: string, statement: number | null): Finding[] {
  const folded = foldedLine(text);
  const found =
    markers.map((pattern) => pattern.exec(text)?.[0]).find(Boolean) ??
    instructions.map((pattern) => pattern.exec(folded)?.[0]).find(Boolean) ??
    (injectionSigns(text).reasons.includes(order) ? text : undefined);
  return found === undefined
    ? []
    : [{ code: 'instructions_leaked', statement, evidence: clip(found, EVIDENCE) }];
}
