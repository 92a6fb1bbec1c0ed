/** `first-response triage`: what texts are about, a JSON line in and a JSON line out. Needs no server and no database. */
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { loadDesk, orThrow } from '../../desk/load.ts';
import { OTHER_TOPIC } from '../../domain/words.ts';
import { learnTopics } from '../../models/rules/classifier/topics.ts';
import { type TriageDesk, triageDesk, triageText } from '../../models/rules/triage.ts';
import { answerLines, parseLine } from '../json-lines.ts';
import { deskDirectory } from './desk.ts';
import { calibrateCommand } from './triage-calibrate.ts';

const exampleRow = z.object({
  text: z.string(),
  label: z.string().min(1),
  out_of_scope: z.boolean().default(false),
});
const question = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/** Labels by which data sets mark what belongs to none of their topics. */
const strangerLabel = /^(?:other|oos|ood|out[ _-]?of[ _-]?(?:scope|domain))$/i;

export function triageCommand(): Command {
  const triage = new Command('triage')
    .description(
      'Triage texts: {id, text} a line in; {id, topic, confidence, …} a line out, in the same order.',
    )
    .option('--desk <dir>', 'the desk: its folder, or its id under desks/')
    .option('--examples <file>', 'instead of a desk: JSON lines of {text, label}, labels being the topics')
    .addHelpText(
      'after',
      `
A text that belongs to none of the topics gets the topic ${OTHER_TOPIC}. Rows labelled ${OTHER_TOPIC}, oos or out_of_scope are examples of
such texts, and are not needed. A line that cannot be read is named on stderr and skipped; the exit code is then 1.

Examples:
  $ echo '{"id": 1, "text": "where is my parcel?"}' | first-response triage --desk demo
  $ first-response triage --examples labelled.jsonl < questions.jsonl > answers.jsonl`,
    )
    .action(async (options: { desk?: string; examples?: string }, command: Command) => {
      if (Boolean(options.desk) === Boolean(options.examples))
        return command.error('give either --desk or --examples');
      const desk = options.examples
        ? await deskOfExamples(options.examples, command)
        : triageDesk(orThrow(await loadDesk(await deskDirectory(options.desk ?? ''))));
      await answerLines(question, (row) => answered(desk, row));
    });
  return triage.addCommand(calibrateCommand());
}

async function deskOfExamples(file: string, command: Command): Promise<TriageDesk> {
  const source = await readFile(file, 'utf8').catch((error: Error) =>
    command.error(`the examples cannot be read: ${error.message}`),
  );
  const examples = source.split('\n').flatMap((line, index) => {
    if (!line.trim()) return [];
    const row = parseLine(line, exampleRow);
    if (row.kind === 'failed') return command.error(`${file}:${index + 1}: ${row.message}`);
    const { text, label, out_of_scope } = row.value;
    return [{ text, topic: out_of_scope || strangerLabel.test(label) ? OTHER_TOPIC : label }];
  });
  if (examples.length === 0) command.error(`${file} has no examples; give JSON lines of {text, label}`);
  return { topics: learnTopics(examples), languages: [], entities: [], riskPhrases: {} };
}

async function answered(desk: TriageDesk, { id, text }: z.infer<typeof question>): Promise<object> {
  const { topics, priority, risks, language, reasons } = await triageText(desk, text);
  const [topic] = topics;
  return {
    id,
    topic: topic?.id ?? OTHER_TOPIC,
    confidence: topic?.confidence ?? 0,
    topics,
    priority,
    risks,
    language,
    reasons,
  };
}
