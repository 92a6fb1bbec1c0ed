/** What all who take part in a run share: the edges of the product, and what each side has been told. */
import type { Client } from './client.ts';
import type { Random } from './random.ts';
import type { ChaosReceiver } from './receiver.ts';
import type { Stack } from './stack.ts';

/** A 202: from then on the message is ours to lose. */
export interface Acknowledged {
  providerId: string;
  message: string;
  conversation: string;
}

export interface World {
  stack: Stack;
  client: Client;
  receiver: ChaosReceiver;
  acknowledged: Acknowledged[];
  /** What intake would not take although it should have. */
  refused: string[];
  /** An action id whose repeat got another answer than the first time. */
  contradicted: string[];
  /** What people did, by name and by what came of it. */
  actions: Map<string, number>;
  /** True once the run has its turns. */
  enough(): boolean;
  /** Something happened in this conversation. */
  noticed(conversation: string): void;
  /** One that something happened in lately. */
  recent(chance: Random): string | undefined;
}

/** Of so many conversations people have heard last. */
const remembered = 60;

export function createWorld(parts: Pick<World, 'stack' | 'client' | 'receiver' | 'enough'>): World {
  const recent: string[] = [];
  return {
    ...parts,
    acknowledged: [],
    refused: [],
    contradicted: [],
    actions: new Map(),
    noticed(conversation) {
      recent.push(conversation);
      if (recent.length > remembered) recent.shift();
    },
    recent: (chance) => (recent.length === 0 ? undefined : chance.pick(recent)),
  };
}
