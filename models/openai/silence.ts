/** Keeps LangChain from telling anybody else: its tracing sends every prompt to a third party, and its verbose mode prints it. */

const tellTales = [
  'LANGSMITH_TRACING',
  'LANGSMITH_TRACING_V2',
  'LANGCHAIN_TRACING',
  'LANGCHAIN_TRACING_V2',
  'LANGCHAIN_VERBOSE',
];

/**
 * Switches them off in this process's environment, which is where LangChain looks at every call. Customers' texts go to
 * the provider that the desk chose, and nowhere else because a variable was left over in a shell.
 */
export function keepToOurselves(env: NodeJS.ProcessEnv): void {
  for (const name of tellTales) delete env[name];
}
