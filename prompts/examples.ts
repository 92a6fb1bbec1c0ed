/** One full input for each prompt: what `prompts render --example` shows, and what sizes are measured with. */
import type { PromptId, PromptInput } from './schemas.ts';

const desk = {
  name: 'The Tea House',
  language: 'en',
  languages: ['en', 'de'],
  tone: 'Warm and brief.',
  signature: 'Your Tea House',
};

const earlier: PromptInput<'query'>['earlier'] = [
  {
    id: 'm1',
    from: 'customer',
    at: '2026-03-10 09:12',
    text: 'Hi, I bought the blue kettle (order T-2041) and its lid does not close.',
    attachments: [],
  },
  {
    id: 'm2',
    from: 'us',
    at: '2026-03-10 09:40',
    text: 'I am sorry about the lid. Could you send us a photo of it?',
    attachments: [],
  },
];

const messages: PromptInput<'query'>['messages'] = [
  {
    id: 'm3',
    from: 'customer',
    at: '2026-03-12 14:05',
    text: 'Here it is.\nCan I get a new lid, or do I have to send back the whole thing?',
    attachments: [{ name: 'lid.jpg', text: null }],
  },
  {
    id: 'm4',
    from: 'customer',
    at: '2026-03-12 14:06',
    text: 'And how long would that take?',
    attachments: [{ name: 'receipt.pdf', text: 'Blue kettle, 1 piece, 49.00 EUR' }],
  },
];

const topics = [
  { id: 'damaged', description: 'Something arrived broken or does not work.' },
  { id: 'returns', description: 'Sending something back.' },
  { id: 'other', description: 'Belongs to none of the other topics.' },
];
const order = { id: 'order', description: 'The number of an order, such as T-2041.' };

const passages: PromptInput<'draft'>['passages'] = [
  {
    id: 'p1',
    title: 'Broken on arrival',
    headingPath: ['Kettles', 'Spare parts'],
    text: 'We send lids and handles free of charge within 30 days of delivery. They arrive in 3 to 5 working days.',
    audience: 'public',
  },
  {
    id: 'p2',
    title: 'Goodwill',
    headingPath: [],
    text: 'After 30 days, send a lid all the same if the customer has bought from us before.',
    audience: 'internal',
  },
];
const facts = [
  { id: 'f1', path: 'order.id', value: 'T-2041' },
  { id: 'f2', path: 'order.deliveredOn', value: '2026-03-08' },
];
const askedBefore = [{ question: 'Could you send us a photo of it?', answer: 'Here it is.' }];
const promises = ['We look at your photo within one working day.'];
const statements = [
  { kind: 'greeting', text: 'Thank you for the photo.', sources: [] },
  { kind: 'fact', text: 'You get a new lid free of charge, and it arrives in 2 days.', sources: ['p1'] },
];

export const exampleInputs: { readonly [Id in PromptId]: PromptInput<Id> } = {
  triage: {
    desk,
    topics,
    entities: [order],
    risks: ['threat', 'legal_threat', 'anger'],
    nearest: [{ topic: 'damaged', phrase: 'the lid is broken' }],
    earlier,
    messages,
  },
  query: { desk, earlier, messages },
  draft: {
    desk,
    language: 'en',
    topics: topics.slice(0, 1),
    earlier,
    messages,
    passages,
    facts,
    askedBefore,
    askable: [order],
    maxQuestions: 2,
    promises,
    contacts: ['https://tea.example/parts'],
    lookUps: [{ id: 'orders', description: 'The orders of this customer.' }],
    problems: ['statement 1: "2 days" is not in p1'],
    previous: statements,
  },
  review: {
    desk,
    language: 'en',
    earlier,
    messages,
    statements: statements.map((statement, index) => ({ index, ...statement })),
    passages,
    facts,
    promises,
  },
  packet: {
    desk,
    reason: 'No source answers the question.',
    earlier,
    messages,
    passages,
    facts,
    attempted: [{ what: 'draft', result: 'rejected by review' }],
    promised: ['Somebody answers by 2026-03-13 12:00.'],
  },
  clarify: { desk, language: 'en', earlier, messages, wanted: [order], askedBefore, maxQuestions: 1 },
};
