import { describe, expect, test } from 'vitest';
import { wellKnownChannels } from '../../desk/sections.ts';
import { changed, check, deskYaml, type Files, lineOf, problemsOf, shop, shopFiles } from './desks.ts';

const DESK = 'desk.yaml';
const MACRO = 'macros/where_is_order.en.md';

/** [what is wrong, from, to, where the line is known by, field, part of the message or the fix] */
const deskErrors: [string, string | RegExp, string, string, string, string][] = [
  ['an unknown field', 'queue: billing', 'queu: billing', 'queu:', 'topics[1].queu', 'did you mean queue?'],
  [
    'an unknown field at the top',
    'signature:',
    'signatur:',
    'signatur:',
    'signatur',
    'did you mean signature?',
  ],
  [
    'a fact that the account does not have',
    'queue: billing',
    'queue: billing\n    facts: [order, order.statos]',
    'facts:',
    'topics[1].facts[1]',
    'order.status',
  ],
  ['a missing field', 'name: The shop\n', '', 'id: shop', 'name', 'it is missing'],
  ['a wrong type', 'name: The shop', 'name: [a]', 'name: [a]', 'name', 'a text belongs here'],
  ['a duplicate key', 'name: The shop', 'name: A\nname: B', 'name: B', 'name', 'stands twice'],
  [
    'a nested duplicate key',
    'queue: billing',
    'queue: billing\n    queue: support',
    'queue: support',
    'topics[1].queue',
    'stands twice',
  ],
  [
    'YAML that does not parse',
    'name: The shop',
    'name: The shop\n  x: y',
    'name: The shop',
    '',
    'Nested mappings are not allowed',
  ],
  [
    'a word of a closed list',
    'default: auto',
    'default: autp',
    'autp',
    'topics[0].autonomy.default',
    'did you mean auto?',
  ],
  ['a short form', /autonomy: .*/, 'autonomy: of', 'autonomy: of', 'topics[0].autonomy', 'did you mean off?'],
  [
    'a duration without unit',
    'signature: The shop',
    'settle: {default: {quiet: 8, cap: 9s}}',
    'settle:',
    'settle.default.quiet',
    'with its unit',
  ],
  [
    'a cap below its quiet',
    'signature: The shop',
    'settle: {default: {quiet: 8s, cap: 3s}}',
    'settle:',
    'settle.default.cap',
    'shorter',
  ],
  ['a time zone', 'signature: The shop', 'timeZone: Europe/Berln', 'timeZone', 'timeZone', 'Europe/Berlin'],
  [
    'a secret in the file',
    '[SHOP_INBOUND]',
    '[whsec_MfKQ9r8GKYqrTwjU]',
    'inbound',
    'secrets.inbound[0]',
    'a secret itself',
  ],
  ['three secrets', '[SHOP_INBOUND]', '[A, B, C]', 'inbound', 'secrets.inbound', 'at most 2'],
  [
    'a limit beyond its range',
    'signature: The shop',
    'limits: {automatedTurnsWithoutProgress: 3}',
    'limits',
    'limits.automatedTurnsWithoutProgress',
    'at most 2',
  ],
  [
    'an account field',
    'file: accounts.json',
    'fil: accounts.json',
    'kind: json',
    'account.source.fil',
    'did you mean file?',
  ],
  [
    'a macro that is not there',
    'macro: where_is_order',
    'macro: where_is_ordr',
    'where_is_ordr',
    'topics[0].macro',
    'did you mean where_is_order?',
  ],
  [
    'a macro not in the language of the desk',
    'language: en\nlanguages: [en, de]',
    'language: de\nlanguages: [en, de]',
    'macro: where',
    'topics[0].macro',
    'where_is_order.de.md',
  ],
  [
    'a queue of a topic',
    'queue: billing',
    'queue: biling',
    'biling',
    'topics[1].queue',
    'did you mean billing?',
  ],
  [
    'a default queue',
    'signature: The shop',
    'defaultQueue: suport',
    'suport',
    'defaultQueue',
    'did you mean support?',
  ],
  [
    'danger as the default queue',
    'signature: The shop',
    'defaultQueue: danger',
    'defaultQueue',
    'defaultQueue',
    'another queue',
  ],
  ['an entity', 'needs: [order]', 'needs: [ordr]', 'needs', 'topics[0].needs[0]', 'did you mean order?'],
  ['an entity without a question', 'ask: {en:', 'ask: {de:', 'ask:', 'entities[0].ask', 'ask.en'],
  [
    'a pattern that may stall',
    /pattern: .*/,
    "pattern: '(W+)+'",
    'pattern',
    'entities[0].pattern',
    'no upper bound',
  ],
  [
    'an address of our own with a name',
    'signature: The shop',
    'addresses: {own: ["The shop <a@b.example>"]}',
    'addresses:',
    'addresses.own[0]',
    'an e-mail address alone',
  ],
  [
    'an address as the domain of our Message-IDs',
    'signature: The shop',
    'addresses: {messageIdDomain: a@b.example}',
    'addresses:',
    'addresses.messageIdDomain',
    'what stands behind the @',
  ],
  ['a topic twice', 'id: refund', 'id: order_status', 'id: order_status', 'topics[1].id', 'stands twice'],
  [
    'an example under two topics',
    'I want my money back',
    'where is my ORDER',
    'ORDER',
    'topics[1].examples[0]',
    'order_status',
  ],
  [
    'a topic without examples',
    '\n    examples: [I want my money back]',
    '',
    'id: refund',
    'topics[1].examples',
    'never recognised',
  ],
  [
    'a channel',
    'channels: {sms:',
    'channels: {smss:',
    'smss',
    'topics[0].autonomy.channels.smss',
    'did you mean sms?',
  ],
  [
    'a settle channel',
    'signature: The shop',
    'settle: {channels: {fax: {quiet: 1s, cap: 2s}}}',
    'fax',
    'settle.channels.fax',
    'add it to channels',
  ],
  [
    'a risk',
    'signature: The shop',
    'riskPhrases: {legal_treat: [see you in court]}',
    'legal_treat',
    'riskPhrases.legal_treat',
    'did you mean legal_threat?',
  ],
  ['a language', 'languages: [en, de]', 'languages: [de]', 'languages', 'languages', 'add it'],
  [
    'a slot of the notice',
    'signature: The shop',
    'texts: {notice: {en: "{{ queue }}"}}',
    'texts',
    'texts.notice.en',
    'queueName',
  ],
  [
    'a macro for `other`',
    'id: refund',
    'id: other\n    macro: where_is_order',
    'macro: where_is_order',
    'topics[1].macro',
    'no approved answer',
  ],
  [
    'auto for `other`',
    'id: refund',
    'id: other\n    autonomy: auto',
    'autonomy: auto',
    'topics[1].autonomy',
    'never leaves on its own',
  ],
];

describe('a problem names file, line and field', () => {
  test.each(deskErrors)('desk.yaml: %s', (_what, from, to, onLine, field, words) => {
    const files = changed(from, to);
    const problems = problemsOf(files);
    const found = problems.find((problem) => problem.field === field && said(problem).includes(words));
    expect(found, JSON.stringify(problems, null, 1)).toBeDefined();
    expect(found?.file).toBe(DESK);
    const lines = (files[DESK] ?? '').split('\n');
    expect(lines[(found?.line ?? 0) - 1]).toContain(onLine);
  });

  const macroErrors: [string, string | RegExp, string, number, string, string][] = [
    ['an unknown slot', 'order.status', 'order.stats', 7, '{{ order.stats }}', 'did you mean order.status?'],
    ['a slot that is a whole group', '{{ order.status }}', '{{ order }}', 7, '{{ order }}', 'group.field'],
    ['an unknown fact in needs', 'order.id', 'order.number', 5, 'needs', 'no fact order.number'],
    ['an unknown topic', '[order_status]', '[order_statu]', 4, 'topics', 'did you mean order_status?'],
    ['an id unlike the file name', 'id: where_is_order', 'id: where', 2, 'id', 'make them the same'],
    ['a language unlike the file name', 'language: en', 'language: de', 3, 'language', 'make them the same'],
    ['an unknown field', 'topics: [order_status]', 'topic: [order_status]', 4, 'topic', 'Unrecognized key'],
    ['a duplicate key', 'topics: [order_status]', 'id: b', 4, '', 'unique'],
    ['a template that does not parse', '{{ signature }}', '{{ signature', 9, 'body', 'not closed'],
    ['a tag beyond conditions', '{{ signature }}', '{% include "x" %}', 9, 'body', 'not found'],
    [
      'a filter beyond the few',
      '{{ signature }}',
      '{{ signature | base64_encode }}',
      9,
      'body',
      'undefined filter',
    ],
    ['no front matter', /^---/, '--', 1, '', 'front matter is missing'],
  ];
  test.each(macroErrors)('a macro: %s', (_what, from, to, line, field, words) => {
    const problems = problemsOf(changed(from, to, MACRO)).filter(({ file }) => file === MACRO);
    const found = problems.find((problem) => problem.field === field && said(problem).includes(words));
    expect(found, JSON.stringify(problems, null, 1)).toMatchObject({ line });
  });

  test('a macro file whose name is no name of a macro', () => {
    const problems = problemsOf({ ...shopFiles, 'macros/hello.md': 'x' });
    expect(problems.map(({ file }) => file)).toContain('macros/hello.md');
  });

  test('an empty desk.yaml is a problem, not a crash; so are lists, texts and alias bombs', () => {
    const bomb = `a: &a [${'x,'.repeat(20)}]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]\n`;
    for (const text of ['', '- a', 'text', '# nothing', bomb, '{', '\t'])
      expect(problemsOf({ 'desk.yaml': text }).length, text).toBeGreaterThan(0);
  });
});

test('problems of every kind are reported at once, in the order of the file', () => {
  const files = {
    ...shopFiles,
    [DESK]: deskYaml
      .replace('name: The shop', 'nam: The shop')
      .replace('queue: billing', 'queue: biling')
      .replace('default: auto', 'default: autp')
      .replace('[SHOP_INBOUND]', '[]')
      .replace('url: https:', 'url: ftp:'),
    [MACRO]: (shopFiles[MACRO] ?? '').replace('order.status', 'order.x'),
  };
  const problems = problemsOf(files);
  expect(problems.map(({ field }) => field)).toEqual(
    expect.arrayContaining([
      'nam',
      'name',
      'topics[1].queue',
      'topics[0].autonomy.default',
      'secrets.inbound',
      'callback.url',
      '{{ order.x }}',
    ]),
  );
  const lines = problems.filter(({ file }) => file === DESK).map(({ line }) => line);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
});

describe('what always goes to a person can be extended, not weakened', () => {
  const weaker = [
    'alwaysHuman: {legal_threat: false}',
    'alwaysHuman: [-self_harm]',
    'alwaysHuman: ["!threat"]',
    'alwaysHuman: [no_press]',
    'alwaysHuman: [not account_takeover]',
  ];
  test.each(weaker)('%s is refused', (line) => {
    const problems = problemsOf(changed('signature: The shop', line));
    expect(problems.some(({ message }) => message.includes('can be extended, not weakened'))).toBe(true);
  });

  test('danger cannot be sent to another queue', () => {
    const [problem] = problemsOf(changed('signature: The shop', 'riskQueues: {self_harm: support}'));
    expect(problem).toMatchObject({ field: 'riskQueues.self_harm', line: lineOf('signature', deskYaml) });
  });

  test('a topic, a built-in risk and a risk of the desk may be added', () => {
    const added =
      'alwaysHuman: [refund, recall]\nriskPhrases: {recall: [product recall], legal_threat: [{phrase: Anwalt, locale: de}]}';
    const loaded = check(changed('signature: The shop', added));
    expect(loaded.kind === 'ok' && loaded.desk.desk).toMatchObject({
      alwaysHuman: ['refund', 'recall'],
      riskPhrases: {
        recall: [{ phrase: 'product recall' }],
        legal_threat: [{ phrase: 'Anwalt', locale: 'de' }],
      },
    });
  });
});

describe('a desk without problems', () => {
  test('has the topic other, the queue danger and a default queue, listed or not', () => {
    const { desk } = shop();
    expect(desk.topics.map(({ id }) => id)).toEqual(['order_status', 'refund', 'other']);
    expect(desk.queues.map(({ id }) => id)).toEqual(['support', 'billing', 'danger']);
    expect(desk.defaultQueue).toBe('support');
    expect(desk.topics[0]?.autonomy).toEqual({ default: 'auto', channels: { sms: 'approve' } });
    expect(desk.topics[1]?.autonomy).toEqual({ default: 'approve', channels: {} });
  });

  test('has durations in milliseconds, whatever their unit', () => {
    const text =
      'settle: {default: {quiet: 0s, cap: 1.5m}, channels: {email: {quiet: 250ms, cap: 1h}}}\nlifecycle: {solvedAfter: 3d}';
    const loaded = check(changed('signature: The shop', text));
    if (loaded.kind !== 'ok') throw new Error(JSON.stringify(loaded.problems));
    const { settle, lifecycle } = loaded.desk.desk;
    expect(settle.default).toEqual({ quietMs: 0, capMs: 90_000 });
    expect(settle.channels.email).toEqual({ quietMs: 250, capMs: 3_600_000 });
    expect(settle.channels.sms).toEqual({ quietMs: 8_000, capMs: 30_000 });
    expect(lifecycle.solvedAfterMs).toBe(259_200_000);
    expect(Object.keys(settle.channels)).toEqual(expect.arrayContaining([...wellKnownChannels]));
  });

  test('is the same after a round trip through JSON, as Postgres stores it', () => {
    expect(JSON.parse(JSON.stringify(shop()))).toEqual(shop());
  });
});

describe('the hash of a desk', () => {
  const hashOf = (files: Files): string => {
    const loaded = check(files);
    if (loaded.kind === 'failed') throw new Error(JSON.stringify(loaded.problems));
    return loaded.desk.hash;
  };
  const second = (shopFiles[MACRO] ?? '').replace('language: en', 'language: de');

  test('does not depend on the order of keys, the order of files, comments or layout', () => {
    const lines = deskYaml.split('\n');
    const reordered = [
      ...lines.slice(lines.indexOf('secrets:')),
      ...lines.slice(0, lines.indexOf('secrets:')),
    ].join('\n');
    const two = { ...shopFiles, 'macros/where_is_order.de.md': second };
    const turned = Object.fromEntries(
      Object.entries({ ...two, [DESK]: `# a comment\n${reordered}` }).reverse(),
    );
    expect(hashOf(turned)).toBe(hashOf(two));
  });

  test('changes with any word of desk.yaml and of a macro', () => {
    const hashes = [shopFiles, changed('The shop', 'Our shop'), changed('Hello', 'Hi', MACRO)].map(hashOf);
    expect(new Set(hashes).size).toBe(3);
  });
});

const said = (problem: { message: string; fix?: string }): string =>
  `${problem.message} ${problem.fix ?? ''}`;
