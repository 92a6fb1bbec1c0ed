/** A worker for chaos runs: the production one, with failures around its activities and steps when FIRST_RESPONSE_FAULTS says so. */
import { runWorker } from '../../processes/run-worker.ts';
import { faultsFrom, faultyAround } from './faults.ts';

const { env } = process;
const faults = faultsFrom(env);
const codePath = env.FIRST_RESPONSE_WORKFLOW_BUNDLE;
await runWorker({
  env,
  ...(faults ? { wrap: faultyAround(faults) } : {}),
  ...(codePath ? { workflowBundle: { codePath } } : {}),
});
