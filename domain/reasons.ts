/** Reason codes in words, for people: what happened and why it is theirs now. One entry per code; a suffix after ':' is kept. */

const words: Record<string, string> = {
  always_human: 'This always goes to a person',
  danger: 'Somebody may come to harm',
  participant: 'Somebody other than the customer wrote',
  attachment_unsupported: 'There is an attachment that only a person can judge',
  not_helped: 'The customer says that the answer did not help',
  repeats_itself: 'The same message again after an answer: unhappy, or a machine',
  topic_off: 'The desk answers this topic itself',
  loop_budget_hour: 'Too many automated messages to this customer within an hour',
  loop_budget_day: 'Too many automated messages to this customer within a day',
  no_progress: 'Automated turns without progress',
  other_customers_data: 'The customer names something that belongs to somebody else',
  identity_unproven: "The answer needs account data, and the sender's address is not proved",
  asked_already: 'What the answer needs was asked before and is still missing',
  cannot_ask: 'What the answer needs is missing, and the desk has no question for it in this language',
  no_sources: 'Nothing in the knowledge base answers this',
  unknown_topic: 'None of the desk’s topics fits',
  missing_facts: 'The account lacks what the answer needs',
  draft_unsafe: 'The draft may carry what nobody outside should see',
  draft_problem: 'The review found a problem in the draft',
  not_judged: 'No second model has judged the draft',
  partly_answered: 'The draft leaves a question to a person',
  question_by_model: 'The desk has no question for this in the customer’s language, so the model worded one',
  no_macro: 'No macro answers this: a draft from the knowledge base',
  topic_without_macro: 'One of its topics has no macro',
  macro_sent_before: 'This macro was sent before in this conversation',
  other_language: 'The answer is not there in the customer’s language',
  low_confidence: 'It is not sure enough what this is about',
  autonomy_approve: 'The desk has a person approve this topic',
  injection_suspected: 'The message may try to give the AI instructions',
  angry: 'The customer is angry',
  sample: 'Drawn as a sample of what leaves on its own',
  shadow: 'The topic is in shadow: a draft was made for comparison only',
  macro_safe: 'A macro, and everything says that it is the right one',
  autonomy_earned: 'The topic has earned to send what this model writes',
  entity_missing: 'The answer needs something that the customer has not named',
  thank_you: 'Nothing is owed to a thank-you',
  spam: 'Nothing is owed to spam',
  cannot_keep_up: 'The customer kept writing while answers were being prepared',
  step_failed: 'A step of the turn failed for good',
  outcome_unknown: 'A reply may or may not have reached the customer',
  delivery_rejected: 'The platform refused the reply',
  approval_expired: 'Nobody decided on the draft in time',
  rejected: 'A person rejected the draft',
  reopened: 'The customer wrote again after it was solved',
  returned: 'A person gave it back to the queue',
  unassigned: 'The platform took it from its person',
  lease_expired: 'The person who claimed it let it lie',
};

/** For example `always_human:legal_threat` → "This always goes to a person: legal threat". An unknown code is shown as it is. */
export function reasonText(code: string): string {
  const [head = code, ...rest] = code.split(':');
  const text = words[head] ?? code;
  return rest.length > 0 && words[head] ? `${text}: ${rest.join(':').replaceAll('_', ' ')}` : text;
}
