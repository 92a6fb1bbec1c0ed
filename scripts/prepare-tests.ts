/** Before the tests: fetches or builds the two Temporal servers they run against, so that no test is charged for it. */
import { prepareTemporal } from '../temporal/server.ts';

const { missing } = await prepareTemporal({ log: (line) => console.log(line) });
for (const reason of missing) console.log(`Not there, so its suites will be skipped: ${reason}`);
