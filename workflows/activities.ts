/** How the workflow calls its activities: timeouts and retries by kind, each with its reason. */
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

/**
 * Reading what is true, and a person's action, must never give up: without them nothing else can be decided. Local, because
 * an activity task for each would double the cost of a turn.
 */
export const { observe, act } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '30s', // with the quick steps of the turn that it finds
  localRetryThreshold: '1m',
  retry: { initialInterval: '200ms', maximumInterval: '30s' },
});

/**
 * The quick steps between what operators must see, as one: each is idempotent by (turn, step), so a repeat goes on where the
 * last one stopped. After about a minute the turn goes to a person.
 */
export const { prepare } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '20s',
  scheduleToCloseTimeout: '90s',
  localRetryThreshold: '1m',
  retry: { initialInterval: '200ms', maximumInterval: '10s', maximumAttempts: 12 },
});

/**
 * One attempt of a delivery. Never retried here: whether it may be repeated is for the rows to say (its fence, its outcome,
 * its schedule), so the workflow looks again.
 */
export const { deliver } = proxyActivities<Activities>({
  startToCloseTimeout: '45s',
  heartbeatTimeout: '10s', // a killed worker is noticed sooner than a slow receiver
  retry: { maximumAttempts: 1 },
});

/**
 * One question to the language model. An error that may pass is repeated a few times, later where the provider says so; then
 * the rules serve. Heartbeats bring a cancelled draft's abort signal, and tell of a killed worker.
 */
export const { ask } = proxyActivities<Activities>({
  startToCloseTimeout: '75s',
  scheduleToCloseTimeout: '4m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '20s', maximumAttempts: 4 },
});

/**
 * Attachments from somebody else's server, so it may take a while. The activity itself says when it gives one up; what
 * keeps failing beyond that is ours, and people get the message without them.
 */
export const { fetchAttachments } = proxyActivities<Activities>({
  startToCloseTimeout: '5m',
  scheduleToCloseTimeout: '15m',
  retry: { initialInterval: '2s', maximumInterval: '30s' },
});

/** A hand-off is the last resort of every other step, so it is tried for as long as it takes. */
export const { handOff, giveUp } = proxyActivities<Activities>({
  startToCloseTimeout: '20s',
  retry: { initialInterval: '500ms', maximumInterval: '30s' },
});
