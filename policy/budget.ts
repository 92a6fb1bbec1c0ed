/** May a model call be made, given what has been spent? Pure. */

export interface Amount {
  /** In and out together. */
  tokens: number;
  usd: number;
}

const scopes = ['turn', 'conversation', 'day'] as const;
export type BudgetScope = (typeof scopes)[number];

/** Of the turn, of its conversation, of its desk today (UTC). */
export type Amounts = Readonly<Record<BudgetScope, Amount>>;

/** What the call may cost at most. */
export interface CallEstimate {
  /** Of the prompt, and the most that it may answer. */
  tokens: number;
  /** Null: the model's price is not known, and only tokens bound it. */
  usd: number | null;
}

export type BudgetDecision =
  | { kind: 'allowed' }
  | { kind: 'denied'; reason: `${BudgetScope}_${'tokens' | 'usd'}` };

/**
 * The widest scope first: a desk that has spent its day is told so, and not that this turn is too long.
 *
 * An estimate, because calls of other turns may be on their way; they go over by as much as they cost, once.
 */
export function mayAfford(spent: Amounts, allowances: Amounts, call: CallEstimate): BudgetDecision {
  for (const scope of scopes.toReversed()) {
    if (spent[scope].tokens + call.tokens > allowances[scope].tokens)
      return { kind: 'denied', reason: `${scope}_tokens` };
    if (call.usd !== null && spent[scope].usd + call.usd > allowances[scope].usd)
      return { kind: 'denied', reason: `${scope}_usd` };
  }
  return { kind: 'allowed' };
}
