/** The examination: each part that first-response needs, in the order in which one depends on the other. */

import { secretProblem } from '../../channels/webhook.ts';
import { checkAccount } from '../../desk/account-check.ts';
import { resolveUrl } from '../../desk/fields.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { systemClock } from '../../domain/clock.ts';
import { modelsFrom } from '../../models/from-environment.ts';
import { activeVersion, deskIds, versionContent } from '../../store/desks.ts';
import { pendingMigrations } from '../../store/migrate.ts';
import { type Db, openPool } from '../../store/pool.ts';
import { systemState } from '../../store/system.ts';
import { connectionFromEnvironment } from '../../temporal/connect.ts';
import { listening } from '../../temporal/ports.ts';
import { requireSearchAttributes } from '../../temporal/search-attributes.ts';
import { TASK_QUEUE } from '../../workflows/names.ts';
import { withoutPassword } from '../client/database.ts';
import { runningStack } from '../client/target.ts';
import { dataDirectory, secretsFor } from '../stack/directory.ts';
import type { StackFile } from '../stack/file.ts';
import { type Check, checked, skewCheck, skipped } from './checks.ts';

const WORKFLOW_TASKS = 1;
const READY_MS = 3_000;
/** A model that answers more slowly than this keeps a customer waiting as well. */
const MODEL_MS = 15_000;
const check = {
  type: 'object',
  properties: { ok: { type: 'boolean' } },
  required: ['ok'],
  additionalProperties: false,
};

export async function examine(given: NodeJS.ProcessEnv): Promise<Check[]> {
  const stack = runningStack(given);
  const env = stack ? asInStack(given, stack) : given;
  const where: Check = stack
    ? { name: 'Stack', state: 'ok', detail: `runs here (process ${stack.pid})` }
    : skipped('Stack', 'none runs here; `npm start` starts one');
  const temporal = await examineTemporal(env);
  const database = await examineDatabase(env, temporal.clockOf);
  const gateway = await examineGateway(env.FIRST_RESPONSE_URL ?? stack?.gateway);
  return [where, ...database, ...temporal.checks, gateway, await examineModel(env)];
}

/** The environment that the stack's own processes have. */
function asInStack(env: NodeJS.ProcessEnv, stack: StackFile): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: stack.databaseUrl,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: stack.temporalNamespace,
    ...env,
    ...{ STACK_CALLBACK: stack.callback },
  };
}

/** One short question to the provider: a key that is wrong is found here, and not by the first customer. */
async function examineModel(env: NodeJS.ProcessEnv): Promise<Check> {
  const name = 'Language model';
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL)
    return skipped(name, 'neither OPENAI_API_KEY nor OPENAI_BASE_URL is set: the rules serve');
  const notices: string[] = [];
  return checked(
    name,
    'check OPENAI_API_KEY, OPENAI_BASE_URL and FIRST_RESPONSE_CHAT_MODEL; until it answers, the rules serve',
    async () => {
      const { language } = await modelsFrom(env, { notice: (text) => notices.push(text) });
      if (!language && env.FIRST_RESPONSE_CHAT_MODEL === 'off')
        return { state: 'remark', detail: 'FIRST_RESPONSE_CHAT_MODEL is off: the rules serve' };
      if (!language) throw new Error(notices.join(' '));
      await language.answer({
        messages: [{ role: 'user', text: 'Answer with the JSON {"ok": true}.' }],
        output: { name: 'Check', schema: check },
        maxOutputTokens: 50,
        timeoutMs: MODEL_MS,
      });
      return { state: 'ok', detail: `${language.name} answers` };
    },
  );
}

async function examineDatabase(env: NodeJS.ProcessEnv, temporalClock: Check): Promise<Check[]> {
  const url = env.DATABASE_URL;
  if (!url)
    return [
      {
        name: 'Database',
        state: 'failed',
        detail: 'DATABASE_URL is not set, and no stack runs here',
        advice:
          'set DATABASE_URL=postgresql://user@host/database, or run `npm start`, which brings a database',
      },
    ];
  const pool = openPool(url, { max: 2, applicationName: 'first-response doctor', log: { warn: () => {} } });
  try {
    const reach = await checked('Database', 'start it, or correct DATABASE_URL', async () => {
      const { rows } = await pool.query("select current_setting('server_version') as version");
      return { state: 'ok', detail: `Postgres ${rows[0]?.version} at ${withoutPassword(url)}` };
    });
    if (reach.state === 'failed') return [reach, temporalClock];
    const schema = await checked('Migrations', 'run `first-response migrate`', async () => {
      const pending = await pendingMigrations(pool);
      return pending.length === 0
        ? { state: 'ok', detail: 'all have run' }
        : {
            state: 'failed',
            detail: `not run yet: ${pending.join(', ')}`,
            advice: 'run `first-response migrate`',
          };
    });
    const clock = await checked("The database's clock", 'check the connection', async () => {
      const before = systemClock().getTime();
      const { rows } = await pool.query('select extract(epoch from clock_timestamp()) * 1000 as ms');
      return skewCheck('', Number(rows[0]?.ms), before, systemClock().getTime());
    });
    const named = { ...clock, name: "The database's clock" };
    if (schema.state === 'failed') return [reach, schema, named, temporalClock];
    return [
      reach,
      schema,
      named,
      temporalClock,
      ...(await examineWork(pool)),
      ...(await examineDesks(pool, env)),
    ];
  } finally {
    await pool.end();
  }
}

async function examineWork(db: Db): Promise<Check[]> {
  return [
    await checked('Conversations', 'run `first-response migrate`', async () => {
      const state = await systemState(db, systemClock());
      const waits = `oldest message not picked up ${Math.round(state.oldestUnnoticedSeconds)} s, failing deliveries ${state.failingDeliveries}, events waiting ${state.eventsWaiting}`;
      if (state.stalledConversations > 0)
        return {
          state: 'failed',
          detail: `${state.stalledConversations} are rung in vain; ${waits}`,
          advice: 'is a worker running? In the Temporal UI, look for workflow task failures',
        };
      return state.failingDeliveries > 0
        ? { state: 'remark', detail: waits, advice: '`first-response deliveries list` says which' }
        : { state: 'ok', detail: waits };
    }),
  ];
}

async function examineDesks(db: Db, env: NodeJS.ProcessEnv): Promise<Check[]> {
  const ids = await deskIds(db);
  if (ids.length === 0)
    return [
      {
        name: 'Desks',
        state: 'failed',
        detail: 'none was applied',
        advice: 'run `first-response desk apply DIR`',
      },
    ];
  const checks: Check[] = [];
  for (const id of ids) {
    const version = await activeVersion(db, id);
    const stored = version ? await versionContent(db, id, version) : undefined;
    if (!version || !stored) {
      checks.push({
        name: `Desk ${id}`,
        state: 'failed',
        detail: 'has no version',
        advice: 'run `first-response desk apply`',
      });
      continue;
    }
    const content = stored.content as DeskContent;
    checks.push({
      name: `Desk ${id}`,
      state: 'ok',
      detail: `version ${version.slice(0, 12)}, ${content.desk.topics.length} topics`,
    });
    checks.push(
      secretsCheck(content, env),
      await callbackCheck(content, env),
      await accountCheck(content, stored.dir, env),
    );
  }
  return checks;
}

function secretsCheck({ desk }: DeskContent, given: NodeJS.ProcessEnv): Check {
  const name = `Secrets of ${desk.id}`;
  const names = [...desk.secrets.inbound, ...desk.secrets.outbound];
  const env = given.STACK_CALLBACK
    ? { ...given, ...secretsFor(dataDirectory(given), [], given), ...made(given, names) }
    : given;
  const missing = names.filter((variable) => !env[variable]);
  if (missing.length > 0) {
    const advice = missing
      .map((variable) => `export ${variable}="whsec_$(openssl rand -base64 32)"`)
      .join('\n');
    return { name, state: 'failed', detail: `not set: ${missing.join(', ')}`, advice };
  }
  const bad = names.flatMap((variable) => {
    const problem = secretProblem(env[variable] ?? '');
    return problem ? [`${variable}: ${problem}`] : [];
  });
  if (bad.length > 0)
    return {
      name,
      state: 'failed',
      detail: bad.join('; '),
      advice: 'make new ones: openssl rand -base64 32',
    };
  return { name, state: 'ok', detail: `${names.join(', ')} are set` };
}

/** The stack made these itself where nobody set them. */
const made = (env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> =>
  secretsFor(dataDirectory(env), names, env);

async function callbackCheck({ desk }: DeskContent, env: NodeJS.ProcessEnv): Promise<Check> {
  const name = `Callback of ${desk.id}`;
  const url = resolveUrl(desk.callback.url, env) ?? env.STACK_CALLBACK;
  if (!url)
    return {
      name,
      state: 'failed',
      detail: `${desk.callback.url} is not set`,
      advice: 'set it to the URL that takes replies and events',
    };
  return checked(
    name,
    'start the receiver, or correct the URL; deliveries are retried until it answers',
    async () => {
      const { hostname, port, protocol } = new URL(url);
      await listening(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`);
      return { state: 'ok', detail: `${hostname} accepts connections` };
    },
  );
}

async function accountCheck(content: DeskContent, dir: string, env: NodeJS.ProcessEnv): Promise<Check> {
  const name = `Accounts of ${content.desk.id}`;
  if (!content.desk.account) return skipped(name, 'the desk has no account source');
  return checked(name, 'correct `account` in desk.yaml', async () => {
    const found = await checkAccount(content, dir, env);
    if (found.kind === 'failed')
      return { state: 'failed', detail: found.problem.message, advice: found.problem.fix };
    if (found.kind === 'none') return { state: 'skipped', detail: 'not read' };
    const doubts = found.doubts.length > 0 ? `; ${found.doubts.join('; ')}` : '';
    return {
      state: found.doubts.length > 0 ? 'remark' : 'ok',
      detail: `${found.customers ?? 'a database of'} customers${doubts}`,
    };
  });
}

async function examineTemporal(env: NodeJS.ProcessEnv): Promise<{ checks: Check[]; clockOf: Check }> {
  const clock = "Temporal's clock";
  let opened: Awaited<ReturnType<typeof connectionFromEnvironment>>;
  try {
    opened = await connectionFromEnvironment(env);
  } catch (error) {
    const reach = await checked('Temporal', '', () => Promise.reject(error));
    return { checks: [reach], clockOf: skipped(clock, 'Temporal does not answer') };
  }
  const { connection, namespace, address } = opened;
  try {
    const reach = await checked('Temporal', 'check the address, TLS and the API key', async () => {
      const { serverVersion } = await connection.workflowService.getSystemInfo({});
      return { state: 'ok', detail: `server ${serverVersion} at ${address}, namespace ${namespace}` };
    });
    const attributes = await checked('Search attributes', 'create them, then start the worker', async () => {
      await requireSearchAttributes(connection, namespace, address);
      return { state: 'ok', detail: 'all are there' };
    });
    const taskQueue = env.FIRST_RESPONSE_TASK_QUEUE ?? TASK_QUEUE;
    let lastSeen: number | undefined;
    const before = systemClock().getTime();
    const worker = await checked('Worker', 'start one: first-response worker', async () => {
      const { pollers } = await connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: WORKFLOW_TASKS,
      });
      const times = (pollers ?? []).map(
        (p) => Number(p.lastAccessTime?.seconds ?? 0) * 1_000 + (p.lastAccessTime?.nanos ?? 0) / 1e6,
      );
      lastSeen = times.length > 0 ? Math.max(...times) : undefined;
      return times.length > 0
        ? { state: 'ok', detail: `${times.length} polling task queue ${taskQueue}` }
        : {
            state: 'failed',
            detail: `none polls task queue ${taskQueue}`,
            advice: 'start one: first-response worker',
          };
    });
    return { checks: [reach, attributes, worker], clockOf: temporalClock(clock, lastSeen, before) };
  } finally {
    await connection.close();
  }
}

/** A worker's last poll by the server's clock: some time in the last minute, and never in our future. */
const LONGEST_POLL_MS = 70_000;

function temporalClock(name: string, lastSeen: number | undefined, now: number): Check {
  if (lastSeen === undefined) return skipped(name, 'no worker polls, so that the server names no time');
  return skewCheck(name, lastSeen, now - LONGEST_POLL_MS, systemClock().getTime());
}

async function examineGateway(url: string | undefined): Promise<Check> {
  if (!url) return skipped('Gateway', 'none is known here; set FIRST_RESPONSE_URL to have it checked');
  return checked('Gateway', 'start it: first-response gateway', async () => {
    const response = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(READY_MS) });
    const { database, temporal } = (await response.json()) as { database?: boolean; temporal?: boolean };
    if (!response.ok)
      return { state: 'failed', detail: `${url} answers ${response.status}`, advice: 'its database is away' };
    if (!temporal)
      return {
        state: 'remark',
        detail: `${url} takes messages, and reaches no Temporal`,
        advice: 'check its TEMPORAL_ADDRESS',
      };
    return { state: database ? 'ok' : 'failed', detail: `${url} is ready` };
  });
}
