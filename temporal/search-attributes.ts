/**
 * Registering and checking search attributes. One that is missing on a real server makes every workflow task
 * that sets it fail for ever, while the workflow still looks as if it were running: so the worker asks first.
 */
import type { Connection } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import { searchAttributes } from '../workflows/attributes.ts';

type Key = (typeof searchAttributes)[number];

/** Only what is needed here, so that a worker's `NativeConnection` fits as well. */
export type HasOperatorService = Pick<Connection, 'operatorService'>;

/** gRPC status codes, from grpc's own list. */
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;

/** The SDK's type name, the server's name for it on the command line, and its number in the API. */
const TYPES: Record<Key['type'], { cli: string; api: number }> = {
  KEYWORD: { cli: 'Keyword', api: 2 },
  DATETIME: { cli: 'Datetime', api: 6 },
};

/** `Name=Type` for each attribute, as `temporal server start-dev --search-attribute` wants it. */
export const searchAttributeFlags = (): string[] =>
  searchAttributes.flatMap((key) => ['--search-attribute', `${key.name}=${TYPES[key.type].cli}`]);

/** The shell command that creates these attributes. */
export function createCommand(keys: readonly Key[], namespace: string, address?: string): string {
  const where = `${address === undefined ? '' : `--address ${address} `}--namespace ${namespace}`;
  const which = keys.map((key) => `--name ${key.name} --type ${TYPES[key.type].cli}`).join(' ');
  return `temporal operator search-attribute create ${where} ${which}`;
}

/** Creates what is missing, in any number of processes at once; what is there stays as it is. */
export async function registerSearchAttributes(
  connection: HasOperatorService,
  namespace: string,
): Promise<void> {
  const { missing } = await compare(connection, namespace);
  if (missing.length === 0) return;
  try {
    await addSearchAttributes(connection, namespace, missing);
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== ALREADY_EXISTS) throw error;
  }
}

/** Creates exactly these; for a server that cannot list what it has, such as the time-skipping one. */
export async function addSearchAttributes(
  connection: HasOperatorService,
  namespace: string,
  keys: readonly Key[] = searchAttributes,
): Promise<void> {
  const types = Object.fromEntries(keys.map((key) => [key.name, TYPES[key.type].api]));
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: types });
}

/** The names of those that the namespace does not have, in the order of `searchAttributes`. */
export async function missingSearchAttributes(
  connection: HasOperatorService,
  namespace: string,
): Promise<string[]> {
  return (await compare(connection, namespace)).missing.map((key) => key.name);
}

/** Throws, naming what is missing or of another type and the command to run, unless all are as expected. */
export async function requireSearchAttributes(
  connection: HasOperatorService,
  namespace: string,
  address?: string,
): Promise<void> {
  const { missing, mistyped } = await compare(connection, namespace);
  const lines: string[] = [];
  if (missing.length > 0) {
    lines.push(
      `The Temporal namespace ${namespace} lacks the search attributes ${missing.map((k) => k.name).join(', ')}.`,
      'Without them every conversation would stall. Create them once:',
      `  ${createCommand(missing, namespace, address)}`,
    );
  }
  if (mistyped.length > 0) {
    const wanted = mistyped.map((key) => `${key.name} (has to be ${TYPES[key.type].cli})`).join(', ');
    lines.push(
      `The Temporal namespace ${namespace} has search attributes of another type: ${wanted}.`,
      'Another application uses these names: take a namespace of its own for first-response.',
    );
  }
  if (lines.length > 0) throw new Error(lines.join('\n'));
}

async function compare(
  connection: HasOperatorService,
  namespace: string,
): Promise<{ missing: Key[]; mistyped: Key[] }> {
  const present = await listed(connection, namespace);
  return {
    missing: searchAttributes.filter((key) => present[key.name] === undefined),
    mistyped: searchAttributes.filter((key) => {
      const type = present[key.name];
      return type !== undefined && type !== TYPES[key.type].api;
    }),
  };
}

async function listed(
  connection: HasOperatorService,
  namespace: string,
): Promise<Record<string, number | undefined>> {
  try {
    return (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes;
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== NOT_FOUND) throw error;
    throw new Error(
      `Temporal has no namespace ${namespace}. Create it with \`temporal operator namespace create ` +
        `--namespace ${namespace}\`, or set TEMPORAL_NAMESPACE to one that exists.`,
      { cause: error },
    );
  }
}
