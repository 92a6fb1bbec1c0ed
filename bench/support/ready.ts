/** Waiting until a process of a run is there: a gateway that answers, a worker that polls. */
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';

/** The slowest start, of a worker that learns its desk's topics on a machine that is busy, takes a quarter of it. */
export const readyWithinMs = 60_000;

export async function until(what: string, ready: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + readyWithinMs; ; await pause(100)) {
    if (await ready().catch(() => false)) return;
    if (performance.now() > end)
      throw new Error(`${what} was not ready after ${readyWithinMs} ms; its log says why`);
  }
}

/** Until somebody polls the task queue for workflow tasks. */
export async function polled(address: string, taskQueue: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await until(`a worker on ${taskQueue}`, async () => {
      const { pollers } = await connection.workflowService.describeTaskQueue({
        namespace: 'default',
        taskQueue: { name: taskQueue },
        taskQueueType: 1, // of workflows
      });
      return (pollers?.length ?? 0) > 0;
    });
  } finally {
    await connection.close();
  }
}
