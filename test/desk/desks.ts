/** A small desk for the tests, and changes to its files. */
import { checkFiles, type LoadedDesk, orThrow } from '../../desk/load.ts';
import type { Problem } from '../../desk/problem.ts';
import type { DeskContent } from '../../desk/schema.ts';

export const deskYaml = `id: shop
name: The shop
language: en
languages: [en, de]
signature: The shop
topics:
  - id: order_status
    autonomy: {default: auto, channels: {sms: approve}}
    macro: where_is_order
    needs: [order]
    examples:
      - Where is my order?
  - id: refund
    queue: billing
    examples: [I want my money back]
queues:
  - {id: support, name: Support}
  - {id: billing, name: Billing}
entities:
  - id: order
    pattern: '#?W\\d{7}'
    ask: {en: What is your order number?}
account:
  source: {kind: json, file: accounts.json}
  match: {email: email}
  view: {firstName: name.first}
  collections:
    order: {at: orders, view: {status: status}}
secrets:
  inbound: [SHOP_INBOUND]
  outbound: [SHOP_OUTBOUND]
callback:
  url: https://example.com/hook
`;

const macroSource = `---
id: where_is_order
language: en
topics: [order_status]
needs: [order.id]
---
Hello {{ customer.firstName | default: "there" }}, your order is {{ order.status }}.

{{ signature }}
`;

export type Files = Record<string, string>;

export const shopFiles: Files = {
  'desk.yaml': deskYaml,
  'macros/where_is_order.en.md': macroSource,
};

export const check = (files: Files): LoadedDesk => checkFiles(new Map(Object.entries(files)));

export const shop = (): DeskContent => orThrow(check(shopFiles));

/** The shop with one text of desk.yaml (or another file) replaced. */
export function changed(from: string | RegExp, to: string, file = 'desk.yaml'): Files {
  const before = shopFiles[file] ?? '';
  const after = before.replace(from, () => to);
  if (after === before) throw new Error(`${file} does not contain ${from}`);
  return { ...shopFiles, [file]: after };
}

export function problemsOf(files: Files): Problem[] {
  const loaded = check(files);
  return loaded.kind === 'failed' ? loaded.problems : [];
}

/** The line, from 1, on which the text first stands. */
export function lineOf(text: string, file: string): number {
  const line = file.split('\n').findIndex((candidate) => candidate.includes(text)) + 1;
  if (line === 0) throw new Error(`no line has ${text}`);
  return line;
}
