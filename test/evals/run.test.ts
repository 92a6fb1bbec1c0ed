/** A whole run: by rules, live with the provider double, and the live one again from its recording, with the provider gone. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDesk, orThrow } from '../../desk/load.ts';
import { type CaseFile, caseFile } from '../../evals/cases.ts';
import { recorded, recording } from '../../evals/recording.ts';
import type { Report } from '../../evals/report.ts';
import { runEvals } from '../../evals/run.ts';
import { modelsFrom } from '../../models/from-environment.ts';
import { noModels } from '../../models/port.ts';
import { type Provider, startProvider } from '../provider/server.ts';
import { describeStore } from '../support/database.ts';

const at = '2026-03-16T10:00:00+01:00';
const read = (file: object): CaseFile => caseFile.parse({ desk: 'demo', at, ...file });
const files = [
  read({
    kind: 'triage',
    cases: [
      {
        id: 'odd',
        text: 'The box my scope came in smells of fish, is that usual?',
        topics: ['damaged_item'],
      },
      { id: 'danger', text: 'I want to end my life.', risks: ['self_harm'] },
    ],
  }),
  read({
    kind: 'retrieval',
    cases: [
      {
        id: 'follow',
        turns: [
          { speaker: 'customer', text: 'How long is the warranty on the optics?' },
          { speaker: 'us', text: 'Five years.' },
          { speaker: 'customer', text: 'And on the electronics?' },
        ],
        documents: ['warranty.md'],
      },
    ],
  }),
  read({
    kind: 'drafting',
    cases: [
      {
        id: 'macro',
        text: 'Where is my order?',
        as: 'ada.berg@example.de',
        answerable: true,
        says: ['NJ-41088'],
      },
      { id: 'article', text: 'How long is a gift voucher valid?', answerable: true, says: ['3 years'] },
    ],
  }),
  read({
    kind: 'packets',
    cases: [
      {
        id: 'asked_then_person',
        as: 'tom.okafor@example.org',
        turns: ['Where is my order?', 'The tripod. Now let me talk to a real person.'],
        facts: ['tripod', 'order'],
      },
    ],
  }),
];

describeStore('evals', ({ pool }) => {
  let provider: Provider;
  let dir: string;
  const content = async () => orThrow(await loadDesk('desks/demo'));
  const valuesOf = (report: Report) =>
    report.sections.flatMap((s) => s.metrics.map((m) => [m.name, m.value]));
  const run = async (options: Parameters<typeof runEvals>[3], cases = files) =>
    runEvals(pool(), { content: await content(), dir: 'desks/demo' }, cases, options);
  const env = {};
  let path: string;
  let live: Report;

  beforeAll(async () => {
    provider = await startProvider();
    dir = await mkdtemp(join(tmpdir(), 'first-response-evals-'));
    path = join(dir, 'run.jsonl');
    const models = await modelsFrom({ OPENAI_BASE_URL: provider.url });
    const kept = recording(models, { recordedAt: at, desk: 'demo', version: 'v' });
    live = await run({ models: kept.models, model: { mode: 'live', recordedAt: null }, env });
    await kept.save(path);
    await provider.close();
  });
  afterAll(async () => {
    await provider.close();
    await rm(dir, { recursive: true, force: true });
  });

  test('a live run asks the provider, counts what it cost, and says which model it was', () => {
    const chats = provider
      .chats()
      .map(({ request }) => (request?.kind === 'chat' ? request.output?.name : ''));
    expect(new Set(chats)).toEqual(
      new Set(['TriageOutput', 'QueryOutput', 'DraftOutput', 'ReviewOutput', 'PacketOutput']),
    );
    expect(live.cost.calls).toBe(chats.length);
    expect(live.cost.usd).toBeGreaterThan(0);
    expect(live.model).toMatchObject({ mode: 'live', language: expect.stringContaining('gpt-4.1-mini') });
    const values = Object.fromEntries(valuesOf(live));
    expect(values['triage.riskRecall']).toBe(1);
    expect(values['packets.inWords']).toBe(1);
  });

  test('a recorded run is the live one again, without a provider', async () => {
    const replay = await recorded(path);
    const report = await run({ models: replay.models, model: { mode: 'recorded', recordedAt: at }, env });
    expect(replay.missing).toEqual([]);
    expect(report.sections).toEqual(live.sections);
    expect(report.cost).toEqual(live.cost);
    expect(report.model).toMatchObject({ mode: 'recorded', recordedAt: at, language: live.model.language });
  });

  test('an answer that was not recorded is missed by name, and none is made up', async () => {
    const lines = (await readFile(path, 'utf8')).split('\n');
    const less = join(dir, 'less.jsonl');
    await writeFile(less, lines.filter((line) => !line.includes('"ask":"TriageOutput"')).join('\n'));
    const replay = await recorded(less);
    const stop = () => {
      if (replay.missing.length > 0) throw new Error(replay.missing[0]);
    };
    const options = {
      models: replay.models,
      model: { mode: 'recorded', recordedAt: at },
      env,
      onCase: stop,
    } as const;
    await expect(run(options)).rejects.toThrow(/the answer to TriageOutput/);
  });

  test('rules alone ask nobody', async () => {
    const options = { models: noModels, model: { mode: 'rules', recordedAt: null }, env } as const;
    const first = await run(options);
    expect(first.cost.calls).toBe(0);
    expect(first.model.language).toBeNull();
    const values = Object.fromEntries(valuesOf(first));
    expect(values).toMatchObject({
      'retrieval.recallAt4': 1,
      'drafting.factsSaid': 1,
      'drafting.unsupported': 0,
      'packets.factCoverage': 1,
      'packets.inWords': 0,
    });
  });
});
