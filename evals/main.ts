/** `npm run eval`: how good a desk is on its cases, by rules alone, with a live model, or replayed from a recording. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { deskDirectory } from '../cli/commands/desk.ts';
import { explain, Failure } from '../cli/failure.ts';
import { print, printJson, remark } from '../cli/output.ts';
import { withThrowawayDatabase } from '../cli/try/database.ts';
import { loadDesk, orThrow } from '../desk/load.ts';
import { systemClock } from '../domain/clock.ts';
import { modelsFrom } from '../models/from-environment.ts';
import { type Models, noModels } from '../models/port.ts';
import { type CaseFile, casesOf, type Kind, kinds, readCases } from './cases.ts';
import { reportHtml } from './html.ts';
import { recorded, recording } from './recording.ts';
import { missedMinimums, parseMinimum, type RunModel } from './report.ts';
import { runEvals } from './run.ts';
import type { EvalDesk } from './trial.ts';
import { reportLines } from './words.ts';

const help = `usage: npm run eval -- --desk demo [options]

  --desk DIR        the desk: its folder, or its id under desks/
  --cases FILE      only this file; else every file of the desk's in evals/. May be given several times
  --kind KIND       ${kinds.join(', ')}. May be given several times
  --model MODEL     rules (the default): no language model. live: by OPENAI_API_KEY, OPENAI_BASE_URL.
                    recorded:FILE: answers of an earlier live run, without a network; a missing one is an error
  --record FILE     keeps the answers of a live run for recorded:FILE
  --json            the report as JSON instead of lines
  --html FILE       the report as one HTML file with charts
  --min NAME=VALUE  exit code 1 unless the metric reaches it (or stays under it, where less is better). Several times

Nothing is sent, and nothing is kept: each case runs on a database that is thrown away.`;

const options = {
  desk: { type: 'string' },
  cases: { type: 'string', multiple: true },
  kind: { type: 'string', multiple: true },
  model: { type: 'string', default: 'rules' },
  record: { type: 'string' },
  json: { type: 'boolean' },
  html: { type: 'string' },
  min: { type: 'string', multiple: true },
  help: { type: 'boolean' },
} as const;

try {
  await main();
} catch (error) {
  remark(...explain(error, Boolean(process.env.DEBUG)));
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return print(help);
  if (!values.desk) throw new Failure('no desk was named', 'npm run eval -- --desk demo');
  const minimums = (values.min ?? []).map(parseMinimum);
  const dir = await deskDirectory(values.desk);
  const desk: EvalDesk = { dir, content: orThrow(await loadDesk(dir)) };
  const files = await filesFor(desk, values.cases ?? [], (values.kind ?? []).map(kindOf));
  const { models, model, check, save } = await modelFor(values.model, values.record, desk);
  const report = await withThrowawayDatabase((pool) =>
    runEvals(pool, desk, files, {
      models,
      model,
      env: process.env,
      onCase(kind, done, of) {
        check();
        if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${kind} ${done}/${of}`);
      },
    }),
  );
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  await save();
  if (values.html) await writeFile(values.html, reportHtml(report));
  if (values.json) printJson(report);
  else print(...reportLines(report));
  if (values.html) remark(`${values.html} is written.`);
  const missed = missedMinimums(report.sections, minimums);
  remark(...missed.map((line) => `missed: ${line}`));
  if (missed.length > 0) process.exitCode = 1;
}

async function filesFor(
  desk: EvalDesk,
  given: readonly string[],
  wanted: readonly Kind[],
): Promise<CaseFile[]> {
  const { id } = desk.content.desk;
  const of = wanted.length > 0 ? wanted : kinds;
  const files = given.length > 0 ? await Promise.all(given.map(readCases)) : await casesOf(id, of);
  const other = files.find((file) => file.desk !== id);
  if (other) throw new Failure(`the cases are for desk ${other.desk}, and the desk is ${id}`);
  const chosen = files.filter((file) => of.includes(file.kind));
  if (chosen.length === 0)
    throw new Failure(`desk ${id} has no cases of ${of.join(', ')}`, 'write some: docs/authors.md, Evals');
  return chosen;
}

function kindOf(text: string): Kind {
  const found = kinds.find((kind) => kind === text);
  if (!found) throw new Failure(`no kind of cases is called ${text}`, `there are ${kinds.join(', ')}`);
  return found;
}

interface Chosen {
  models: Models;
  model: Pick<RunModel, 'mode' | 'recordedAt'>;
  /** Throws as soon as the run is not what it says it is. */
  check: () => void;
  save: () => Promise<void>;
}

async function modelFor(given: string, record: string | undefined, desk: EvalDesk): Promise<Chosen> {
  const nothing = { check: () => {}, save: async () => {} };
  if (record && given !== 'live')
    throw new Failure('--record keeps what a live run is answered', '--model live');
  if (given === 'rules') return { ...nothing, models: noModels, model: { mode: 'rules', recordedAt: null } };
  if (given === 'live') {
    const models = await modelsFrom(process.env, { notice: (text) => remark(text) });
    if (!models.language && !models.embeddings)
      throw new Failure(
        'there is no model to ask',
        'set OPENAI_API_KEY or OPENAI_BASE_URL',
        'or: --model rules',
      );
    const model = { mode: 'live', recordedAt: null } as const;
    if (!record) return { ...nothing, models, model };
    const { id } = desk.content.desk;
    const kept = recording(models, {
      recordedAt: systemClock().toISOString(),
      desk: id,
      version: desk.content.hash,
    });
    return { ...nothing, models: kept.models, model, save: () => kept.save(record) };
  }
  const [, path] = /^recorded:(.+)$/.exec(given) ?? [];
  if (!path) throw new Failure(`--model ${given}: there are rules, live and recorded:FILE`);
  const { models, recordedAt, missing } = await recorded(path);
  const check = () => {
    const [first] = missing;
    if (first === undefined) return;
    throw new Failure(
      `${path} does not have ${first}`,
      'record again with the cases, prompts and desk as they are now: --model live --record FILE',
    );
  };
  return { models, model: { mode: 'recorded', recordedAt }, check, save: async () => {} };
}
