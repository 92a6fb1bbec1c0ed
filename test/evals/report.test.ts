/** The report: what --min misses, and an HTML file that needs nothing else. */
import { describe, expect, test } from 'vitest';
import { reportHtml } from '../../evals/html.ts';
import { draftingSection } from '../../evals/kinds/drafting.ts';
import { packetsSection } from '../../evals/kinds/packets.ts';
import { retrievalSection } from '../../evals/kinds/retrieval.ts';
import { type TriageResult, triageSection } from '../../evals/kinds/triage.ts';
import { missedMinimums, parseMinimum, type Report } from '../../evals/report.ts';
import { reportLines } from '../../evals/words.ts';

const triaged = (id: string, topics: string[], given: string[], risks: string[] = []): TriageResult => ({
  case: { id, text: [`<script>alert("${id}")</script>`], topics, risks: [], language: 'en' },
  expected: topics,
  given,
  confidence: 0.9,
  risks,
  language: 'en',
});

const report: Report = {
  desk: 'demo',
  version: 'a'.repeat(64),
  startedAt: '2026-03-16T09:00:00.000Z',
  tookMs: 1_200,
  model: { mode: 'rules', language: null, embeddings: null, moderation: null, recordedAt: null },
  cost: { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 },
  sections: [
    triageSection([
      triaged('one', ['a'], ['a']),
      triaged('two', ['b'], ['a']),
      triaged('three', ['other'], ['other'], ['self_harm']),
    ]),
    retrievalSection([
      {
        case: {
          id: 'r',
          turns: [{ speaker: 'customer', text: 'how?' }],
          documents: ['x.md'],
          internal: false,
          followsUp: false,
        },
        query: null,
        expected: ['x.md'],
        found: ['y.md', 'x.md'],
      },
    ]),
    draftingSection([]),
    packetsSection([{ case: { id: 'p', turns: [['help']], facts: ['help'] }, packet: null }]),
  ],
};
const values = Object.fromEntries(report.sections.flatMap((s) => s.metrics.map((m) => [m.name, m.value])));

describe('metrics', () => {
  test('are what the answers are worth', () => {
    expect(values).toMatchObject({
      'triage.accuracy': 2 / 3,
      'triage.strangers': 1,
      'triage.riskFalseAlarms': 1 / 3,
      'triage.riskRecall': null,
      'retrieval.recallAt1': 0,
      'retrieval.recallAt4': 1,
      'retrieval.mrr': 0.5,
      'drafting.unsupported': null,
      'packets.factCoverage': 0,
    });
    // a: one hit, one wrong; b: missed; other: hit
    expect(values['triage.macroF1']).toBeCloseTo((2 / 3 + 0 + 1) / 3, 10);
  });

  test('a statement that the rules find fault with is unsupported, one of a macro is nobody’s business', () => {
    const asked = { id: 'd', text: ['?'], answerable: true, says: ['5 years'], neverSays: ['9 years'] };
    const statement = (text: string, kind: 'fact' | 'greeting') => ({ text, kind, sources: [] });
    const draft = {
      kind: 'model' as const,
      text: 'Hello. It is 9 years.',
      statements: [statement('Hello.', 'greeting'), statement('It is 9 years.', 'fact')],
    };
    const problem = { code: 'number_not_in_sources', statement: 1, detail: '9' };
    const written = draftingSection([
      { case: asked, verdict: { kind: 'approve', reason: 'x' }, draft, problems: [problem], doubted: [1] },
      {
        case: { ...asked, id: 'm' },
        verdict: { kind: 'send', reason: 'x' },
        draft: { ...draft, kind: 'macro' },
        problems: [],
        doubted: null,
      },
      {
        case: { ...asked, id: 'n' },
        verdict: { kind: 'hand_off', reason: 'no_sources' },
        draft: null,
        problems: [],
        doubted: null,
      },
    ]);
    const of = Object.fromEntries(written.metrics.map((m) => [m.name, [m.value, m.n]]));
    expect(of).toMatchObject({
      'drafting.unsupported': [1, 1],
      'drafting.unsupportedByJudge': [1, 1],
      'drafting.abstention': [1 / 3, 3],
      'drafting.factsSaid': [0, 2],
      'drafting.forbiddenSaid': [1, 2],
    });
  });
});

describe('--min', () => {
  test.each([
    ['reached', 'triage.accuracy=0.6', 0],
    ['not reached', 'triage.accuracy=0.7', 1],
    ['less is better, and it is less', 'triage.riskFalseAlarms=0.5', 0],
    ['less is better, and it is more', 'triage.riskFalseAlarms=0.2', 1],
    ['no such metric', 'triage.acuracy=0.1', 1],
    ['a metric without a case', 'drafting.unsupported=1', 1],
  ])('%s', (_, text, missed) => {
    expect(missedMinimums(report.sections, [parseMinimum(text)])).toHaveLength(missed);
  });

  test.each(['triage.accuracy', '=1', 'x=high', ''])('refuses %j', (text) => {
    expect(() => parseMinimum(text)).toThrow(/--min/);
  });
});

describe('the HTML', () => {
  const html = reportHtml(report);
  test('needs nothing but itself', () => {
    expect(html).not.toMatch(/\b(?:src|href|action)\s*=|url\(|@import|https?:|<script|<link|<iframe|<img/i);
    expect(html.match(/<svg /g)?.length).toBeGreaterThanOrEqual(5);
  });

  test('shows what customers wrote as text', () => {
    expect(html).toContain('&lt;script&gt;alert(&quot;two&quot;)');
  });

  test('and the terminal say which model answered', () => {
    expect(html).toContain('Rules alone: no language model was asked');
    const recorded: Report = {
      ...report,
      model: { ...report.model, mode: 'recorded', language: 'openai:x', recordedAt: '2026-03-01' },
    };
    expect(reportLines(recorded).join('\n')).toContain('Replayed from a recording of 2026-03-01: openai:x');
    expect(reportHtml(recorded)).toContain('No provider was asked');
  });
});
