/** Passwords and codes that are called so, keys and tokens that are made to be known by their looks. */
import { disjoint } from './addresses.ts';
import type { PersonalData, Span } from './find.ts';

/** Longest value read after its name, and how far after the name it may begin. */
const MAX_VALUE = 128;
const REACH = 90;
/** A private key of 16,384 bits takes 13,000 characters. */
const MAX_PEM = 16_384;

const passwordWord =
  /(?<![\p{L}\p{N}])(?:pass ?(?:word|code|wort)s?|pass(?=\s?[:=])|passwd|pwd|pw|kennwort|mot de passe|mdp|contrase[nñ]a|clave|senha|palavra-passe|wachtwoord|has[lł]o|l[oö]senord|adgangskode|passord|salasana|parola|heslo|пароль)(?![\p{L}\p{N}])|パスワード|暗証番号|密码|密碼|비밀번호/giu;
/** Their values are digits. */
const codeWord =
  /(?<![\p{L}\p{N}])(?:pin(?:[ -]?(?:code|number|nummer))?|puk|otp|tan|(?:one[- ]time|verification|authentication|2fa|mfa|login|log-in|sms|sicherheits|unlock)[ -]?(?:code|pin|password)|best[aä]tigungscode|code secret|c[oó]digo de verificaci[oó]n)(?![\p{L}\p{N}])/giu;
const keyWord =
  /(?<![\p{L}\p{N}])(?:(?:api|access|secret|auth|private|client|encryption|session|refresh|bearer|personal access)[ _-]?(?:key|token|secret)(?:[ _-]?id)?|token|secret|credentials?|recovery (?:code|key)|backup code|licen[cs]e key)(?![\p{L}\p{N}])/giu;
/** Words that only make sense together. */
const phrase =
  /(?<![\p{L}\p{N}])(?:pass ?phrase|seed phrase|recovery phrase|mnemonic)(?: (?:is|was))?[ :="“'’]{1,4}((?:\p{L}{2,12}[ ,]{1,2}){3,23}\p{L}{2,12})/giu;

/** What joins a name to its value. Without any, a value has to look like one. */
const link =
  /[:=：]|->|→|は|是|는|은|(?<![\p{L}\p{N}])(?:is|was|are|to|ist|war|lautet|auf|est|es|era|[eè]|é|jest|är|er|on|being|set to)(?![\p{L}\p{N}'’])|(?=\s["'“„«`])|^,\s|(?<=^["'”]?)\s/giu;
const opening = /^[\s>]*(?:(?:still|now|currently|just|simply|jetzt|ahora|maintenant)\s+)?/iu;
const quoted = /^["“„«`‘']([^"”“»`’'\n\uffff]{2,100})["”“»`’']/u;
const digits = /^[("“„«`‘'[]{0,2}(\d(?:[ -]?\d){2,11})(?![\p{L}\p{N}])/u;
const bare = /^[("“„«`‘'[]{0,2}([^\s\uffff]{2,128})/u;

export function secretsIn(text: string): Span[] {
  return disjoint([
    ...pemBlocks(text),
    ...byLooks.flatMap(([type, pattern]) => valuesOf(text, pattern, type)),
    ...valuesOf(text, phrase, 'password'),
    ...after(text, passwordWord, 'password', isPassword),
    ...after(text, codeWord, 'password', () => true, digits),
    ...after(
      text,
      keyWord,
      'secret',
      (value) => value.length >= 8 && !isPlainWord(value) && /\d|[A-Z].*[A-Z]/.test(value),
    ),
    ...valuesOf(text, reversed, 'password').filter(({ start, end }) => !isPlainWord(text.slice(start, end))),
  ]);
}

/** As their issuers publish them, and as they stand in headers and addresses. */
const byLooks: readonly (readonly [PersonalData, RegExp])[] = [
  [
    'secret',
    /(?<![\p{L}\p{N}_-])(?<value>(?:sk|rk|pk)[-_](?:live|test|proj|ant|or)?[-_]?[\w-]{16,300}|gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}|xox[abeprs]-[\w-]{10,255}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,40}|ya29\.[\w-]{20,300}|SG\.[\w-]{16,32}\.[\w-]{30,64}|npm_\w{30,40}|hf_\w{20,60}|dop_v1_\w{40,80}|whsec_[\w+/=]{16,100}|frk?_[\w-]{24,100}|eyJ[\w-]{8,4096}\.[\w-]{4,4096}\.[\w-]{0,4096})(?![\w])/gu,
  ],
  ['secret', /(?<![\p{L}\p{N}])bearer[ \t]{1,3}(?<value>[\w.~+/-]{12,4096}={0,2})/giu],
  [
    'secret',
    /authorization["']?[ \t]{0,2}:[ \t"']{0,3}(?:basic|digest|token)[ \t]{1,3}(?<value>[\w.~+/-]{6,4096}={0,2})/giu,
  ],
  ['password', /:\/\/[^\s:/@\uffff]{1,64}:(?<value>[^\s/@\uffff]{1,128})@/giu],
];
const reversed =
  /(?<!\S)["'“„]?(?<value>[^\s"'”\uffff]{4,64})["'”]?\s(?:is|was|ist|war|est|es)\s(?:my|the|our|mein|das|mon|le|mi|la)\s(?:\p{L}{1,12}\s)?(?:password|passwort|kennwort|mot de passe|contrase[nñ]a)(?!\p{L})/giu;

function valuesOf(text: string, pattern: RegExp, type: PersonalData): Span[] {
  return [...text.matchAll(pattern)].map((match): Span => {
    const value = match.groups?.value ?? match[1] ?? match[0];
    const start = match.index + match[0].lastIndexOf(value);
    return { type, start, end: start + value.length };
  });
}

function pemBlocks(text: string): Span[] {
  return [...text.matchAll(/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g)].map(
    ({ index, 0: begin }): Span => {
      const rest = text.slice(index + begin.length, index + MAX_PEM);
      const closed = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/.exec(rest);
      const open = /^(?:(?:\s|\\n){0,4}[A-Za-z0-9+/=]{16,})*/.exec(rest);
      const length = closed ? closed.index + closed[0].length : (open?.[0].length ?? 0);
      return { type: 'secret', start: index, end: index + begin.length + length };
    },
  );
}

type Accepts = (value: string, joint: string, rest: string) => boolean;

/** Reads what follows each name, at every word that may join the two, until a value is accepted. */
function after(text: string, word: RegExp, type: PersonalData, accepts: Accepts, value = bare): Span[] {
  return [...text.matchAll(word)].flatMap((match): Span[] => {
    const from = match.index + match[0].length;
    const tail = text.slice(from, from + REACH + MAX_VALUE);
    const reach = tail.slice(0, REACH).search(/[.!?;](?:\s|$)|\n\s*\n|\uffff/);
    for (const joint of tail.matchAll(link)) {
      if (joint.index > (reach < 0 ? REACH : reach)) break;
      const at = joint.index + joint[0].length;
      const found = valueAt(tail, at, value);
      if (found && accepts(found.text, joint[0].trim(), tail.slice(found.end)))
        return [{ type, start: from + found.start, end: from + found.end }];
    }
    return [];
  });
}

function valueAt(
  tail: string,
  from: number,
  value: RegExp,
): { text: string; start: number; end: number } | undefined {
  const at = from + (opening.exec(tail.slice(from))?.[0].length ?? 0);
  const rest = tail.slice(at);
  const inQuotes = value === bare ? quoted.exec(rest) : null;
  if (inQuotes?.[1]) return { text: inQuotes[1], start: at + 1, end: at + 1 + inQuotes[1].length };
  const found = value.exec(rest);
  if (!found?.[1]) return undefined;
  const text = found[1].replace(/[.,;:)\]"'”’»`]+$/u, '');
  const start = at + found[0].length - found[1].length;
  return text ? { text, start, end: start + text.length } : undefined;
}

const isPlainWord = (value: string): boolean =>
  /^\p{L}[\p{L}'’-]*[?!)\]]*$/u.test(value) && !/\p{Ll}\p{Lu}/u.test(value);

/** "My password is hunter2" has one; "my password is not working" has none. */
function isPassword(value: string, joint: string, rest: string): boolean {
  if (value.length < 3 || /^(?:https?:|www\.|\/|&\w+$)/i.test(value)) return false;
  if (!isPlainWord(value))
    return (
      (!weakJoints.has(joint.toLowerCase()) || /\p{L}/u.test(value)) &&
      /[\p{L}\p{N}]/u.test(value) &&
      !/^\d{1,3}[.,]?\d?$/.test(value)
    );
  if (joint === '' || joint === ',' || noPassword.has(value.toLowerCase().replace(/[?!)\]]+$/, '')))
    return false;
  // A word of everyday life: it is the password if the phrase ends with it.
  return (
    /^[:=：]/.test(joint) ||
    /^["'”’»`]?(?:$|[.,;!?)\n\uffff]|\s(?:and|but|or|und|aber|et|mais|y|pero|e|en|maar|my|-|—)(?!\p{L})|\s*[\n(])/iu.test(
      rest,
    )
  );
}

/** After these, digits alone are rather a date or an order: "my password, 123456 is the order". */
const weakJoints: ReadonlySet<string> = new Set([',', 'on', 'auf']);

/** What people say about a password, instead of it. */
const noPassword = new Set(
  (
    'not no now never wrong incorrect invalid expired correct right fine okay working broken rejected refused required needed ' +
    'forgotten lost reset changed updated set the my your our his her too very still always already weak strong unknown empty missing ' +
    'blocked locked compromised stolen hacked leaked accepted gone safe secure long short old new same different what which how where ' +
    'why when please send see sent it this that there here and but for with from case-sensitive being asked something someone nothing ' +
    'anything anyone everyone people others use do be make create log ok yes none recover enter login username email e-mail mandatory optional visible hidden shown saved stored known denied ' +
    'falsch nicht kein nun jetzt tun ungültig abgelaufen richtig korrekt weg gesperrt vergessen leer unbekannt verloren geändert bitte wie was das ' +
    'faux incorrecte invalide expiré pas oublié bon perdu erroné bloqué valide correcte svp comment ' +
    'incorrecta incorrecto inválida inválido expirada caducada mala correcta olvidada perdida bloqueada errónea cómo ' +
    'fout onjuist verkeerd niet verlopen vergeten kwijt geblokkeerd ongeldig hoe ' +
    'sbagliata errata scaduta non dimenticata persa errada inválida não esquecida'
  ).split(' '),
);
