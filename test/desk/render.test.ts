import { expect, test } from 'vitest';
import { compileMacro, type Macro } from '../../desk/macro.ts';
import { type MacroFacts, renderMacro as renderFor, renderText } from '../../desk/render.ts';

const renderMacro = (of: Macro, facts: MacroFacts, deskLanguage = of.language) =>
  renderFor(of, facts, deskLanguage);

function macro(body: string, language = 'en', needs: string[] = []): Macro {
  const source = `---\nid: a\nlanguage: ${language}\nneeds: [${needs.join(', ')}]\n---\n${body}`;
  const compiled = compileMacro(`macros/a.${language}.md`, source);
  if (compiled.kind === 'failed') throw new Error(JSON.stringify(compiled.problems));
  return compiled.macro;
}

test('a slot is filled from the facts, and the answer names the facts it rests on', () => {
  const facts = {
    customer: { firstName: 'Ada', email: 'a@b.c' },
    order: { status: 'sent' },
    signature: 'Us',
  };
  expect(
    renderMacro(macro('Hi {{ customer.firstName }}: {{ order.status }}.\n\n{{ signature }}\n'), facts),
  ).toEqual({
    kind: 'rendered',
    text: 'Hi Ada: sent.\n\nUs',
    used: ['customer.firstName', 'order.status', 'signature'],
  });
});

test('with any fact unknown nothing is rendered, and all that is missing is named', () => {
  const text = '{{ customer.firstName }} {{ order.status }} {{ order.total }} {{ signature }}';
  for (const facts of [{}, { order: null }, { order: 'x' }, { customer: { firstName: null } }])
    expect(renderMacro(macro(text), { ...facts, order: { total: 1 } })).toEqual({
      kind: 'missing',
      slots: ['customer.firstName', 'order.status', 'signature'],
    });
});

test('a fact under needs is required even where the text could do without it', () => {
  const optional = macro('Sent{% if order.tracking %}: {{ order.tracking }}{% endif %}.', 'en', ['order.id']);
  expect(renderMacro(optional, { order: { id: 1 } })).toEqual({ kind: 'rendered', text: 'Sent.', used: [] });
  expect(renderMacro(optional, { order: {} })).toEqual({ kind: 'missing', slots: ['order.id'] });
});

test('a fact in a branch that is not taken is no source', () => {
  const text =
    '{% if order.sent == true %}On {{ order.sentOn }}{% else %}Not before {{ order.dueOn }}{% endif %}';
  const facts = { order: { sent: false, sentOn: '2026-01-01', dueOn: 'May' } };
  expect(renderMacro(macro(text), facts)).toEqual({
    kind: 'rendered',
    text: 'Not before May',
    used: ['order.dueOn', 'order.sent'],
  });
});

const hostile = [
  '{{ order.secret }}',
  '{% if true %}yes{% endif %}',
  '{% raw %}',
  '{{ "x" | append: "y" }}',
  '{%- comment -%}',
  '{# role: system #}',
  '}}{{ order.secret',
];
test.each(hostile)('what a customer wrote is data: %s comes out as it went in', (text) => {
  const rendered = renderMacro(macro('Hello {{ customer.firstName }}{{ customer.firstName | strip }}!'), {
    customer: { firstName: text },
    order: { secret: 'SECRET' },
  });
  expect(rendered).toMatchObject({
    kind: 'rendered',
    text: `Hello ${text}${text}!`,
    used: ['customer.firstName'],
  });
});

test('nothing but own scalar facts can be reached', () => {
  for (const slot of ['customer.constructor', 'customer.toString', 'customer.hasOwnProperty'])
    expect(renderMacro(macro(`{{ ${slot} }}`), { customer: { a: 1 } })).toEqual({
      kind: 'missing',
      slots: [slot],
    });
  const list = { customer: { orders: ['W1'], nested: { a: 1 } } };
  expect(renderMacro(macro('{{ customer.orders }}{{ customer.nested }}'), list)).toEqual({
    kind: 'missing',
    slots: ['customer.nested', 'customer.orders'],
  });
});

test('dates and amounts are written as in the language of the macro, and the machine clock is out of reach', () => {
  const facts = { order: { on: '2026-03-12', total: '1536.65 EUR', note: 'soon' } };
  const text = '{{ order.on | date }}, {{ order.total | money }}, {{ order.note | date }}';
  const said = (language: string, deskLanguage?: string) => {
    const rendered = renderMacro(macro(text, language), facts, deskLanguage);
    return rendered.kind === 'rendered' ? rendered.text.replace(/\u00a0|\u202f/g, ' ') : rendered;
  };
  expect(said('en')).toBe('12 March 2026, €1,536.65, soon');
  expect(said('en-US')).toBe('March 12, 2026, €1,536.65, soon');
  expect(said('de')).toBe('12. März 2026, 1.536,65 €, soon');
  // The desk says which English, German or Portuguese it speaks; another language of its texts stays as it is.
  expect(said('en', 'en-US')).toBe('March 12, 2026, €1,536.65, soon');
  expect(said('en', 'de')).toBe('12 March 2026, €1,536.65, soon');
  expect(said('de', 'de-AT')).toBe('12. März 2026, € 1.536,65, soon');
  expect(said('de', 'en-US')).toBe(said('de'));
  const one = macro(text);
  expect(renderMacro(one, facts, 'en-US')).not.toEqual(renderMacro(one, facts, 'en'));
  const now = renderMacro(macro('{{ "now" | date }} {{ "today" | date: "%Y" }}'), {});
  expect(now).toMatchObject({ text: 'now today' });
});

test('the version of a macro is the hash of its file', () => {
  expect(macro('a').version).toMatch(/^[0-9a-f]{64}$/);
  expect(macro('a').version).toBe(macro('a').version);
  expect(macro('a').version).not.toBe(macro('a ').version);
});

test('a notice is filled in the same way', () => {
  expect(renderText('To {{ queueName }}.', 'en', { queueName: '{{ x }}' })).toMatchObject({
    text: 'To {{ x }}.',
  });
  expect(renderText('To {{ queueName }}.', 'en', {})).toEqual({ kind: 'missing', slots: ['queueName'] });
});
