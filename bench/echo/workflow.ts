/** What any workflow of signals has to cost: each signal runs two regular activities that do nothing. */
import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';

export interface EchoActivities {
  first(): Promise<void>;
  second(conversation: string): Promise<void>;
}

const { first, second } = proxyActivities<EchoActivities>({ startToCloseTimeout: '10s' });

const ring = defineSignal<[{ change: number }]>('ring');

/** Never ends by itself, as conversations do not between their messages. */
export async function echo(conversation: string): Promise<void> {
  let rung = 0;
  setHandler(ring, () => {
    rung += 1;
  });
  for (let answered = 0; ; answered += 1) {
    await condition(() => rung > answered);
    await first();
    await second(conversation);
  }
}
