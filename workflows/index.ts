/** What the worker bundles. */
export { conversation } from './conversation.ts';
