/** Bodies of intake requests, as a platform would make them. */
import { randomUUID } from 'node:crypto';
import type { Identity } from './customer.ts';

export interface CustomerMessage {
  key: string;
  channel: string;
  customer: Identity;
  text: string;
  /** URLs. */
  attach?: readonly string[];
  /** The provider's id; a new one when absent. */
  id?: string;
}

export function messageBody({ key, channel, customer, text, attach, id }: CustomerMessage): object {
  return {
    channel,
    conversationKey: key,
    providerMessageId: id ?? `cli-${randomUUID()}`,
    author: { kind: 'customer' },
    identities: [customer],
    text,
    attachments: (attach ?? []).map(attachmentOf),
  };
}

/** Media types of what customers send most; anything else says that it is unknown. */
const types: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
};

export function attachmentOf(url: string): { name: string; type: string; url: string } {
  const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || 'attachment';
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  return { name, type: types[extension] ?? 'application/octet-stream', url };
}
