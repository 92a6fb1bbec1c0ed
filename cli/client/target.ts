/** Which gateway, desk and key a command uses: options, then the environment, then the stack that runs here. */
import { Failure } from '../failure.ts';
import { dataDirectory } from '../stack/directory.ts';
import { isRunning, readStack, type StackFile } from '../stack/file.ts';

export interface TargetOptions {
  url?: string;
  desk?: string;
}

export interface Target {
  url: string;
  desk: string;
  apiKey: string | undefined;
  inboundSecret: string | undefined;
  /** What the running stack says about this desk; undefined for a gateway elsewhere. */
  settle: Record<string, number> | undefined;
  customers: readonly string[];
}

export function findTarget(options: TargetOptions, env: NodeJS.ProcessEnv = process.env): Target {
  const stack = runningStack(env);
  const url = options.url ?? env.FIRST_RESPONSE_URL ?? stack?.gateway;
  if (!url)
    throw new Failure(
      'no stack is running here',
      'start one with `npm start` in another terminal',
      'or set FIRST_RESPONSE_URL, FIRST_RESPONSE_API_KEY and FIRST_RESPONSE_DESK for one that runs elsewhere',
    );
  const here = stack && url === stack.gateway ? stack : undefined;
  const desk = options.desk ?? env.FIRST_RESPONSE_DESK ?? defaultDesk(here);
  if (!desk) throw new Failure('which desk?', 'give --desk ID, or set FIRST_RESPONSE_DESK');
  const known = here?.desks.find(({ id }) => id === desk);
  if (here && !known)
    throw new Failure(
      `the running stack has no desk ${desk}; it has ${here.desks.map(({ id }) => id).join(', ')}`,
      `make one with \`npx first-response desk new ${desk}\` and start the stack again`,
    );
  return {
    url: url.replace(/\/+$/, ''),
    desk,
    apiKey: env.FIRST_RESPONSE_API_KEY ?? known?.apiKey,
    inboundSecret: env.FIRST_RESPONSE_INBOUND_SECRET ?? known?.inboundSecret,
    settle: known?.settle,
    customers: known?.customers ?? [],
  };
}

/** The stack of this data directory, if its process lives. */
export function runningStack(env: NodeJS.ProcessEnv = process.env): StackFile | undefined {
  const stack = readStack(dataDirectory(env));
  return stack && isRunning(stack) ? stack : undefined;
}

/** The demo desk where there is one, else the first. */
const defaultDesk = (stack: StackFile | undefined): string | undefined =>
  (stack?.desks.find(({ id }) => id === 'demo') ?? stack?.desks[0])?.id;

/** For commands that work on the database itself: keys, desks, knowledge, the audit log. */
export function databaseOf(env: NodeJS.ProcessEnv = process.env): string {
  const url = env.DATABASE_URL || runningStack(env)?.databaseUrl;
  if (url) return url;
  throw new Failure(
    'there is no database to work on',
    'start the local stack with `npm start`, whose database is then used',
    'or set DATABASE_URL=postgresql://user@host/database',
  );
}

/** The desk of a command that works on the database. */
export function deskOf(given: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  const desk = given ?? env.FIRST_RESPONSE_DESK ?? defaultDesk(runningStack(env));
  if (!desk) throw new Failure('which desk?', 'give --desk ID, or set FIRST_RESPONSE_DESK');
  return desk;
}
