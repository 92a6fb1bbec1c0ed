/** How every process reaches Temporal: the standard TEMPORAL_* variables, and an error that says what to do. */
import { Connection, type TLSConfig } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnection } from '@temporalio/worker';
import { listening } from './ports.ts';

const LOCAL_ADDRESS = '127.0.0.1:7233';

/** A healthy server answers in milliseconds; five seconds also cover a TLS handshake across continents. */
const CONNECT_TIMEOUT_MS = 5_000;

export interface TemporalSettings {
  address: string;
  namespace: string;
  /** Fits the SDK's client and worker connections alike. */
  options: {
    address: string;
    tls?: TLSConfig | boolean | null;
    apiKey?: string;
    metadata?: Record<string, string>;
  };
}

/**
 * Address, namespace, TLS and API key as `@temporalio/envconfig` reads them: `TEMPORAL_ADDRESS`,
 * `TEMPORAL_NAMESPACE`, `TEMPORAL_API_KEY`, `TEMPORAL_TLS*`, or a profile of Temporal's own TOML file.
 * Without any of them: 127.0.0.1:7233, namespace `default`.
 */
export function temporalSettings(env: NodeJS.ProcessEnv = process.env): TemporalSettings {
  const overrideEnvVars: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value !== '') overrideEnvVars[name] = value;
  }
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars });
  const { address = LOCAL_ADDRESS, tls, apiKey } = connectionOptions;
  // The declared type also allows binary values; the loader only ever reads text.
  const metadata = connectionOptions.metadata as Record<string, string> | undefined;
  return { address, namespace: namespace ?? 'default', options: { address, tls, apiKey, metadata } };
}

/** For processes that start, signal and query workflows. The caller closes the connection. */
export async function connectionFromEnvironment(
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ connection: Connection; namespace: string; address: string }> {
  const { address, namespace, options } = temporalSettings(env);
  try {
    await refusedAtOnce(address);
    const connection = await Connection.connect({ ...options, connectTimeout: CONNECT_TIMEOUT_MS });
    return { connection, namespace, address };
  } catch (cause) {
    throw unreachable(address, namespace, cause);
  }
}

/** The same for a worker. The native library is only loaded here: a gateway must not pay for it. */
export async function workerConnectionFromEnvironment(
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ connection: NativeConnection; namespace: string; address: string }> {
  const { address, namespace, options } = temporalSettings(env);
  const { NativeConnection } = await import('@temporalio/worker');
  try {
    await refusedAtOnce(address);
    return { connection: await NativeConnection.connect(options), namespace, address };
  } catch (cause) {
    throw unreachable(address, namespace, cause);
  }
}

/**
 * On this machine a plain socket tells in a millisecond what gRPC finds out in seconds, and names the reason.
 * Elsewhere only gRPC may try: there can be a proxy between.
 */
async function refusedAtOnce(address: string): Promise<void> {
  if (/^(127\.0\.0\.1|localhost):\d+$/.test(address)) await listening(address);
}

function unreachable(address: string, namespace: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    [
      `Temporal does not answer at ${address} (namespace ${namespace}): ${reason}`,
      'Start the local stack with `npm start`, or point TEMPORAL_ADDRESS at a running server.',
      'A server that asks for TLS or a key also needs TEMPORAL_TLS, TEMPORAL_TLS_CLIENT_CERT_PATH and',
      'TEMPORAL_TLS_CLIENT_KEY_PATH, or TEMPORAL_API_KEY. `first-response doctor` checks all of it.',
    ].join('\n'),
    { cause },
  );
}
