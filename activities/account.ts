/** Account: the facts this turn may use, scoped to the addresses that wrote and to what their proof allows. */
import { type Accounts, openAccounts } from '../account/lookup.ts';
import { allFacts } from '../account/view.ts';
import { insertFacts, triagesOf } from '../store/turns.ts';
import type { DeskVersion } from '../transactions/work.ts';
import { type ActivityContext, runStep, type TurnInput, type TurnScene } from './context.ts';
import type { AskModel } from './model.ts';

export interface AccountDecision {
  found: boolean;
  reason: string;
  /** Names of facts kept back for want of proof. */
  withheld: string[];
  /** The customer named something that belongs to somebody else. */
  notYours: boolean;
  /** Collections of which several could be meant, and none was named. */
  ambiguous: string[];
  facts: number;
}

export async function account(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
): Promise<AccountDecision | AskModel> {
  const { turn, messages, version } = scene;
  return runStep<AccountDecision>(scene, 'account', async () => {
    const accounts = accountsOf(context, version);
    const stored = await triagesOf(context.pool, input.desk, input.conversation);
    const triages = scene.made.triage ? [...stored, scene.made.triage] : stored;
    const identities = messages.filter((m) => m.authorKind === 'customer').flatMap((m) => m.identities);
    const named = namedBy(triages.filter((t) => t.turn === turn.id).map((t) => t.entities));
    const view = await accounts?.find({
      identities,
      entities: orRemembered(
        named,
        triages.map((t) => t.entities),
      ),
    });
    const facts = (view ? allFacts(view) : []).map(({ id, path, value, source }) => ({
      id,
      path,
      value,
      source,
    }));
    const decision: AccountDecision = {
      found: view?.found ?? false,
      reason: view?.reason ?? 'no_account_source',
      withheld: view?.withheld.map((w) => w.name) ?? [],
      notYours: (view?.notYours.length ?? 0) > 0,
      ambiguous: view?.ambiguous.map((a) => a.collection) ?? [],
      facts: facts.length,
    };
    const segment = facts.find((f) => f.path === 'customer.segment')?.value;
    return {
      decision,
      audit: { kind: 'account_read', body: { turn: turn.id, ...decision, record: view?.record ?? null } },
      made: { facts },
      async store(db) {
        await insertFacts(db, input.desk, turn.id, facts);
        return typeof segment === 'string' ? { segment } : undefined;
      },
    };
  });
}

/** One open source per applied version: the file or pool behind it is kept for as long as the version is in use. */
const opened = new WeakMap<DeskVersion, Accounts>();

export function accountsOf(
  { env }: Pick<ActivityContext, 'env'>,
  version: DeskVersion,
): Accounts | undefined {
  const { account: config } = version.content.desk;
  if (!config) return undefined;
  const known = opened.get(version);
  if (known) return known;
  const accounts = openAccounts(config, version.dir, env);
  opened.set(version, accounts);
  return accounts;
}

type Entities = Record<string, string[]>;

function namedBy(all: readonly Entities[]): Entities {
  const named: Entities = {};
  for (const entities of all) {
    for (const [kind, values] of Object.entries(entities))
      named[kind] = [...new Set([...(named[kind] ?? []), ...values])];
  }
  return named;
}

/** What this turn names counts; of a kind it does not name, what the newest earlier turn named: nobody repeats an order number. */
function orRemembered(named: Entities, earlier: readonly Entities[]): Entities {
  const remembered: Entities = {};
  for (const entities of earlier) {
    for (const [kind, values] of Object.entries(entities)) if (values.length > 0) remembered[kind] = values;
  }
  return { ...remembered, ...named };
}
