/** `first-response keys`: API keys of a desk. A key is shown once; only its hash is stored. */
import { Command, Option } from 'commander';
import { systemClock } from '../../domain/clock.ts';
import { type Role, roles } from '../../domain/words.ts';
import { createKey } from '../../gateway/auth.ts';
import { activeVersion } from '../../store/desks.ts';
import { keysOf, revokeKey } from '../../store/keys.ts';
import { withPool } from '../client/database.ts';
import { deskOf } from '../client/target.ts';
import { Failure } from '../failure.ts';
import { bold, dim, print, printJson, table } from '../output.ts';

interface KeyOptions {
  desk?: string;
  json?: boolean;
}

export function keysCommand(): Command {
  const keys = new Command('keys').description(
    'API keys: bound to a desk, a role and a person. Needs the database (DATABASE_URL, or the running stack).',
  );
  common(keys.command('create'))
    .description('Make a key. It is shown once.')
    .addOption(
      new Option(
        '--role <role>',
        'platform reads; agent works the queue; lead also retries; admin everything',
      )
        .choices(roles)
        .makeOptionMandatory(),
    )
    .requiredOption('--person <id>', 'whose key it is: every action is recorded under this name')
    .addHelpText(
      'after',
      `
Example:
  $ export FIRST_RESPONSE_API_KEY=$(npx first-response keys create --role agent --person mia --json | jq -r .key)`,
    )
    .action(async (options: KeyOptions & { role: Role; person: string }) => {
      const desk = deskOf(options.desk);
      const { role, person } = options;
      const { id, secret } = await withPool(async (pool) => {
        if (!(await activeVersion(pool, desk)))
          throw new Failure(
            `there is no desk ${desk} in this database`,
            'apply it first: first-response desk apply',
          );
        return createKey(pool, desk, role, person, systemClock());
      });
      if (options.json) return printJson({ id, desk, role, person, key: secret });
      print(`${id}: ${role} of desk ${desk}, person ${person}`, bold(secret), dim('It is not shown again.'));
    });
  common(keys.command('list'))
    .description('The keys of a desk, without their secrets.')
    .action(async (options: KeyOptions) => {
      const desk = deskOf(options.desk);
      const list = await withPool((pool) => keysOf(pool, desk));
      if (options.json) return printJson({ desk, keys: list });
      const rows = list.map((k) => [
        k.id,
        k.role,
        k.person,
        day(k.createdAt),
        k.revokedAt ? day(k.revokedAt) : '–',
      ]);
      print(...table(['key', 'role', 'person', 'created', 'revoked'], rows));
    });
  common(keys.command('revoke'))
    .description('Switch a key off, at once.')
    .argument('<id>', 'key_…')
    .action(async (id: string, options: KeyOptions) => {
      const desk = deskOf(options.desk);
      const revoked = await withPool((pool) => revokeKey(pool, desk, id, systemClock()));
      if (!revoked)
        throw new Failure(
          `desk ${desk} has no key ${id} that is in use`,
          '`first-response keys list` shows them',
        );
      if (options.json) return printJson({ id, desk, revoked });
      print(`${id} is revoked.`);
    });
  return keys;
}

const common = (command: Command): Command =>
  command
    .option('--desk <id>', 'desk; the demo desk of the running stack when absent')
    .option('--json', 'one JSON object instead of lines');

const day = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');
