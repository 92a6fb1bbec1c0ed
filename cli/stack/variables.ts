/** The environment variables that desks name: for their secrets, and for where replies and events go. */
import type { FoundDesk } from './desks.ts';

/** The variables that the desks take their secrets from. */
export const secretNames = (desks: readonly FoundDesk[]): string[] => [
  ...new Set(
    desks.flatMap(({ content }) => [...content.desk.secrets.inbound, ...content.desk.secrets.outbound]),
  ),
];

/** Callback URLs that a desk takes from the environment lead to our receiver, unless they are set. */
export function callbackVariables(
  desks: readonly FoundDesk[],
  env: NodeJS.ProcessEnv,
  url: string,
): Record<string, string> {
  const names = desks.flatMap(({ content }) => /^\$\{(.+)\}$/.exec(content.desk.callback.url)?.[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, env[name] || url]));
}
