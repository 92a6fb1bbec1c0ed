/** An answer to our question keeps the topic that was asked about. */
import { expect, it } from 'vitest';
import { topicsAfterQuestion } from '../../policy/follow-up.ts';

const asked = { entity: 'order', topics: [{ id: 'order_status', confidence: 0.98 }] };
const other = [{ id: 'other', confidence: 0.7 }];
const refund = [{ id: 'refund', confidence: 0.95 }];

it.each([
  ['NJ-41052', other, ['NJ-41052'], 'order_status'],
  ['it is NJ-41052, thanks', refund, ['NJ-41052'], 'order_status'],
  ['the one with the red tripod that I bought for my niece: NJ-41052', other, ['NJ-41052'], 'order_status'],
  ['NJ-41052. By the way, I also want my money back for the other parcel', refund, ['NJ-41052'], 'refund'],
  ['I do not know the number', refund, [], 'refund'],
])('%j is about the right thing', (text, topics, order, expected) => {
  expect(topicsAfterQuestion(text, topics, { order }, asked, 0.5)[0]?.id).toBe(expected);
});

it('leaves a turn alone that answers no question', () => {
  expect(topicsAfterQuestion('NJ-41052', other, { order: ['NJ-41052'] }, undefined, 0.5)).toBe(other);
});
