/** Names on the wire that edges need without loading workflow code. */

/** The task queue that workers poll, unless they are told another. */
export const TASK_QUEUE = 'first-response';
