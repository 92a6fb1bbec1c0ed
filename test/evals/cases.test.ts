/** The case files: each reads, names only what the desk has, and asks what the desk has not been shown. */
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDesk, orThrow } from '../../desk/load.ts';
import { casesOf, readCases } from '../../evals/cases.ts';

const files = await casesOf('demo');
const { desk } = orThrow(await loadDesk('desks/demo'));
const accounts = readFileSync('desks/demo/accounts.json', 'utf8');
const articles = await readdir('desks/demo/knowledge');

const triage = files.flatMap((f) => (f.kind === 'triage' ? f.cases : []));
const retrieval = files.flatMap((f) => (f.kind === 'retrieval' ? f.cases : []));
const drafting = files.flatMap((f) => (f.kind === 'drafting' ? f.cases : []));
const packets = files.flatMap((f) => (f.kind === 'packets' ? f.cases : []));

describe('the cases of the demo desk', () => {
  test('are enough to tell something', () => {
    expect(triage.length).toBeGreaterThanOrEqual(120);
    expect(new Set(triage.map((c) => c.language)).size).toBeGreaterThanOrEqual(4);
    expect(triage.filter((c) => (c.topics?.length ?? 0) > 1).length).toBeGreaterThanOrEqual(10);
    expect(triage.filter((c) => c.topics?.includes('other')).length).toBeGreaterThanOrEqual(10);
    expect(triage.flatMap((c) => c.risks).length).toBeGreaterThanOrEqual(20);
    expect(retrieval.length).toBeGreaterThanOrEqual(60);
    expect(retrieval.filter((c) => c.followsUp).length).toBeGreaterThanOrEqual(20);
    expect(drafting.length).toBeGreaterThanOrEqual(40);
    expect(packets.length).toBeGreaterThanOrEqual(15);
  });

  test('have ids of their own, over all files of a kind', () => {
    for (const cases of [triage, retrieval, drafting, packets]) {
      const ids = cases.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('name topics, articles and customers that the desk has', () => {
    const topics = desk.topics.map(({ id }) => id);
    for (const topic of triage.flatMap((c) => c.topics ?? [])) expect(topics).toContain(topic);
    for (const document of retrieval.flatMap((c) => c.documents)) expect(articles).toContain(document);
    for (const { as } of [...drafting, ...packets]) if (as) expect(accounts).toContain(`"${as}"`);
  });

  test('cover every topic of the desk', () => {
    const asked = new Set(triage.flatMap((c) => c.topics ?? []));
    expect(desk.topics.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
  });

  test('are none of the example phrases that the classifier has learned', () => {
    const plain = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    const learned = new Set(desk.topics.flatMap(({ examples }) => examples.map(plain)));
    expect(triage.filter((c) => learned.has(plain(c.text.join(' ')))).map((c) => c.id)).toEqual([]);
  });
});

describe('a case file', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'first-response-cases-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const head = 'kind: triage\ndesk: demo\nat: 2026-03-16T10:00:00+01:00\ncases:\n';
  test.each([
    ['a field that is misspelt', `${head}  - { id: a, text: hi, topic: [other] }\n`, /topic/],
    [
      'a risk that there is not',
      `${head}  - { id: a, text: hi, topics: [other], risks: [boredom] }\n`,
      /risks/,
    ],
    [
      'an id twice',
      `${head}  - { id: a, text: hi, topics: [other] }\n  - { id: a, text: ho, topics: [other] }\n`,
      /called a/,
    ],
    ['no moment', 'kind: triage\ndesk: demo\ncases:\n  - { id: a, text: hi, topics: [other] }\n', /at/],
    ['no such kind', head.replace('triage', 'tarot'), /kind/],
  ])('with %s is refused by name', async (_, text, message) => {
    const path = join(dir, 'cases.yaml');
    await writeFile(path, text);
    await expect(readCases(path)).rejects.toThrow(message);
    await expect(readCases(path)).rejects.toThrow(path);
  });
});
