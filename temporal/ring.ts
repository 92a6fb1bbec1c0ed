/** The doorbell: tells a conversation's workflow to look, and starts the workflow when there is none. */
import { type Client, isGrpcServiceError } from '@temporalio/client';
import type pg from 'pg';
import { workflowIdOf } from '../domain/ids.ts';
import { saveRung } from '../store/conversations.ts';
import type { ConversationInput, Ring } from '../workflows/contract.ts';

/** The workflow's and the signal's names on the wire: an edge need not load the workflow's code to ring. */
const WORKFLOW = 'conversation';
const SIGNAL = 'ring';

/** A server that is away must not hold up the sweep of everybody else. */
const RING_TIMEOUT_MS = 5_000;

export interface Ringer {
  /** Resolves once the server has taken the ring; rejects when it has not. Safe to repeat. */
  ring(of: ConversationInput, ring: Ring): Promise<void>;
}

export function createRinger(client: Client, pool: pg.Pool, taskQueue: string): Ringer {
  return {
    async ring({ desk, conversation }, ring) {
      await client.connection.withDeadline(Date.now() + RING_TIMEOUT_MS, () =>
        client.workflow.signalWithStart(WORKFLOW, {
          workflowId: workflowIdOf(desk, conversation),
          taskQueue,
          args: [{ desk, conversation }],
          signal: SIGNAL,
          signalArgs: [ring],
          staticSummary: `conversation ${conversation} of desk ${desk}`,
        }),
      );
      await saveRung(pool, desk, conversation, ring.change);
    },
  };
}

/** What went wrong with a ring, for the log. */
export function ringError(error: unknown): string {
  if (isGrpcServiceError(error)) return error.details || error.message;
  return error instanceof Error ? error.message : String(error);
}
