/** The generic channel's parser: from a validated request to what intake stores. */
import type { Identity } from '../domain/conversation.ts';
import type { AuthorKind, AutomatedVerdict } from '../domain/words.ts';
import type { InboundMessage } from './message.ts';

/** A message as every channel's parser leaves it. */
export interface ParsedMessage {
  channel: string;
  conversationKey: string;
  providerId: string;
  author: { kind: AuthorKind; name?: string };
  identities: Identity[];
  subject?: string;
  text: string;
  attachments: { name: string; type: string; url?: string; content?: Buffer }[];
  headers: Record<string, string | string[]>;
  automated?: AutomatedVerdict;
  deliveryId?: string;
  sentAt: Date | null;
  link: string | null;
}

export function parseMessage(message: InboundMessage): ParsedMessage {
  const { providerMessageId, attachments, sentAt, link, ...same } = message;
  return {
    ...same,
    providerId: providerMessageId,
    attachments: attachments.map(({ content, ...attachment }) => ({
      ...attachment,
      ...(content === undefined ? {} : { content: Buffer.from(content, 'base64') }),
    })),
    sentAt: sentAt === undefined ? null : new Date(sentAt),
    link: link ?? null,
  };
}
