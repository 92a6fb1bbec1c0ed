/** `first-response redact`: texts without personal data, a JSON line in and a JSON line out. Needs no server and no database. */
import { Command } from 'commander';
import { z } from 'zod';
import { loadDesk, orThrow } from '../../desk/load.ts';
import { findPersonalData } from '../../policy/redact/find.ts';
import { redactor } from '../../policy/redact/redactor.ts';
import { answerLines } from '../json-lines.ts';
import { deskDirectory } from './desk.ts';

const line = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

export function redactCommand(): Command {
  return new Command('redact')
    .description(
      'Take personal data out of texts: {id, text} a line in; {id, text, spans} a line out, in the same order.',
    )
    .option(
      '--desk <dir>',
      "leave this desk's order numbers and the like alone: its folder, or its id under desks/",
    )
    .addHelpText(
      'after',
      `
The same is done, on this machine, to every text before it goes to a model. Each span is {type, start, end}, in UTF-16 units of
the text that came in. Types:
  put back in a model's answer   email, ip, phone: they become [email 1], [ip address 1], [phone 1]
  never put back                 card, card_code, iban, bank_account, ssn, national_id, password, secret

Cards, IBANs and national ids are told by their check digits, or by the words before them; passwords by such words ("my
password is …"); keys and tokens by their looks. Names and street addresses stay. A line that cannot be read is named on
stderr and skipped; the exit code is then 1.

Examples:
  $ echo '{"id": 1, "text": "call me at +44 20 7946 0123"}' | first-response redact
  {"id":1,"text":"call me at [phone 1]","spans":[{"type":"phone","start":11,"end":27}]}
  $ first-response redact --desk demo < messages.jsonl > redacted.jsonl`,
    )
    .action(async ({ desk }: { desk?: string }) => {
      const keep = desk ? await patternsOf(desk) : [];
      await answerLines(line, ({ id, text }) => ({
        id,
        text: redactor({ keep }).hide(text),
        spans: findPersonalData(text, { keep }),
      }));
    });
}

async function patternsOf(desk: string): Promise<RegExp[]> {
  const content = orThrow(await loadDesk(await deskDirectory(desk)));
  return content.desk.entities.map(({ pattern }) => new RegExp(pattern, 'giu'));
}
