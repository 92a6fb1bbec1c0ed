/** The program that runs the test server: it ends when whoever started it is gone, however that happened. */

/**
 * A shell script that becomes `command` with the script's own arguments. The SDK starts the test server as a
 * plain child, which survives a `process.exit()` or `kill -9` of its parent; so beside it a loop looks once a
 * second whether the parent is there. The program keeps the script's process id: the SDK's own stop reaches it.
 */
export function guardedCommand(command: string): string {
  return `#!/bin/sh
parent=$PPID
server=$$
(
  while kill -0 "$parent" && kill -0 "$server"; do sleep 1; done
  kill -0 "$parent" || kill -9 "$server"
) >/dev/null 2>&1 </dev/null &
exec ${command} "$@"
`;
}
