/** Customers and the addresses they write from. */
import { randomBytes } from 'node:crypto';
import type { Identity } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import type { Db } from './pool.ts';

export interface Customer {
  id: string;
  auditKey: string | null;
}

const isProved = (identity: Identity): boolean => identity.proof !== 'claimed';

/**
 * Finds whose addresses these are, or makes a customer of them. Proved addresses decide; a claimed one counts only where
 * nothing is proved, and then it stands for an unproved customer of its own: typing somebody's address makes nobody them.
 */
export async function resolveCustomer(
  db: Db,
  desk: string,
  identities: readonly Identity[],
  now: Date,
): Promise<Customer> {
  const proved = identities.filter(isProved);
  const deciding = proved.length > 0 ? proved : identities;
  for (let attempt = 0; ; attempt += 1) {
    const found = await findCustomer(db, desk, deciding, proved.length > 0);
    if (found?.known === deciding.length) return found;
    const customer = found ?? (await insertCustomer(db, desk, now));
    const stored = await insertIdentities(db, desk, deciding, customer.id, now);
    // Two first messages at once: the one whose identity was stored first is the customer.
    if (found || stored > 0 || attempt > 2) return customer;
  }
}

/** `known` counts which of the addresses somebody has already. */
async function findCustomer(
  db: Db,
  desk: string,
  identities: readonly Identity[],
  proved: boolean,
): Promise<(Customer & { known: number }) | undefined> {
  const { rows } = await db.query(
    `select c.id, c.audit_key, count(*) over () as known from unnest($2::text[], $3::text[]) with ordinality as a(kind, address, n)
     join identity i on i.desk = $1 and i.kind = a.kind and i.address = a.address and i.proved = $4
     join customer c on c.id = i.customer order by a.n limit 1`,
    [desk, identities.map((i) => i.kind), identities.map((i) => i.address), proved],
  );
  return rows[0] && { id: rows[0].id, auditKey: rows[0].audit_key, known: rows[0].known };
}

async function insertCustomer(db: Db, desk: string, now: Date): Promise<Customer> {
  const customer = { id: newId('customer', now), auditKey: randomBytes(16).toString('hex') };
  await db.query('insert into customer (id, desk, audit_key, created_at) values ($1, $2, $3, $4)', [
    customer.id,
    desk,
    customer.auditKey,
    now,
  ]);
  return customer;
}

async function insertIdentities(
  db: Db,
  desk: string,
  identities: readonly Identity[],
  customer: string,
  now: Date,
): Promise<number> {
  if (identities.length === 0) return 1; // nobody to be: a customer of this conversation alone
  const { rowCount } = await db.query(
    `insert into identity (desk, kind, address, proved, customer, first_seen_at)
     select $1, a.kind, a.address, a.proved, $5, $6 from unnest($2::text[], $3::text[], $4::bool[]) as a(kind, address, proved)
     on conflict do nothing`,
    [
      desk,
      identities.map((i) => i.kind),
      identities.map((i) => i.address),
      identities.map(isProved),
      customer,
      now,
    ],
  );
  return rowCount ?? 0;
}

export async function customerById(db: Db, desk: string, id: string): Promise<Customer | undefined> {
  const { rows } = await db.query('select id, audit_key from customer where desk = $1 and id = $2', [
    desk,
    id,
  ]);
  return rows[0] && { id: rows[0].id, auditKey: rows[0].audit_key };
}

/** Every customer that has this address, proved or claimed. */
export async function customersByAddress(db: Db, desk: string, address: string): Promise<string[]> {
  const { rows } = await db.query('select distinct customer from identity where desk = $1 and address = $2', [
    desk,
    address,
  ]);
  return rows.map((row) => row.customer as string);
}

export async function identitiesOf(
  db: Db,
  desk: string,
  customer: string,
): Promise<{ kind: string; address: string; proved: boolean }[]> {
  const { rows } = await db.query(
    'select kind, address, proved from identity where desk = $1 and customer = $2 order by first_seen_at, kind, address',
    [desk, customer],
  );
  return rows as { kind: string; address: string; proved: boolean }[];
}
