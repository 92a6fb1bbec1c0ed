/** The options that every command which talks to a gateway has. */
import type { Command } from 'commander';
import { type Gateway, openGateway } from './gateway.ts';
import { findTarget, type TargetOptions } from './target.ts';

export interface CommonOptions extends TargetOptions {
  json?: boolean;
}

export function withGateway(command: Command): Command {
  return command
    .option('--desk <id>', 'desk; the demo desk of the running stack when absent')
    .option('--url <url>', 'gateway; that of the running stack when absent')
    .option('--json', 'one JSON object instead of lines');
}

export const gatewayOf = (options: TargetOptions): Gateway => openGateway(findTarget(options));
