/** Every subcommand, in the order in which --help lists them. What is heavy is loaded when a command runs. */
import type { Command } from 'commander';
import { actCommands } from './commands/act.ts';
import { auditCommand } from './commands/audit.ts';
import { autonomyCommand } from './commands/autonomy.ts';
import { chatCommand } from './commands/chat.ts';
import { conversationCommand } from './commands/conversation.ts';
import { deliveriesCommand } from './commands/deliveries.ts';
import { deskCommand } from './commands/desk.ts';
import { addVersionCommands } from './commands/desk-versions.ts';
import { doctorCommand } from './commands/doctor.ts';
import { keysCommand } from './commands/keys.ts';
import { knowledgeCommand } from './commands/knowledge.ts';
import { macrosCommand } from './commands/macros.ts';
import { migrateCommand } from './commands/migrate.ts';
import { playCommand } from './commands/play.ts';
import { processCommands } from './commands/processes.ts';
import { promptsCommand } from './commands/prompts.ts';
import { queueCommand } from './commands/queue.ts';
import { redactCommand } from './commands/redact.ts';
import { sendCommand } from './commands/send.ts';
import { startCommand } from './commands/start.ts';
import { triageCommand } from './commands/triage.ts';
import { tryCommand } from './commands/try.ts';

export function commands(): Command[] {
  return [
    ...grouped('Try it:', startCommand(), chatCommand(), sendCommand(), tryCommand(), playCommand()),
    ...grouped(
      'Work the queue:',
      queueCommand(),
      conversationCommand(),
      ...actCommands(),
      deliveriesCommand(),
    ),
    ...grouped(
      'Prepare a desk:',
      addVersionCommands(deskCommand()),
      macrosCommand(),
      promptsCommand(),
      knowledgeCommand(),
      triageCommand(),
      redactCommand(),
      autonomyCommand(),
    ),
    ...grouped(
      'Operate it:',
      doctorCommand(),
      migrateCommand(),
      keysCommand(),
      auditCommand(),
      ...processCommands(),
    ),
  ];
}

function grouped(heading: string, ...list: Command[]): Command[] {
  return list.map((command) => command.helpGroup(heading));
}
