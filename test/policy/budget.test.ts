/** What may be spent, and what is refused by which allowance. */
import { describe, expect, it } from 'vitest';
import { type Amounts, mayAfford } from '../../policy/budget.ts';

const each = (turn: number, conversation: number, day: number): Amounts => ({
  turn: { tokens: turn * 1_000, usd: turn },
  conversation: { tokens: conversation * 1_000, usd: conversation },
  day: { tokens: day * 1_000, usd: day },
});
const allowances = each(10, 50, 100);

describe('a model call', () => {
  it.each([
    ['nothing was spent', each(0, 0, 0), { tokens: 1_000, usd: 1 }, 'allowed'],
    ['it just fits', each(9, 49, 99), { tokens: 1_000, usd: 1 }, 'allowed'],
    ['the turn has no tokens left', each(9, 20, 20), { tokens: 1_001, usd: 0 }, 'turn_tokens'],
    ['the turn has no money left', each(9, 20, 20), { tokens: 1, usd: 1.01 }, 'turn_usd'],
    ['the conversation has no tokens left', each(0, 50, 60), { tokens: 1, usd: 0 }, 'conversation_tokens'],
    ['the conversation has no money left', each(0, 50, 60), { tokens: 0, usd: 0.01 }, 'conversation_usd'],
    ['the day has no tokens left', each(0, 0, 100), { tokens: 1, usd: 0 }, 'day_tokens'],
    ['the day has no money left', each(0, 0, 100), { tokens: 0, usd: 0.01 }, 'day_usd'],
    ['everything is spent: the widest is named', each(10, 50, 100), { tokens: 1, usd: 1 }, 'day_tokens'],
    ['its price is not known: tokens alone bound it', each(0, 0, 100), { tokens: 0, usd: null }, 'allowed'],
    [
      'an allowance that was lowered is exceeded already',
      each(11, 11, 11),
      { tokens: 0, usd: null },
      'turn_tokens',
    ],
  ])('when %s', (_when, spent, call, expected) => {
    const decision = mayAfford(spent, allowances, call);
    expect(decision.kind === 'allowed' ? 'allowed' : decision.reason).toBe(expected);
  });
});
