/** The account look-up of a turn: from proved addresses and named ids to the facts that may be used. */
import { isAbsolute, join } from 'node:path';
import { normaliseAddress } from '../channels/address.ts';
import { type Proof, proofs, proves } from '../domain/words.ts';
import { jsonAccounts } from './json.ts';
import { readPath } from './path.ts';
import type { AccountConfig, CollectionConfig } from './schema.ts';
import type { AccountSource } from './source.ts';
import { type SqlPools, sqlAccounts, sqlPools } from './sql.ts';
import {
  type AccountView,
  accountView,
  type Choice,
  type CustomerRecord,
  chooseItems,
  type Item,
  noAccount,
} from './view.ts';

export interface AccountQuestion {
  /** Who wrote, as the channel proved it. Addresses in any form; malformed ones match nothing. */
  identities: readonly { kind: string; address: string; proof: Proof }[];
  /** Ids the customer named, by collection (`order`). Kinds that are no collection of this desk are ignored. */
  entities: Readonly<Record<string, readonly string[] | undefined>>;
}

export interface Accounts {
  /** @throws AccountSourceError when the source cannot be read; an unknown customer is an answer, not an error. */
  find(question: AccountQuestion): Promise<AccountView>;
  /** For `desk check`: reads the source once and says what cannot be used. */
  check(): Promise<{ customers: number | null; problems: string[] }>;
}

/** `deskDir` is where a relative file lies; `env` holds the connection string that `urlEnv` names. */
export function openAccounts(
  config: AccountConfig,
  deskDir: string,
  env: NodeJS.ProcessEnv,
  pools: SqlPools = sqlPools(),
): Accounts {
  const source = openSource(config, deskDir, env, pools);
  return {
    check: () => source.check(),
    async find({ identities, entities }) {
      const who = await identify(source, identities);
      const strangers = { notYours: [] as string[], unknown: [] as string[] };
      const choices = new Map<string, Choice>();
      for (const [name, collection] of Object.entries(config.collections)) {
        const items = who.kind === 'customer' ? await source.itemsOf(who.customer, name, collection) : [];
        const choice = chooseItems(items, entities[name] ?? [], activeIn(collection));
        choices.set(name, choice);
        for (const id of choice.strangers) {
          const exists = await source.exists(id, name, collection);
          strangers[exists ? 'notYours' : 'unknown'].push(id);
        }
      }
      if (who.kind === 'nobody') return { ...noAccount(who.reason), ...strangers };
      return accountView(config, who.customer, choices, strangers);
    },
  };
}

function openSource(
  config: AccountConfig,
  deskDir: string,
  env: NodeJS.ProcessEnv,
  pools: SqlPools,
): AccountSource {
  const { source } = config;
  if (source.kind === 'sql') return sqlAccounts(config, env, pools);
  return jsonAccounts(config, isAbsolute(source.file) ? source.file : join(deskDir, source.file));
}

type Who = { kind: 'customer'; customer: CustomerRecord } | { kind: 'nobody'; reason: AccountView['reason'] };

/**
 * The customer whom the best proved addresses agree on. A weaker address neither adds nor takes away: somebody who
 * claims another person's e-mail in a chat stays who the chat proved them to be. Two customers at the best level of
 * proof: nobody, because half of the facts would be somebody else's.
 */
async function identify(source: AccountSource, identities: AccountQuestion['identities']): Promise<Who> {
  const found: CustomerRecord[] = [];
  let addresses = 0;
  for (const { kind, address, proof } of identities) {
    const normal = normaliseAddress(kind, address);
    if (normal === null) continue;
    addresses += 1;
    for (const item of await source.customersWith(kind, normal)) found.push({ ...item, proof });
  }
  if (addresses === 0) return { kind: 'nobody', reason: 'no_address' };
  const best = [...proofs].reverse().find((proof) => found.some((customer) => customer.proof === proof));
  const [customer, ...others] = found.filter(({ proof }) => best !== undefined && proves(proof, best));
  if (!customer) return { kind: 'nobody', reason: 'no_match' };
  if (others.some(({ id }) => id !== customer.id)) return { kind: 'nobody', reason: 'several_customers' };
  return { kind: 'customer', customer };
}

function activeIn({ active }: CollectionConfig): ((item: Item) => boolean) | undefined {
  return active && (({ record }) => active.in.some((value) => value === readPath(record, active.path)));
}
