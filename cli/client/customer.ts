/** Who a command writes as: an address of a customer, as a channel that has checked it would name it. */
import { Failure } from '../failure.ts';
import type { Target } from './target.ts';

export interface Identity {
  kind: 'email' | 'phone' | 'user';
  address: string;
  proof: 'channel';
}

/** Pure. `ada@example.com`, `+49 170 …`, or anything else as the platform's own id of a signed-in person. */
export function identityOf(address: string): Identity {
  const kind = address.includes('@') ? 'email' : /^\+[\d ()-]+$/.test(address) ? 'phone' : 'user';
  return { kind, address, proof: 'channel' };
}

/** The customer named, or the first one of the desk's accounts. */
export function customerFor(as: string | undefined, target: Pick<Target, 'desk' | 'customers'>): Identity {
  const address = as ?? target.customers[0];
  if (address) return identityOf(address);
  throw new Failure(
    `desk ${target.desk} has no account file to take a customer from`,
    'say who is writing: --as ada@example.com',
  );
}
