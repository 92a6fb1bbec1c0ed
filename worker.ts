/** The Temporal worker: the production entry point. Several may run side by side. */
import { runWorker } from './processes/run-worker.ts';

await runWorker({ env: process.env });
