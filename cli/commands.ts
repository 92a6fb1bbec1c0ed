/** Every subcommand, in the order in which --help lists them. What is heavy is loaded when a command runs. */
import type { Command } from 'commander';
import { actCommands } from './commands/act.ts';
import { chatCommand } from './commands/chat.ts';
import { conversationCommand } from './commands/conversation.ts';
import { deskCommand } from './commands/desk.ts';
import { macrosCommand } from './commands/macros.ts';
import { playCommand } from './commands/play.ts';
import { queueCommand } from './commands/queue.ts';
import { sendCommand } from './commands/send.ts';
import { startCommand } from './commands/start.ts';
import { triageCommand } from './commands/triage.ts';

export async function commands(): Promise<Command[]> {
  return [
    startCommand(),
    chatCommand(),
    sendCommand(),
    queueCommand(),
    conversationCommand(),
    ...actCommands(),
    playCommand(),
    deskCommand(),
    macrosCommand(),
    triageCommand(),
  ];
}
