/** `first-response prompts`: list, check, compare and render the prompts of a desk. */

import { readFile, stat } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { Command, Option } from 'commander';
import { parse } from 'yaml';
import type { Section } from '../../activities/hidden.ts';
import { problemLine } from '../../desk/problem.ts';
import { checkPrompts } from '../../prompts/check.ts';
import { compilePrompts, type Prompt } from '../../prompts/compile.ts';
import { diffFiles } from '../../prompts/diff.ts';
import { exampleInputs } from '../../prompts/examples.ts';
import { type PromptFiles, promptFile, readOwnPrompts, TRIAL } from '../../prompts/files.ts';
import { compiledTrial } from '../../prompts/load.ts';
import { renderPrompt } from '../../prompts/render.ts';
import { isPromptId, type PromptId, promptIds } from '../../prompts/schemas.ts';
import { tokenCounter } from '../../prompts/tokens.ts';
import { promotedTrial } from '../../prompts/trial.ts';
import { deskOf } from '../client/target.ts';
import { Failure } from '../failure.ts';
import { dim, green, print, printJson, remark } from '../output.ts';
import { diffLinesShown, listLines, renderedLines } from '../prompts/shown.ts';
import { promptsAgainst, promptsInFolder } from '../prompts/versions.ts';
import { deskDirectory } from './desk.ts';
import { promptsReplayCommand } from './prompts-replay.ts';

const DEMO = 'desks/demo';

interface Options {
  desk?: string;
  json?: boolean;
}

export function promptsCommand(): Command {
  const prompts = new Command('prompts').description(
    'What language models are asked, as files that one edits: prompts/<id>.prompt.md.',
  );
  withDesk(prompts.command('list'))
    .description('The prompts of a desk, their versions and their sizes in tokens.')
    .action(async (options: Options) => {
      const folder = await folderOf(options);
      const report = await checkPrompts(await promptsInFolder(folder));
      if (options.json) return printJson(report);
      if (!report.ok) throw new Failure('the prompts have problems', ...report.problems.map(promptProblem));
      print(...listLines(report, await readOwnPrompts(folder)));
    });
  withDesk(prompts.command('check'))
    .description('Say what is wrong in the prompts of a desk: file, line, field; and how large they are.')
    .addHelpText(
      'after',
      `
Checks front matter, every variable against what the prompt is given, partials, filters, and that what customers,
articles and accounts say is printed only inside a fence of a @user section. Exits 1 when anything is wrong.`,
    )
    .action(async (options: Options) => {
      const folder = await folderOf(options);
      const own = await readOwnPrompts(folder);
      const report = await checkPrompts(await promptsInFolder(folder));
      if (!report.ok) process.exitCode = 1;
      if (options.json) return printJson(report);
      const where = (file: string) =>
        Object.hasOwn(own, file) ? `${relative('', folder) || '.'}/prompts` : 'prompts';
      const lines = [
        ...report.problems.map((problem) => `${where(problem.file)}/${problemLine(problem)}`),
        ...report.hints.map((hint) => `hint: ${hint}`),
        ...(report.ok ? [...listLines(report, own), '', `${green('✓')} the prompts are all right`] : []),
      ];
      print(...lines);
    });
  withDesk(prompts.command('diff'))
    .description(
      'What differs in a prompt, and in the partials it uses, from a version to the files as they are.',
    )
    .argument('[id]', `the prompt: ${promptIds.join(', ')}; all when absent`)
    .addOption(
      new Option('--against <version>', 'active, a number or hash of `desk versions`, or git:REF').default(
        'active',
      ),
    )
    .addOption(
      new Option('--trial', 'from the draft prompt of the files as they are to the one on trial').conflicts(
        'against',
      ),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ first-response prompts diff draft                      against the version in service
  $ first-response prompts diff draft --against git:HEAD   against the last commit
  $ first-response prompts diff draft --trial              what is on trial against what is not`,
    )
    .action(async (id: string | undefined, options: Options & { against: string; trial?: boolean }) => {
      const named = id === undefined ? undefined : knownPrompt(id);
      const folder = await folderOf(options);
      const now = await promptsInFolder(folder);
      if (options.trial) onTrialOf(named ?? 'draft', now);
      const to = options.trial
        ? { name: 'the prompt on trial', files: promotedTrial(now) }
        : { name: 'the files as they are', files: now };
      const before = options.trial
        ? { name: 'the draft prompt beside it', files: withoutTrial(now) }
        : await promptsAgainst(options.against, { id: await idOf(folder), folder });
      const of = (files: PromptFiles) => (named ? onlyOf(named, files) : files);
      const files = diffFiles(of(before.files), of(to.files));
      if (options.json) return printJson({ against: before.name, files });
      if (files.length === 0) return print(`No difference from ${before.name}.`);
      print(dim(`from ${before.name} to ${to.name}`), '', ...diffLinesShown(files));
    });
  prompts.addCommand(promptsReplayCommand());
  withDesk(prompts.command('render'))
    .description('Show a prompt as a model gets it.')
    .argument('<id>', `the prompt: ${promptIds.join(', ')}`)
    .option(
      '--conversation <id>',
      'with the last turn of a stored conversation, and the version it is pinned to',
    )
    .option('--turn <id>', 'with --conversation: another of its turns')
    .option('--edited', 'with --conversation: with the files as they are instead')
    .option('--trial', 'the draft prompt on trial instead of the one in service')
    .option('--input <file>', 'with an input from a JSON file')
    .option('--example', 'with the built-in example; also what is shown when nothing is named')
    .addHelpText(
      'after',
      `
With --conversation it is exactly what would be sent, personal data replaced. An --input or an example is shown as it is.

Examples:
  $ first-response prompts render draft
  $ first-response prompts render draft --conversation cnv_… --edited
  $ first-response prompts render triage --json | jq -r '.messages[].text'`,
    )
    .action(async (given: string, options: RenderOptions, command: Command) => {
      const id = knownPrompt(given);
      if ([options.conversation, options.input, options.example].filter(Boolean).length > 1)
        command.error('give one of --conversation, --input and --example');
      if (options.trial && id !== 'draft') throw notOnTrial(id);
      const { input, files, hide } = await renderedWith(id, options);
      const prompt = options.trial ? onTrialOf(id, files) : compiled(files, id);
      const whole = renderPrompt(prompt, input as never);
      const messages = hide(whole.messages);
      const rendered = { ...whole, messages };
      const count = await tokenCounter();
      const tokens = rendered.messages.reduce((sum, { text }) => sum + count(text), 0);
      if (options.json) return printJson({ ...rendered, tokens });
      print(...renderedLines(rendered, tokens));
    });
  return prompts;
}

interface RenderOptions extends Options {
  conversation?: string;
  turn?: string;
  edited?: boolean;
  trial?: boolean;
  input?: string;
  example?: boolean;
}

const withDesk = (command: Command): Command =>
  command
    .option('--desk <dir>', `folder of the desk, or its id under desks/; ${DEMO} when absent`)
    .option('--json', 'one JSON object instead of lines');

interface RenderedWith {
  input: unknown;
  files: PromptFiles;
  /** Replaces personal data. */
  hide: (messages: readonly Section[]) => Section[];
}

const asItIs = (messages: readonly Section[]): Section[] => [...messages];

async function renderedWith(id: PromptId, options: RenderOptions): Promise<RenderedWith> {
  const edited = async () => promptsInFolder(await folderOf(options));
  if (options.conversation) {
    const { storedQuestion } = await import('../prompts/question.ts');
    const desk = options.desk ? await idOf(await folderOf(options)) : deskOf(undefined);
    const question = await storedQuestion(desk, options.conversation, id, options);
    remark(dim(`turn ${question.turn}`));
    return { ...question, files: options.edited ? await edited() : question.files };
  }
  if (!options.input) return { input: exampleInputs[id], files: await edited(), hide: asItIs };
  return { input: JSON.parse(await readFile(options.input, 'utf8')), files: await edited(), hide: asItIs };
}

async function folderOf({ desk = DEMO }: Options): Promise<string> {
  const folder = await deskDirectory(desk);
  if (await stat(`${folder}/desk.yaml`).catch(() => undefined)) return folder;
  throw new Failure(`there is no desk in ${folder}`, 'give --desk the folder of one, or its id under desks/');
}

function knownPrompt(id: string): PromptId {
  if (isPromptId(id)) return id;
  throw new Failure(`there is no prompt ${id}`, `there are ${promptIds.join(', ')}`);
}

function compiled(files: PromptFiles, id: PromptId): Prompt {
  const outcome = compilePrompts(files);
  if (outcome.kind === 'ok') return outcome.prompts[id];
  throw new Failure('the prompts have problems', ...outcome.problems.map(promptProblem));
}

/** Throws where there is none, saying how to put one on trial. */
function onTrialOf(id: PromptId, files: PromptFiles): Prompt {
  const trial = compiledTrial(files);
  if (trial.kind === 'failed')
    throw new Failure('the prompt on trial has problems', ...trial.problems.map(promptProblem));
  if (id !== 'draft') throw notOnTrial(id);
  if (trial.kind === 'ok') return trial.prompt;
  throw new Failure(
    'no prompt is on trial',
    "put one into the desk's folder: prompts/trial/draft.prompt.md, a copy of the draft prompt with your change",
  );
}

const notOnTrial = (id: PromptId): Failure => new Failure(`only the draft prompt can be on trial, not ${id}`);

const withoutTrial = (files: PromptFiles): PromptFiles =>
  Object.fromEntries(Object.entries(files).filter(([file]) => !file.startsWith(TRIAL)));

const promptProblem = (problem: Parameters<typeof problemLine>[0]): string =>
  `prompts/${problemLine(problem)}`;

/** The prompt's own file and the partials it uses, on trial as well; all partials where it does not compile. */
function onlyOf(id: PromptId, files: PromptFiles): PromptFiles {
  const outcome = compilePrompts(files);
  const used = outcome.kind === 'ok' ? outcome.prompts[id].files : undefined;
  return Object.fromEntries(
    Object.entries(files).filter(
      ([file]) =>
        (id === 'draft' && file.startsWith(TRIAL)) ||
        (used?.includes(file) ?? (file === promptFile(id) || file.startsWith('partials/'))),
    ),
  );
}

/** Of the desk whose files these are; a file that is wrong elsewhere still says its id. */
async function idOf(folder: string): Promise<string> {
  const source = await readFile(`${folder}/desk.yaml`, 'utf8').catch(() => '');
  const parsed: unknown = await Promise.resolve(source)
    .then(parse)
    .catch(() => null);
  const id = typeof parsed === 'object' && parsed !== null && 'id' in parsed ? parsed.id : undefined;
  return typeof id === 'string' ? id : basename(folder);
}
