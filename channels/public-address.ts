/** Which addresses of the internet a customer's link may lead us to: public ones, and no others. */
import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The code of the error that a refused look-up ends with. */
export const FORBIDDEN_ADDRESS = 'FORBIDDEN_ADDRESS';

/** Public by its number, private by its use: the platform endpoint inside every Azure machine. */
const PRIVATE_ALL_THE_SAME = ['168.63.129.16'];

const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * True for an address anyone on the internet could reach. What is not plainly public is refused: loopback, private,
 * link-local (with the metadata services), shared, reserved, multicast, and every IPv6 form that carries an IPv4
 * address inside (mapped, compatible, NAT64, 6to4, Teredo), because a gateway may unwrap it. A mapped one counts as the
 * IPv4 address it is.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (PRIVATE_ALL_THE_SAME.includes(parsed.toString())) return false;
  if (parsed.range() !== 'unicast') return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_UNICAST_V6);
}

/** How names are resolved; tests pass their own. */
export type Resolve = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const bySystem: Resolve = (hostname, done) => systemLookup(hostname, { all: true }, done);

/**
 * A `lookup` for a connection that hands it only checked addresses. The check and the connection share one resolution,
 * so a name that answers differently the second time (rebinding) gains nothing. One private address among several
 * refuses the name: an honest host has none.
 */
export function guardedLookup(resolve: Resolve = bySystem): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        const refused: NodeJS.ErrnoException = new Error('the name leads to an address that is not public');
        refused.code = FORBIDDEN_ADDRESS;
        return callback(refused, '', 0);
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
