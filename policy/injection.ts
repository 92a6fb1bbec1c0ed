/**
 * Text that speaks to a machine instead of to us. It blocks nothing: the models hold no power to misuse, and sources are
 * checked whatever a text says. It only makes the gate stricter. Patterns name the plain cases and cannot name them all.
 */
import { foldedLine } from './risk/fold.ts';

export interface InjectionSigns {
  suspicious: boolean;
  reasons: string[];
}

const what =
  '(?:instructions?|rules?|prompts?|guidelines?|polic(?:y|ies)|directives?|commands?|constraints?|restrictions?|safeguards?|filters?|training|programming|guardrails?|orders given|context)';

const signs: readonly { reason: string; pattern: RegExp }[] = [
  {
    reason: 'overrides_instructions',
    pattern: new RegExp(
      `\\b(?:ignore|ignoring|disregard|forget|override|overrule|bypass|skip|discard|drop|cancel|neglect|do not follow|don'?t follow|stop following|pay no attention to|set aside|erase)\\b.{0,40}\\b(?:(?:previous|prior|above|earlier|preceding|foregoing|existing|original|initial|your|all|any|other|system|these|those|the|former|past)\\b.{0,20}\\b${what}|everything (?:above|before|you (?:were|have been) told)|(?:all|what) (?:of )?(?:the )?above|what you (?:were|have been) told)\\b`,
    ),
  },
  {
    reason: 'new_instructions',
    pattern:
      /\b(?:new|updated|revised|real|actual|additional|following|hidden|secret|special|important)\b.{0,12}\b(?:system )?(?:instructions?|directives?|prompt)\b(?: ?(?::|for (?:the )?(?:ai|assistant|bot|model|system|you)|are|is (?:to|as))|.{0,20}\b(?:adhere|strictly|obey|follow))|\b(?:strictly|must|only) (?:adhere to|obey|follow) (?:the|these|my|this) (?:following )?(?:instructions?|commands?|rules?)\b/,
  },
  {
    reason: 'speaks_to_the_model',
    pattern:
      /\b(?:dear|hey|hello|hi|note to|attention|message (?:to|for)|instructions? (?:to|for)|to (?:any|the|all)|if you are|as|you are|you're|since you are|because you are|pretend (?:to be|you are)|act(?:ing)? as|behave (?:as|like)|respond as|simulate) (?:an? |the |any |all |now )*(?:ai|a\.i\.|llm|language model|large language model|chat ?bot|ai assistants?|virtual assistant|ai model|ai agent|gpt\S*|chatgpt|claude|gemini|copilot|neural network|unrestricted|unfiltered|jailbroken|dan\b|evil|root|administrator|developer mode)\b/,
  },
  {
    reason: 'asks_for_the_prompt',
    pattern:
      /\b(?:reveal|print|repeat|show|tell|output|display|share|leak|give|write|dump|recite|disclose|expose|send|return|paste|summari[sz]e)\b.{0,30}\b(?:(?:your|the|its|hidden|full|entire|initial|original|exact) ){1,3}(?:system )?(?:prompts?|instructions? (?:you|above|verbatim|given|in full)|system (?:message|instructions?)|configuration|initial (?:prompt|instructions?)|hidden (?:prompt|rules|instructions?))\b|\bwhat (?:is|are|were) your (?:system |initial |original |hidden |exact )+(?:prompt|instructions?|rules)\b|\b(?:words|text|everything) above (?:verbatim|starting|word for word)\b/,
  },
  {
    reason: 'changes_the_role',
    pattern:
      /\b(?:you are (?:now|no longer)|from now on,? you(?:'re| are| will| must| shall)?|you (?:must|will|shall) now (?:act|respond|behave|be)|switch (?:to|into) \w+ mode|(?:enter|enable|activate|turn on) (?:developer|debug|admin|god|dan|maintenance|test|jailbreak|unrestricted|sudo)(?: mode)?|developer mode|jailbreak|do anything now|without (?:any )?(?:restrictions?|filters?|limitations?|safeguards?) (?:and|or|respond|answer))\b/,
  },
  {
    reason: 'imitates_markup',
    pattern:
      /<\/?\s?(?:system|assistant|instructions?|user|prompt|im_start|im_end|context|tool|function_call|important|admin|s|information)\s?>|\[\/?(?:inst|system|sys|assistant|user)\]|<\|.{0,20}\|>|<<\/?sys>>|(?:^|[\s.])#{2,4} ?(?:system|instructions?|assistant|human|user|new task|response)\b|(?:^| )(?:system|assistant|developer) ?(?:message|prompt|override|note|instruction)?: ?(?=\w)|```(?:system|json|tool|prompt)|\{\{ ?\w+ ?\}\}|\{% ?\w+|"role" ?: ?"(?:system|assistant|tool)"|end of (?:system |user )?(?:prompt|message|input|email|context|document)[\s\W]|-{3,} ?(?:end|begin|start) (?:of )?(?:email|message|prompt|instructions?|user|context)/,
  },
  {
    reason: 'steers_the_answer',
    pattern:
      /\b(?:(?:in|to|into|within|of|modify|change|alter|end|begin|start|append (?:to )?|prepend|enhance|infuse|conclude|format|answer|finish|complement|augment|style|enrich) )?(?:your|the) (?:next )?(?:response|reply|answer|output|responses|replies|answers|solution|code(?:base)?|implementation|algorithm|script)\b.{0,40}\b(?:must|should|with the (?:phrase|word|words|text|following)|include|contain|only (?:contain|be|say)|exactly|by (?:adding|including|replacing|inviting|using|inserting|encouraging|asking)|in (?:base64|json|reverse|rot13|all caps|uppercase|emoji|morse)|to (?:express|include|add|encourage|ask|promote|invite|use|contain))\b|\b(?:respond|reply|answer|output|say|print|write|return) (?:only |just |exactly |with only |nothing but |solely )+(?:with |the |in |by )?["'\w]|\b(?:respond|reply|answer) (?:with|in|by|using|as if) (?:exactly|only|the (?:word|phrase|following|exact)|json|base64|rot13|a (?:poem|haiku|rhyme|riddle)|reverse|ciphered|emojis?|numbers|symbols|replacing|substitut\w+|misspell\w+|anagrams?)\b/,
  },
  {
    reason: 'steers_the_answer',
    pattern:
      /\b(?:add|include|insert|integrate|incorporate|embed|append|infuse|fuse|weave|blend|enlist|place|put|employ|introduce|merge|work|inject|ensure|tease|modify|enhance|enrich|complement|augment|use|replace|substitute|misspell|swap|shuffle|scramble|remove|eliminate|omit|delete|group|merge)\b.{0,100}\b(?:in|into|to|of|at the end of|throughout|within|for|from|your) (?:your|the|its) ?(?:final |own |next )?(?:response|reply|answer|output|responses|replies|answers|message text|solution|codebase|code|implementation|algorithm|script|program|workflow|software|project)\b/,
  },
  {
    reason: 'code_to_run',
    pattern:
      /```(?:python|bash|sh|js|javascript|sql)?[\s\S]{0,400}\b(?:import \w+|os\.system|subprocess|eval\(|exec\(|curl |wget |requests?\.(?:post|get)|socket\.)|\b(?:os\.system|subprocess\.(?:run|call|popen|check_output)|eval\(|exec\(|rm -rf|curl -s|base64 -d)\b|<script\b|javascript:|\bdrop table\b|;--|' or '?1'?='?1/,
  },
  {
    reason: 'demands_an_action',
    pattern:
      /\b(?:call|invoke|use|execute|run|trigger) (?:the |this |your |a )?(?:\w+[ _])?(?:tool|function|api|plugin|command|endpoint|sql|query|script)\b|\b(?:forward|send|e-?mail|post|upload|export|exfiltrate|transmit) (?:me |us |over )?(?:all|every|the|your|any|other|each) (?:\w+ ){0,3}(?:customers?'?|users?'?|clients?'?|internal|confidential|database|credentials|api keys?|passwords?|e-?mails|conversations?|records|secrets?)\b|\b(?:api[_ ]?keys?|access tokens?|environment variables?|env vars?|database (?:dump|schema)|admin password|secret keys?|internal (?:notes|documents?|guidelines|data))\b|\b(?:grant|give|approve|issue|apply|process|authori[sz]e) (?:me |the customer |this user |a |an |the |yourself |my \w+ )+(?:full |unconditional |immediate |automatic |100 ?% |complete )*(?:refund|discount|credit|admin|access|root|permission)s?\b.{0,40}\b(?:without|regardless|immediately|no questions|bypass|do not (?:ask|verify|check)|skip)/,
  },
  {
    reason: 'claims_authority',
    pattern:
      /\b(?:i am|i'm|this is|as|message from|authori[sz]ed by|on behalf of) (?:an? |the |your )?(?:system |site |platform |it |senior )*(?:administrator|admin|developer|creator|engineer|openai|anthropic|ceo|supervisor|operator|root|security team)\b.{0,60}\b(?:override|authori[sz]e|grant|bypass|disable|reveal|instruct|order you|allow|permission|you (?:must|may|can now|are (?:to|required)))|\b(?:security|system|safety|content|identity) (?:check|checks|verification|filters?|polic(?:y|ies)|override) (?:is|are|has been|have been|was) (?:disabled|lifted|suspended|overridden|turned off|waived|complete)/,
  },
  {
    reason: 'overrides_instructions',
    pattern:
      /\b(?:ignorier(?:e|en|t)|vergiss|vergessen sie|missachte|uberschreibe)\b.{0,40}\b(?:anweisung(?:en)?|regeln|vorgaben|instruktionen|befehle|prompt|bisherige[ns]?|vorherige[ns]?)\b|\b(?:ignore[zrs]?|oublie[zr]?|ne (?:tiens|tenez) pas compte)\b.{0,40}\b(?:instructions?|consignes|regles|directives)\b|\b(?:ignora|ignore|olvida|olvide|descarta|desobedece)\b.{0,40}\b(?:instrucciones|reglas|ordenes|indicaciones|anteriores)\b|\b(?:ignora|dimentica)\b.{0,40}\b(?:istruzioni|regole|direttive)\b|\b(?:ignore|esqueca)\b.{0,40}\b(?:instrucoes|regras)\b|\b(?:negeer|vergeet)\b.{0,40}\b(?:instructies|regels|opdrachten)\b|(?:指示|命令|ルール|プロンプト).{0,10}(?:無視|忘れ)|(?:忽略|无视).{0,10}(?:指令|指示|规则)/,
  },
  {
    reason: 'changes_the_role',
    pattern:
      /\b(?:du bist (?:jetzt|nun|ab sofort)|sie sind (?:jetzt|nun|ab sofort) (?:ein|kein)|ab (?:jetzt|sofort) (?:bist du|antwortest du|sind sie)|tu es (?:maintenant|desormais)|vous etes (?:maintenant|desormais) (?:un|une)|a partir de (?:maintenant|ahora),? (?:tu|vous|eres)|ahora eres|eres ahora|sei ora|agora voce e|je bent (?:nu|vanaf nu))\b/,
  },
  {
    reason: 'hidden_text',
    pattern: /[\u{e0000}-\u{e007f}]{4,}|(?:[A-Za-z0-9+/]{80,}={0,2}(?![A-Za-z0-9]))/u,
  },
];
/** A person does not write letters between which nothing shows; an instruction hidden from people does. */
const invisible = /(?:[\u200b-\u200f\u2060-\u2064\u{e0000}-\u{e007f}]\p{L}?){8,}/u;

/** Pure. Reason codes, each once. */
export function injectionSigns(text: string): InjectionSigns {
  const plain = foldedLine(text);
  const found = signs.filter(({ reason, pattern }) => pattern.test(reason === 'hidden_text' ? text : plain));
  const reasons = [
    ...new Set([...found.map(({ reason }) => reason), ...(invisible.test(text) ? ['hidden_text'] : [])]),
  ];
  return { suspicious: reasons.length > 0, reasons };
}
