import { describe, expect, it } from 'vitest';
import { passagesOf } from '../../knowledge/chunk.ts';
import { articleDocument, readJsonLines } from '../../knowledge/files.ts';
import { readArticle } from '../../knowledge/front-matter.ts';
import { queryOf } from '../../knowledge/query.ts';
import { indexed } from '../../knowledge/words.ts';

const defaults = { language: 'en', audience: 'public' } as const;

describe('passages', () => {
  it('carry the headings above them, and a heading of the same level ends the one before', () => {
    const found = passagesOf('T', 'intro\n\n# A\n\none\n\n## B\n\ntwo\n\nC\n===\n\nthree\n\n### D\n\nfour');
    expect(found.map(({ headingPath, text }) => [headingPath, text])).toEqual([
      [[], 'intro'],
      [['A'], 'one'],
      [['A', 'B'], 'two'],
      [['C'], 'three'],
      [['C', 'D'], 'four'],
    ]);
  });

  it('do not repeat the title of the document as a heading', () => {
    expect(passagesOf('Returns', '# Returns\n\n## Costs\n\nFree.')).toEqual([
      { headingPath: ['Costs'], text: 'Free.' },
    ]);
  });

  it('have no heading from a block of code, and none of what a comment says', () => {
    const found = passagesOf('T', '```sh\n# not a heading\n```\n\n<!-- for\n\neditors only -->\n\nafter');
    expect(found).toEqual([{ headingPath: [], text: '```sh\n# not a heading\n```\n\nafter' }]);
  });

  it('are never longer than the limit, and lose no word', () => {
    const words = Array.from({ length: 400 }, (_, i) => `word${i}`);
    for (const text of [
      words.join(' '),
      words.join('. '),
      words.map((w) => `- ${w}`).join('\n'),
      words.join('\n'),
    ]) {
      const found = passagesOf('T', text, 300);
      expect(Math.max(...found.map((p) => p.text.length))).toBeLessThanOrEqual(300);
      expect(found.flatMap((p) => p.text.match(/word\d+/g))).toEqual(words);
    }
  });

  it('keep a list, a table or code whole where it fits, and its neighbours beside it only where all fit', () => {
    const list = '1. unplug it\n2. wait\n3. plug it in';
    expect(passagesOf('T', `${'x'.repeat(80)}\n\n${list}`, 100).map((p) => p.text)).toEqual([
      'x'.repeat(80),
      list,
    ]);
  });

  it('of a long table each have its head', () => {
    const rows = Array.from({ length: 20 }, (_, i) => `| country ${i} | ${i} € |`);
    const found = passagesOf('T', ['| to | price |', '| --- | --- |', ...rows].join('\n'), 150);
    expect(found.length).toBeGreaterThan(2);
    for (const { text } of found) expect(text.startsWith('| to | price |\n| --- | --- |\n|')).toBe(true);
    expect(found.flatMap((p) => p.text.match(/country \d+/g)).length).toBe(20);
  });

  it('of a long block of code are each a block of code', () => {
    const code = `\`\`\`js\n${Array.from({ length: 30 }, (_, i) => `run(${i});`).join('\n')}\n\`\`\``;
    for (const { text } of passagesOf('T', code, 100)) expect(text).toMatch(/^```js\n[\s\S]+\n```$/);
  });
});

describe('front matter', () => {
  it('is read as an author means it, colons in titles and all', () => {
    const text =
      '---\ntitle: Returns: how to\naudience: internal\neffective: 2026-01-01\nexpires: 2026-06-30\ntags: [a, b]\n---\nBody';
    expect(readArticle(text)).toEqual({
      kind: 'ok',
      body: 'Body',
      front: {
        title: 'Returns: how to',
        url: null,
        language: null,
        audience: 'internal',
        effectiveFrom: new Date('2026-01-01T00:00:00Z'),
        // The last day counts.
        effectiveTo: new Date('2026-07-01T00:00:00Z'),
      },
    });
  });

  it.each([
    ['audience: staff', 'audience'],
    ['effective_from: 1 March', 'effectiveFrom'],
    ['expires: 2026-13-40', 'effectiveTo'],
    ['language: deutsch!', 'language'],
  ])('that is wrong fails the article and names the line: %s', (line, field) => {
    const read = readArticle(`---\ntitle: x\n${line}\n---\nBody`);
    expect(read).toMatchObject({
      kind: 'failed',
      problems: [{ line: 3, message: expect.stringContaining(field) }],
    });
  });

  it('is not needed: the first heading or the name of the file is the title, and the name may tell the language', () => {
    const titleOf = (key: string, text: string) => {
      const read = articleDocument(key, text, defaults);
      return read.kind === 'ok' ? [read.document.title, read.document.language] : [];
    };
    expect(titleOf('a/returns.md', '# Sending back\n\nx')).toEqual(['Sending back', 'en']);
    expect(titleOf('a/sending-back.de.md', 'x')).toEqual(['sending back', 'de']);
  });
});

describe('documents of JSON lines', () => {
  it('that cannot be read are named by their line, and the others are there', () => {
    const { documents, problems } = readJsonLines(
      '{"id":1,"text":"a"}\n\nnonsense\n{"id":"b","title":"B","text":"b"}\n',
      defaults,
    );
    expect(documents.map(({ key, title }) => [key, title])).toEqual([
      ['1', ''],
      ['b', 'B'],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([3]);
  });
});

describe('the query of a conversation', () => {
  it('weighs each customer turn less than the one after it, and the team less than the customer', () => {
    const turns = ['customer', 'agent', 'customer', 'agent', 'customer'].map((speaker, i) => ({
      speaker,
      text: `t${i}`,
    }));
    const weights = queryOf(turns).map(({ text, weight }) => [text, weight] as const);
    expect(weights.map(([text]) => text)).toEqual(['t4', 't3', 't2', 't1', 't0']);
    const of = Object.fromEntries(weights);
    expect(of.t4).toBe(1);
    expect(of.t2).toBeLessThan(1);
    expect(of.t0).toBeLessThan(of.t2 ?? 0);
    expect(of.t3).toBeLessThan(of.t2 ?? 0);
  });

  it('is empty when nothing was said', () => {
    expect(queryOf([{ speaker: 'customer', text: ' \n' }])).toEqual([]);
  });
});

describe('what the index sees', () => {
  it('are the words of a link and not its target, and words of scripts that write none apart', () => {
    expect(indexed('see [returns](https://x.example/a?b=c)').trim()).toBe('see  returns');
    expect(indexed('返品できます').trim().split(/\s+/).length).toBeGreaterThan(1);
  });
});
