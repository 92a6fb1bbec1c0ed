/** What the gateway's routes work with. */

import type { Log } from '../store/log.ts';
import type { Work } from '../transactions/work.ts';
import type { ConversationInput, Ring } from '../workflows/contract.ts';
import type { Links } from './views.ts';

export interface GatewayContext extends Work {
  env: NodeJS.ProcessEnv;
  log: Log;
  links: Links;
  /** Rings without being waited for: the row is stored, and the sweeper rings again where this one is lost. */
  ring(of: ConversationInput, ring: Ring, seen?: number): void;
  /** For /readyz: whether the Temporal server answers. Never asked by intake. */
  temporalAnswers(): Promise<boolean>;
}
