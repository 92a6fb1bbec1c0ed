/** The demo desk: complete, in itself consistent, and recognisable to the classifier that it is shown with. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Accounts, openAccounts } from '../../account/lookup.ts';
import { factsObject } from '../../account/view.ts';
import { checkDesk } from '../../cli/commands/desk.ts';
import {
  type DemoConversation,
  type DemoOutcome,
  demoOrThrow,
  demoPaths,
  stepsOf,
} from '../../cli/stack/demo-file.ts';
import { loadDesk, orThrow } from '../../desk/load.ts';
import type { Macro } from '../../desk/macro.ts';
import { entityRegExp } from '../../desk/pattern.ts';
import { renderMacro } from '../../desk/render.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { learnTopics, predictTopics, type TopicModel } from '../../models/rules/classifier/topics.ts';

const dir = join(import.meta.dirname, '../../desks/demo');

interface Order {
  customer_id: string;
  status: string;
  lines: { quantity: number; name: string; unit_price_cents: number }[];
  totals: { goods_cents: number; shipping_cents: number; paid_cents: number };
  destination: { country: string };
}
interface Customer {
  contact: { email: string; more_emails: string[] };
  order_ids: string[];
}
const shop = JSON.parse(readFileSync(join(dir, 'accounts.json'), 'utf8')) as {
  customers: Record<string, Customer>;
  orders: Record<string, Order>;
};

interface Article {
  name: string;
  front: Record<string, string>;
  body: string;
}
const articles: Article[] = readdirSync(join(dir, 'knowledge')).map((name) => {
  const [, front = '', body = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(dir, 'knowledge', name), 'utf8')) ?? [];
  const fields = front.split('\n').map((line): [string, string] => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  return { name, front: Object.fromEntries(fields), body };
});

let content: DeskContent;
let conversations: DemoConversation[];
let accounts: Accounts;
let topics: TopicModel;

beforeAll(async () => {
  content = orThrow(await loadDesk(dir));
  conversations = await demoOrThrow(dir);
  if (!content.desk.account) throw new Error('the demo desk has lost its account section');
  accounts = openAccounts(content.desk.account, dir, {});
  topics = learnTopics(
    content.desk.topics.flatMap(({ id, examples }) => examples.map((text) => ({ text, topic: id }))),
  );
});

const macro = (id: string, language: string): Macro => {
  const found = content.macros.find((m) => m.id === id && m.language === language);
  if (!found) throw new Error(`there is no macro ${id}.${language}`);
  return found;
};

/** What a macro's slots get for one order of a customer whom the channel has proved. */
async function factsFor(email: string, orders: readonly string[]) {
  const identities = [{ kind: 'email', address: email, proof: 'channel' as const }];
  const view = await accounts.find({ identities, entities: orders.length > 0 ? { order: orders } : {} });
  return { view, facts: { ...factsObject(view), signature: content.desk.signature } };
}

describe('the demo desk', () => {
  it('passes desk check, and every account can be matched', async () => {
    const { problems, hints } = await checkDesk(dir, false);
    expect(problems).toEqual([]);
    expect(hints.filter((hint) => hint.startsWith('account:'))).toEqual([]);
  });

  it('is as large as it says', () => {
    expect(content.desk.topics.filter(({ id }) => id !== 'other').length).toBeGreaterThanOrEqual(14);
    expect(new Set(content.macros.map(({ id }) => id)).size).toBeGreaterThanOrEqual(10);
    expect(content.macros.filter(({ language }) => language === 'de').length).toBeGreaterThanOrEqual(3);
    expect(articles.length).toBeGreaterThanOrEqual(30);
    expect(Object.keys(shop.customers).length).toBeGreaterThanOrEqual(40);
    expect(conversations.length).toBeGreaterThanOrEqual(22);
  });

  it('gives every topic at least ten examples', () => {
    for (const { id, examples } of content.desk.topics)
      expect(examples.length, id).toBeGreaterThanOrEqual(10);
  });

  it('has every macro in English and German', () => {
    for (const { id } of content.macros) for (const language of ['en', 'de']) macro(id, language);
  });

  it('names title, audience and date in every article, and heads it with its title', () => {
    for (const { name, front, body } of articles) {
      expect(Object.keys(front), name).toEqual(['title', 'audience', 'effective']);
      expect(front.audience, name).toMatch(/^(public|internal)$/);
      expect(front.effective, name).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(body.startsWith(`# ${front.title}\n`), name).toBe(true);
      expect(front.audience === 'internal', name).toBe(name.startsWith('internal-'));
    }
  });
});

describe('the demo shop', () => {
  it('has orders whose sums are right and which their customers list', () => {
    for (const [id, order] of Object.entries(shop.orders)) {
      const goods = order.lines.reduce((sum, line) => sum + line.quantity * line.unit_price_cents, 0);
      expect(order.totals.goods_cents, id).toBe(goods);
      expect(order.totals.paid_cents, id).toBe(goods + order.totals.shipping_cents);
      expect(shop.customers[order.customer_id]?.order_ids, id).toContain(id);
    }
    const listed = Object.values(shop.customers).flatMap(({ order_ids }) => order_ids);
    expect(listed.sort()).toEqual(Object.keys(shop.orders).sort());
  });

  it('charges what its delivery article says', () => {
    const free = ['DE', 'AT', 'BE', 'NL', 'LU'];
    for (const [id, { destination, lines, totals }] of Object.entries(shop.orders)) {
      const { country } = destination;
      const heavy = lines.some(({ name }) => name === 'Dipper 200 Dobsonian');
      const price = heavy
        ? country === 'DE'
          ? 3900
          : 7900
        : ['GB', 'CH', 'NO'].includes(country)
          ? 1490
          : free.includes(country) && totals.goods_cents >= 7900
            ? 0
            : country === 'DE'
              ? 590
              : 990;
      expect(totals.shipping_cents, id).toBe(price);
    }
  });

  it('sells at the prices that its articles name', () => {
    const prices = new Map(
      Object.values(shop.orders).flatMap(({ lines }) =>
        lines.map((line): [string, number] => [line.name, line.unit_price_cents / 100]),
      ),
    );
    const text = articles.map(({ body }) => body).join('\n');
    let compared = 0;
    for (const [name, price] of prices) {
      const words = name.split(' ');
      const short = words.slice(1).map((_, at) => words.slice(0, at + 2).join(' ')); // 'Dipper 130', and longer
      for (const label of short)
        for (const [, amount = ''] of text.matchAll(new RegExp(`${label} \\(([\\d,.]+) €\\)`, 'g'))) {
          compared += 1;
          expect(Number(amount.replace(',', '')), label).toBe(price);
        }
    }
    expect(compared).toBeGreaterThanOrEqual(15);
  });

  it('says the same number of nights, days and euros in macros and articles', () => {
    const article = (name: string) => articles.find((a) => a.name === `${name}.md`)?.body ?? '';
    const facts: [macro: string, article: string, facts: string[]][] = [
      ['return_how', 'returns', ['60 nights', '9 €', 'within 14 days']],
      ['return_how', 'refunds', ['within 5 working days']],
      ['refund_status', 'refunds', ['up to 3']],
      ['missing_parts', 'missing-parts', ['within 2 working days']],
      ['warranty_repair', 'warranty', ['5 years', '2 years', '12 months']],
      ['warranty_repair', 'collimation', ['49 €', '69 €', 'first 90 nights']],
      ['warranty_repair', 'repairs', ['10 working days']],
      [
        'shipping_costs',
        'shipping',
        ['5.90 €', '9.90 €', '14.90 €', '79 €', '18 €', '13:00', '25 kg', '39 €'],
      ],
      ['opening_hours', 'opening-hours', ['11:00 to 18:00', '9:00 to 18:00', '10:00 to 14:00', '22:00']],
      ['invoice_copy', 'invoices', ['30 days']],
      ['payment_methods', 'payment', ['200 €', '7 days', '30 days']],
      ['goto_alignment', 'skypilot-app', ['4.2', '15 minutes']],
      ['password_reset', 'account-access', ['30 minutes', '5 wrong attempts']],
    ];
    for (const [id, name, words] of facts)
      for (const word of words) {
        expect(macro(id, 'en').body, `${id} says ${word}`).toContain(word);
        expect(article(name), `${name} says ${word}`).toContain(word);
      }
  });

  it('has an answer for every order in every language: no order renders a macro without a body', async () => {
    const forAll = ['order_status', 'cancel_order', 'change_address'];
    for (const [id, order] of Object.entries(shop.orders)) {
      const { facts } = await factsFor(shop.customers[order.customer_id]?.contact.email ?? '', [id]);
      const needed = ['return_received', 'refunded'].includes(order.status)
        ? [...forAll, 'refund_status']
        : forAll;
      for (const m of content.macros.filter((each) => needed.includes(each.id))) {
        const answer = renderMacro(m, facts, content.desk.language);
        const body = answer.kind === 'rendered' ? answer.text.split('\n\n')[1] : JSON.stringify(answer);
        expect(answer.kind, `${m.id}.${m.language} for ${id} (${order.status}): ${body}`).toBe('rendered');
        expect(body, `${m.id}.${m.language} for ${id} (${order.status})`).toContain(id);
      }
    }
  });

  it('answers a customer without an account wherever no order is needed', () => {
    const needOrder = ['order_status', 'cancel_order', 'change_address', 'refund_status'];
    for (const m of content.macros) {
      const answer = renderMacro(
        m,
        { customer: {}, signature: content.desk.signature },
        content.desk.language,
      );
      expect(answer.kind, `${m.id}.${m.language}`).toBe(needOrder.includes(m.id) ? 'missing' : 'rendered');
    }
  });
});

describe('the demo conversations', () => {
  it('cover every path', () => {
    const covered = new Set(conversations.flatMap(({ covers }) => covers));
    expect(demoPaths.filter((path) => !covered.has(path))).toEqual([]);
  });

  it('are had by customers of the shop, or by strangers of example.net', () => {
    const known = Object.values(shop.customers).flatMap(({ contact }) => [
      contact.email,
      ...contact.more_emails,
    ]);
    const strangers = conversations.filter(({ customer }) => !known.includes(customer.address));
    for (const { id, customer } of strangers)
      expect(customer.address, id).toMatch(/@(\w+\.)?example\.net$|^\+4477009001\d\d$/);
  });

  it('expect only macros, entities, topics and queues that the desk has', () => {
    const { desk, macros } = content;
    const known = {
      replied: macros.map(({ id }) => id),
      asked: desk.entities.map(({ id }) => id),
      approval: desk.topics.map(({ id }) => id),
      handedOff: desk.queues.map(({ id }) => id),
    };
    for (const { id, expect: outcomes } of conversations)
      for (const outcome of outcomes)
        for (const [kind, ids] of Object.entries(known))
          if (kind in outcome)
            for (const name of [(outcome as Record<string, string | string[]>)[kind] ?? []].flat())
              expect(ids, `${id}: ${kind} ${name}`).toContain(name);
  });

  it('are recognised: what is answered alone has its macro chosen with enough confidence and every slot filled', async () => {
    const { desk } = content;
    for (const { conversation, text, outcome } of decided()) {
      const found = predictTopics(topics, text).topics;
      const told = `${conversation.id}: ${JSON.stringify(text)} is ${JSON.stringify(found)}`;
      if ('approval' in outcome)
        expect(
          found.map(({ topic }) => topic),
          told,
        ).toContain(outcome.approval);
      if ('handedOff' in outcome && outcome.reason === 'unknown_topic')
        expect(
          found.map(({ topic }) => topic),
          told,
        ).toEqual(['other']);
      if ('handedOff' in outcome && outcome.reason === 'topic_off')
        expect(
          found.some(({ topic }) => desk.topics.find(({ id }) => id === topic)?.autonomy.default === 'off'),
          told,
        ).toBe(true);
      if (!('replied' in outcome)) continue;
      const chosen = found.map(({ topic }) => desk.topics.find(({ id }) => id === topic)?.macro);
      expect(chosen.sort(), told).toEqual([outcome.replied].flat().sort());
      for (const { confidence } of found)
        expect(confidence, told).toBeGreaterThanOrEqual(desk.thresholds.macroConfidence);
      const pattern = entityRegExp(desk.entities[0]?.pattern ?? '');
      const { view, facts } = await factsFor(conversation.customer.address, text.match(pattern) ?? []);
      for (const id of [outcome.replied].flat())
        expect(
          renderMacro(macro(id, 'en'), facts, content.desk.language).kind,
          `${told}; ${JSON.stringify(view)}`,
        ).toBe('rendered');
    }
  });
});

/** What customers write in one step, with what is expected of it. */
function decided(): { conversation: DemoConversation; text: string; outcome: DemoOutcome }[] {
  return conversations.flatMap((conversation) =>
    stepsOf(conversation).flatMap(({ rows, expect: outcome }) => {
      const texts = rows.flatMap((row) => ('do' in row || row.from !== 'customer' ? [] : [row.text]));
      return outcome && texts.length > 0 ? [{ conversation, text: texts.join('\n'), outcome }] : [];
    }),
  );
}
