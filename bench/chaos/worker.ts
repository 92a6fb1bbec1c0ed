/** A worker for chaos runs: the production one, with failures around its activities when FIRST_RESPONSE_FAULTS says so. */
import { runWorker } from '../../processes/run-worker.ts';
import { faultsFrom, withFaults } from './faults.ts';

const { env } = process;
const faults = faultsFrom(env);
const codePath = env.FIRST_RESPONSE_WORKFLOW_BUNDLE;
await runWorker({
  env,
  wrap: (activities) => withFaults(activities, faults),
  ...(codePath ? { workflowBundle: { codePath } } : {}),
});
