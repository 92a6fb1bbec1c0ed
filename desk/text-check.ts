/** The texts of desk.yaml that customers may get: their slots, and that a safety text belongs to a danger risk. */
import { parseBody } from './liquid.ts';
import type { LooseDesk } from './loose.ts';
import { nearest, type Path } from './problem.ts';
import { safetyRisks } from './risks.ts';

/** What a notice may show. A slot more is a name that nobody fills. */
const noticeSlots: readonly string[] = ['queueName'];

/** Pure. */
export function checkTexts(
  desk: LooseDesk,
  wrong: (path: Path, message: string, fix?: string) => void,
): void {
  for (const [language, text] of Object.entries(desk.texts.notice)) {
    if (text === undefined) continue;
    const path = ['texts', 'notice', language];
    const body = parseBody(text, 'en');
    if (body.kind === 'failed') wrong(path, body.message);
    else
      for (const { slot } of body.slots)
        if (!noticeSlots.includes(slot))
          wrong(path, `a notice has no slot ${slot}`, `there is {{ ${noticeSlots.join(' }}, {{ ')} }}`);
  }
  for (const risk of Object.keys(desk.texts.safety)) {
    if (safetyRisks.some((name) => name === risk)) continue;
    const meant = nearest(risk, safetyRisks);
    const fix = meant ? `did you mean ${meant}?` : `there are ${safetyRisks.join(', ')}`;
    wrong(['texts', 'safety', risk], `${risk} is no risk in which somebody may come to harm`, fix);
  }
}
