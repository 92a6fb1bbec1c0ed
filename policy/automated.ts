/** Automated mail: whether a machine wrote a message, by the standards' headers first and by hints last, each with a reason code. */
import type { AutomatedVerdict } from '../domain/words.ts';

export interface AutomatedInput {
  /** As received; names in any case. */
  headers: Readonly<Record<string, string | readonly string[]>>;
  /** The author's address, with or without a display name. Absent: the From header. */
  sender?: string;
  subject?: string;
  text?: string;
  /** Every address that this desk sends from. */
  ourAddresses?: readonly string[];
  /** The domain of the Message-IDs that this desk makes. */
  ourMessageIdDomain?: string;
  /** What the platform says about the message; believed, since it saw more of it. */
  declared?: AutomatedVerdict;
}

export interface AutomatedAnswer {
  verdict: AutomatedVerdict;
  /** Codes of every signal that led to the verdict; for `human`, of those that were not enough. */
  reasons: string[];
}

interface Mail {
  all(name: string): string[];
  has(name: string): boolean;
  /** The first value, trimmed, lower case; '' when absent. */
  word(name: string): string;
  names: readonly string[];
  sender: string;
  local: string;
  subject: string;
  text: string;
}

interface Rule {
  verdict: Exclude<AutomatedVerdict, 'human'>;
  reason: string;
  is(mail: Mail, input: AutomatedInput): boolean;
}

/**
 * In order; the first that matches wins. Ourselves before all, because answering ourselves is the fastest loop; bounces
 * before replies, because a bounce is Auto-Submitted too; the address alone last.
 *
 * On purpose no signals: X-Auto-Response-Suppress (Outlook stamps it on mail that people write), `Auto-Submitted: no`,
 * `auto-forwarded`, a Sender that differs from From, Feedback-ID (mail gateways stamp it on everything).
 */
const rules: readonly Rule[] = [
  {
    verdict: 'self',
    reason: 'from_our_address',
    is: ({ sender }, { ourAddresses = [] }) =>
      sender !== '' && ourAddresses.some((ours) => addressIn(ours) === sender),
  },
  {
    verdict: 'self',
    reason: 'our_message_id',
    is: (mail, { ourMessageIdDomain: domain }) =>
      domain !== undefined &&
      domain !== '' &&
      mail.word('message-id').replace(/>$/, '').endsWith(`@${domain.toLowerCase()}`),
  },

  // RFC 3464 and its predecessors: reports about a message that did not arrive.
  {
    verdict: 'bounce',
    reason: 'delivery_report',
    is: (mail) =>
      mail.word('content-type').startsWith('multipart/report') &&
      !/disposition-notification/.test(mail.word('content-type')),
  },
  {
    verdict: 'bounce',
    reason: 'delivery_status',
    is: (mail) => mail.word('content-type').startsWith('message/delivery-status'),
  },
  { verdict: 'bounce', reason: 'failed_recipients', is: (mail) => mail.has('x-failed-recipients') },
  {
    verdict: 'bounce',
    reason: 'mailer_daemon',
    is: ({ local }) => /^(?:mailer-?daemon|mail-daemon|mdaemon|double-bounce|bounces?)$/.test(local),
  },
  {
    verdict: 'bounce',
    reason: 'mailer_daemon_path',
    is: (mail) => /^<?(?:mailer-daemon|double-bounce)(?:@|>|$)/.test(mail.word('return-path')),
  },
  {
    verdict: 'bounce',
    reason: 'postmaster_report',
    is: ({ local, subject }) => local === 'postmaster' && bounceSubject.test(subject),
  },
  {
    verdict: 'bounce',
    reason: 'null_return_path_report',
    is: (mail) => isNullPath(mail) && bounceSubject.test(mail.subject),
  },
  {
    verdict: 'bounce',
    reason: 'report_subject_and_text',
    is: ({ subject, text }) => bounceSubject.test(subject) && bounceText.test(text),
  },

  // RFC 8098: "your mail was displayed".
  {
    verdict: 'auto_reply',
    reason: 'read_receipt',
    is: (mail) => /disposition-notification/.test(mail.word('content-type')),
  },
  // RFC 3834 section 5: any value but "no" is a machine's. A person forwarded or resent what is auto-forwarded.
  {
    verdict: 'auto_reply',
    reason: 'auto_submitted',
    is: (mail) =>
      mail.all('auto-submitted').some((value) => /^auto-(?!forwarded)/.test(value.trim().toLowerCase())),
  },
  { verdict: 'auto_reply', reason: 'null_return_path', is: isNullPath },
  {
    verdict: 'auto_reply',
    reason: 'auto_reply_header',
    is: (mail) => autoReplyHeaders.some((name) => isSet(mail, name)),
  },

  // RFC 2369, RFC 2919: sent to many.
  {
    verdict: 'list',
    reason: 'list_header',
    is: (mail, input) => mail.names.some((name) => listHeaders.includes(name)) && !isOurList(mail, input),
  },
  {
    verdict: 'list',
    reason: 'precedence',
    is: (mail, input) => /^(?:bulk|junk|list)$/.test(mail.word('precedence')) && !isOurList(mail, input),
  },

  { verdict: 'no_reply', reason: 'no_reply_address', is: ({ local }) => noReply.test(local) },
];

/** Hints that people's mail may carry as well: two of them make a verdict, one does not. */
const hints: readonly { reason: string; is(mail: Mail): boolean }[] = [
  { reason: 'hint_auto_reply_subject', is: ({ subject }) => autoReplySubject.test(subject) },
  { reason: 'hint_auto_reply_text', is: ({ text }) => autoReplyText.test(text) },
  { reason: 'hint_precedence_auto_reply', is: (mail) => /^auto[-_]?reply$/.test(mail.word('precedence')) },
  {
    reason: 'hint_vacation_agent',
    is: (mail) =>
      /vacation|auto-?(?:reply|respond)|out-?of-?office/.test(
        `${mail.word('x-mailer')} ${mail.word('user-agent')}`,
      ),
  },
  {
    reason: 'hint_response_suppress',
    is: (mail) => /\b(?:all|oof|autoreply)\b/.test(mail.word('x-auto-response-suppress')),
  },
  {
    reason: 'hint_robot_address',
    is: ({ local }) =>
      /^(?:postmaster|root|daemon|cron|robot|bot|alerts?|notifications?|notify|system|automailer|mailer)$/.test(
        local,
      ),
  },
];
const HINTS_NEEDED = 2;

/** Pure. First what the platform declares, then the rules, then the hints; what is none of these is a person's. */
export function automatedVerdict(input: AutomatedInput): AutomatedAnswer {
  if (input.declared !== undefined) return { verdict: input.declared, reasons: ['declared'] };
  const mail = read(input);
  const rule = rules.find(({ is }) => is(mail, input));
  if (rule) return { verdict: rule.verdict, reasons: [rule.reason] };
  const found = hints.filter(({ is }) => is(mail)).map(({ reason }) => reason);
  return { verdict: found.length >= HINTS_NEEDED ? 'auto_reply' : 'human', reasons: found };
}

const listHeaders = [
  'list-id',
  'list-unsubscribe',
  'list-post',
  'list-help',
  'list-subscribe',
  'list-owner',
  'list-archive',
];
/** A desk whose own address is a group or a list: what customers write to it arrives with the list's headers. */
function isOurList(mail: Mail, { ourAddresses = [] }: AutomatedInput): boolean {
  const lists = listHeaders
    .flatMap((name) => mail.all(name))
    .join(' ')
    .toLowerCase();
  return ourAddresses.map(addressIn).some((ours) => {
    const [local, domain] = ours.split('@');
    // RFC 2919 writes the list support@example.com as <support.example.com>.
    return domain !== undefined && (lists.includes(ours) || lists.includes(`<${local}.${domain}>`));
  });
}

/** Set by auto-responders and by nothing else. */
const autoReplyHeaders = [
  'x-autoreply',
  'x-autoreply-from',
  'x-autorespond',
  'x-autoresponse',
  'x-autoresponder',
  'x-mail-autoreply',
  'x-vacation',
  'x-facebook-notify',
];
const isSet = (mail: Mail, name: string): boolean =>
  mail.has(name) && !/^(?:no|false|0)$/.test(mail.word(name));

const noReply =
  /^(?:no|not|do-?not|dont|ne-?pas|nicht|non)[-_.]?(?:reply|respond|repondre|antworten|responder|rispondere)(?:[-_.+].*)?$|[-_.]no-?reply$|^no[-_.]?contestar$/;

const bounceSubject =
  /^\s*(?:(?:re|aw|fwd?|wg|tr):\s*)*(?:\[?(?:warning|failure notice)\]?\W*)?(?:undeliver(?:ed|able)|undelivered mail|mail delivery (?:fail|system|sub)|delivery (?:status notification|fail|report|has failed|notification)|returned mail|mail (?:system )?(?:failed|error)|failure notice|delayed mail|message (?:delayed|undeliverable)|mail could not be delivered|could not send message|your message to .{1,80} (?:awaits|could not)|unzustellbar|nicht zustellbar|zustellung (?:fehlgeschlagen|nicht)|non remis|echec de la remise|échec de (?:la )?remise|no se (?:ha )?pud?o? entregar|mensaje no entregado|mancata consegna)/i;
const bounceText =
  /\b(?:status: ?[45]\.\d+\.\d+|diagnostic-code:|final-recipient:|the following addresse?s? had|permanent fatal errors|transcript of session follows|could not be delivered|recipient address rejected|user unknown|mailbox (?:is )?(?:full|unavailable))/i;

const autoReplySubject =
  /^\s*(?:(?:re|aw|sv|antw):\s*)?(?:auto(?:matic(?:ally)?|matische?|matica)?[\s-]*(?:reply|response|generated|antwort|respuesta)|autoreply|auto:|out of (?:the )?office|ooo\b|away (?:from|until)|on (?:vacation|leave|holiday)|(?:i am|i'm) (?:away|out)|abwesen(?:d|heit)|ausser haus|außer haus|urlaubs|automatische antwort|eingangsbest[aä]tigung|r[eé]ponse automatique|absence|absent(?:e)? du|respuesta autom[aá]tica|fuera de (?:la )?oficina|risposta automatica|fuori sede|assente|resposta autom[aá]tica|fora do escrit[oó]rio|automatisch antwoord|afwezig|自動返信|不在)/i;
const autoReplyText =
  /\b(?:i am (?:currently )?(?:out of (?:the )?office|on (?:annual |parental |maternity )?(?:leave|vacation|holiday))|i will be out of (?:the )?office|this is an? auto(?:mated|matic|matically generated)|(?:do not|don't) reply to this (?:e-?mail|message)|limited access to (?:my )?e-?mail|ich bin (?:derzeit |momentan |zurzeit )?(?:nicht im (?:büro|haus)|abwesend|im urlaub)|je suis (?:actuellement )?(?:absente?|en cong[eé]s?)|estoy (?:actualmente )?(?:fuera de la oficina|de vacaciones)|automatisch generiert)/i;

/** RFC 5321 section 4.5.5: what is sent from nowhere must not be answered. */
function isNullPath(mail: Mail): boolean {
  return mail.all('return-path').some((path) => path.replace(/\s+/g, '') === '<>');
}

function read({ headers, sender, subject, text = '' }: AutomatedInput): Mail {
  const byName = new Map<string, string[]>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.trim().toLowerCase();
    byName.set(key, [...(byName.get(key) ?? []), ...[value].flat()]);
  }
  const all = (name: string): string[] => byName.get(name) ?? [];
  const address = addressIn(sender ?? all('from')[0] ?? '');
  return {
    all,
    has: (name) => byName.has(name),
    word: (name) => (all(name)[0] ?? '').trim().toLowerCase(),
    names: [...byName.keys()],
    sender: address,
    local: address.replace(/@[^@]*$/, ''),
    subject: subject ?? all('subject')[0] ?? '',
    text,
  };
}

/** `"Name" <a@b>`, `a@b (Name)` or `a@b` → `a@b`, lower case. */
function addressIn(value: string): string {
  const angled = /<([^<>]*)>\s*$/.exec(value)?.[1];
  return (angled ?? value.replace(/\([^()]*\)/g, '')).trim().toLowerCase();
}
