/** `first-response macros`: check the approved answers of a desk, and see one as a customer would get it. */
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { openAccounts } from '../../account/lookup.ts';
import { type AccountView, factsObject } from '../../account/view.ts';
import { loadDesk, orThrow } from '../../desk/load.ts';
import type { Macro } from '../../desk/macro.ts';
import { macroHints } from '../../desk/macro-hints.ts';
import { problemLine } from '../../desk/problem.ts';
import { type MacroFacts, renderMacro } from '../../desk/render.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { deskDirectory } from './desk.ts';

export function macrosCommand(): Command {
  const macros = new Command('macros').description(
    'Macros are approved answers with account slots, in macros/<id>.<language>.md: check them, or render one.',
  );
  macros
    .command('check')
    .description('List the macros of a desk with their slots, and say what is wrong in them.')
    .argument('[dir]', 'folder of the desk, or its id under desks/; desks/demo when absent')
    .option('--desk-dir <dir>', 'the same, as in `macros render`')
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
A slot is a fact of the account view, such as {{ order.status }}, or {{ signature }}. A macro whose slots are not all
known is never sent. {% if order.tracking %} makes a part optional; a fact under \`needs:\` is required all the same.
Filters: date (12 March 2026), money (EUR 5.00), default, and a few for text. Exits 1 when anything is wrong; hints never fail it.`,
    )
    .action(async (dir: string | undefined, options: { deskDir?: string; json?: boolean }) => {
      const loaded = await loadDesk(await deskDirectory(dir ?? options.deskDir ?? 'desks/demo'));
      const problems = loaded.kind === 'failed' ? loaded.problems : [];
      if (problems.length > 0) process.exitCode = 1;
      const listed =
        loaded.kind === 'ok' ? loaded.desk.macros.map((macro) => listing(loaded.desk, macro)) : [];
      const hints = loaded.kind === 'ok' ? loaded.desk.macros.flatMap(macroHints) : [];
      if (options.json)
        return print(JSON.stringify({ ok: problems.length === 0, problems, hints, macros: listed }));
      for (const problem of problems) print(problemLine(problem));
      for (const hint of hints) print(`hint: ${hint}`);
      for (const { id, language, version, slots, topics } of listed)
        print(
          `${id}.${language}  ${version.slice(0, 12)}  answers ${topics.join(', ') || 'no topic'}; slots: ${slots.join(', ') || 'none'}`,
        );
    });
  macros
    .command('render')
    .description('Show a macro as a customer would get it, or the slots that are missing.')
    .argument('<id>', 'the macro')
    .option('--desk-dir <dir>', 'folder of the desk, or its id under desks/', 'desks/demo')
    .option('--language <tag>', "language of the text; the desk's when absent")
    .option('--facts <file>', 'JSON file with the facts: {"customer": {"firstName": "Ada"}, "order": {…}}')
    .option('--as <customer>', "an address of a customer in the desk's account source: ada@example.com, +49…")
    .option('--about <id...>', 'with --as: ids the customer names, such as an order number')
    .option('--json', 'one JSON object instead of the text')
    .addHelpText(
      'after',
      `
With --as, facts are looked up as in a turn, for an address that its channel has proved. Exits 1 when slots are missing.

Examples:
  $ first-response macros render where_is_order --as ada@example.com --about W1234567
  $ first-response macros render where_is_order --language de --facts facts.json --json`,
    )
    .action(async (id: string, options: RenderOptions, command: Command) => {
      if (options.facts && options.as) command.error('give --facts or --as, not both');
      const dir = await deskDirectory(options.deskDir);
      const content = orThrow(await loadDesk(dir));
      const language = options.language ?? content.desk.language;
      const macro = content.macros.find((entry) => entry.id === id && entry.language === language);
      if (!macro)
        return command.error(
          `there is no macro ${id} in ${language}; there are ${content.macros.map((entry) => `${entry.id}.${entry.language}`).join(', ')}`,
        );
      const facts = await factsFor(content, dir, options);
      const rendered = renderMacro(
        macro,
        { signature: content.desk.signature, ...facts },
        content.desk.language,
      );
      if (rendered.kind === 'missing') process.exitCode = 1;
      if (options.json)
        return print(JSON.stringify({ macro: id, language, version: macro.version, ...rendered }));
      if (rendered.kind === 'rendered') print(rendered.text);
      else process.stderr.write(`not sent, because these are not known: ${rendered.slots.join(', ')}\n`);
    });
  return macros;
}

interface RenderOptions {
  deskDir: string;
  language?: string;
  facts?: string;
  as?: string;
  about?: string[];
  json?: boolean;
}

function listing({ desk }: DeskContent, macro: Macro) {
  const topics = desk.topics.filter((topic) => topic.macro === macro.id).map((topic) => topic.id);
  const { id, language, version, slots, needs } = macro;
  return { id, language, version, slots, needs, topics };
}

async function factsFor(content: DeskContent, dir: string, options: RenderOptions): Promise<MacroFacts> {
  if (options.facts) return JSON.parse(await readFile(options.facts, 'utf8')) as MacroFacts;
  if (!options.as) return {};
  return factsObject(await lookUp(content, dir, options.as, options.about ?? []));
}

async function lookUp({ desk }: DeskContent, dir: string, as: string, about: string[]): Promise<AccountView> {
  if (!desk.account)
    throw new Error(`desk ${desk.id} has no account source, so that --as finds nobody; use --facts`);
  const kind = as.includes('@') ? 'email' : /^\+?[\d ()-]+$/.test(as) ? 'phone' : 'user';
  const entities = Object.fromEntries(Object.keys(desk.account.collections).map((name) => [name, about]));
  const view = await openAccounts(desk.account, dir, process.env).find({
    identities: [{ kind, address: as, proof: 'channel' }],
    entities,
  });
  if (!view.found) throw new Error(`no account of desk ${desk.id} has the ${kind} ${as} (${view.reason})`);
  return view;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
