import { describe, expect, it } from 'vitest';
import { learnTopics, predictTopics, type TopicExample } from '../../models/rules/classifier/topics.ts';

const phrases: Record<string, string[]> = {
  where_is_order: [
    'where is my order',
    'my parcel has not arrived yet',
    'when will my package be delivered',
    'the tracking has not moved for three days',
    'still waiting for my delivery',
    'has my order been shipped',
    'the courier says delivered but I have nothing',
    'how long does shipping take',
  ],
  return_item: [
    'I want to send this back',
    'how do I return an item',
    'the shoes do not fit, can I return them',
    'I need a return label',
    'what is your return policy',
    'can I exchange it for a bigger size',
    'I would like to give the jacket back',
    'how many days do I have for a return',
  ],
  cancel_order: [
    'please cancel my order',
    'I ordered by mistake, can you cancel',
    'stop the order before it ships',
    'I do not want it any more, cancel please',
    'how can I cancel a purchase',
    'cancel order, I chose the wrong colour',
    'can I still cancel what I bought this morning',
    'cancellation of my order',
  ],
  change_password: [
    'I forgot my password',
    'how do I reset my password',
    'cannot log in to my account',
    'the login link does not work',
    'please unlock my account',
    'I never got the password email',
    'change the password of my account',
    'my account says wrong password',
  ],
};
const examples: TopicExample[] = Object.entries(phrases).flatMap(([topic, texts]) =>
  texts.map((text) => ({ text, topic })),
);
const desk = learnTopics(examples);

describe('with a handful of example phrases', () => {
  it.each([
    ['hi, my package still has not been delivered', 'where_is_order'],
    ['can you please cancel the order I made', 'cancel_order'],
    ['I have forgotten the password for my login', 'change_password'],
    ['these shoes are too small and I would like to return them', 'return_item'],
  ])('a paraphrase finds its topic: %s', (text, topic) => {
    expect(predictTopics(desk, text).topic).toBe(topic);
  });

  it.each(['zxqv wrrk blorp', 'quantum chromodynamics lattice simulation', ''])(
    'a text that shares nothing with any topic is other: %j',
    (text) => {
      expect(predictTopics(desk, text).topic).toBe('other');
    },
  );

  it('two requests in one message are both kept', () => {
    const { topics } = predictTopics(
      desk,
      'Where is my order? My parcel has not arrived. And how do I reset my password?',
    );
    expect(topics.map(({ topic }) => topic).sort()).toEqual(['change_password', 'where_is_order']);
  });

  it('a learned phrase is among its own nearest examples', () => {
    const { nearest } = predictTopics(desk, 'I need a return label');
    expect(nearest[0]).toMatchObject({ text: 'I need a return label', similarity: expect.closeTo(1, 3) });
  });
});

it('confidences are shares: between 0 and 1, best first, and never more than 1 with the alternatives', () => {
  for (const text of ['where is it', 'cancel', 'my password for the order', 'what']) {
    const { confidence, alternatives } = predictTopics(desk, text);
    const all = [confidence, ...alternatives.map((a) => a.confidence)];
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(all.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(1.000001);
    expect(alternatives.length).toBeLessThanOrEqual(3);
    expect(alternatives).toEqual([...alternatives].sort((a, b) => b.confidence - a.confidence));
  }
});

it('the same examples give the same answers', () => {
  const again = learnTopics(examples);
  for (const text of ['where is my stuff', 'cancel or return it?'])
    expect(predictTopics(again, text)).toEqual(predictTopics(desk, text));
});

it('examples of other make texts like them other', () => {
  const weather = [
    'what is the weather',
    'will it rain today',
    'is it sunny tomorrow',
    'how cold is it outside',
  ];
  const withOther = learnTopics([...examples, ...weather.map((text) => ({ text, topic: 'other' }))]);
  expect(predictTopics(withOther, 'will it rain tomorrow').topic).toBe('other');
});

it.each([
  ['no examples', []],
  ['one example', examples.slice(0, 1)],
  ['one topic', examples.slice(0, 8)],
  ['only examples of other', [{ text: 'what is the weather', topic: 'other' }]],
])('%s is learned without an error, and a strange text is other', (_, few) => {
  expect(predictTopics(learnTopics(few), 'zxqv wrrk blorp').topic).toBe('other');
});

it('a hostile text of 200 KB is answered at once', () => {
  const start = performance.now();
  predictTopics(desk, 'return '.repeat(30_000));
  predictTopics(desk, 'x'.repeat(200_000));
  expect(performance.now() - start).toBeLessThan(2000);
});

it('a desk of one topic, which nothing can be told from, is not sure of it without the very words', () => {
  const one = learnTopics(examples.slice(0, 8));
  const { topic, confidence } = predictTopics(one, 'where is the order of my neighbour');
  expect(topic).toBe('where_is_order');
  expect(confidence).toBeLessThan(0.9);
});
