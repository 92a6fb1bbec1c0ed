/** What a provider's moderation flags, as risks of ours: one more voice, which may raise a risk and never lowers one. */
import type { Risk } from './risk.ts';

/** OpenAI's categories. The rest (sexual content, violence that is told of) say nothing about what a person has to do. */
const riskOf: Readonly<Record<string, Risk>> = {
  'self-harm': 'self_harm',
  'self-harm/intent': 'self_harm',
  'self-harm/instructions': 'self_harm',
  'sexual/minors': 'child_at_risk',
  'harassment/threatening': 'threat',
  'hate/threatening': 'threat',
  harassment: 'anger',
};

/** Pure. Each risk once. */
export function risksFlagged(categories: readonly string[]): Risk[] {
  return [...new Set(categories.flatMap((category) => riskOf[category] ?? []))];
}
