/** Runs the provider double by hand: `tsx test/provider/main.ts --port 8091 --behaviour obedient`, then OPENAI_BASE_URL as it prints. */
import { parseArgs } from 'node:util';
import { namedBehaviours } from './behaviour.ts';
import { startProvider } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8091' },
    behaviour: { type: 'string', default: 'sensible' },
    dimension: { type: 'string', default: '1536' },
    latency: { type: 'string', default: '0' },
  },
});

const kind = namedBehaviours.find((name) => name === values.behaviour);
if (!kind) {
  console.error(`No behaviour is called ${values.behaviour}. There are: ${namedBehaviours.join(', ')}.`);
  process.exit(2);
}
const provider = await startProvider({
  port: Number(values.port),
  behaviour: { kind },
  dimension: Number(values.dimension),
  latencyMs: Number(values.latency),
});
console.log(`OPENAI_BASE_URL=${provider.url}`);
