/**
 * Learns the danger classifier anew from policy/risk/danger/examples, and prints what it finds among examples that are held
 * out: `npm run learn:danger`, after the examples, the senses or the features were changed.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type LinearModel, loudest, SOUNDS_LIKE_DANGER } from '../policy/risk/danger/classifier.ts';
import { learn } from '../policy/risk/danger/learn.ts';
import { foldedLine } from '../policy/risk/fold.ts';
import { type DangerExample, dangerExamples } from './danger-examples.ts';

const FOLDS = 5;
const THRESHOLDS = [0, 0.5, 1, SOUNDS_LIKE_DANGER, 2, 3];
const weightsFile = fileURLToPath(new URL('../policy/risk/danger/weights.ts', import.meta.url));

const examples = await dangerExamples();
console.log(`${examples.length} examples`);
console.log(`held out, ${FOLDS} folds: share that counts as danger, by log-odds from which it does\n`);
printShares(heldOut(examples));
await writeFile(weightsFile, sourceOf(learn(examples)));
console.log(`\nwritten: ${weightsFile}`);

function heldOut(all: readonly DangerExample[]): { example: DangerExample; odds: number }[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const model = learn(all.filter((_, at) => at % FOLDS !== fold));
    return all
      .filter((_, at) => at % FOLDS === fold)
      .map((example) => ({ example, odds: loudest(model, foldedLine(example.text))?.odds ?? -Infinity }));
  });
}

function printShares(scored: readonly { example: DangerExample; odds: number }[]): void {
  const groups = new Map<string, { odds: number }[]>();
  for (const { example, odds } of scored) {
    const name = `${example.language === 'en' ? 'English' : 'others '} ${example.kind}`;
    groups.set(name, [...(groups.get(name) ?? []), { odds }]);
  }
  console.log(['', ...THRESHOLDS.map((odds) => odds.toFixed(1))].map(cell).join(''));
  for (const [name, rows] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const shares = THRESHOLDS.map((least) => rows.filter(({ odds }) => odds >= least).length / rows.length);
    console.log(
      [name, ...shares.map((share) => `${(100 * share).toFixed(1)} %`)].map(cell).join('') +
        `  of ${rows.length}`,
    );
  }
}

function cell(text: string, at: number): string {
  return at === 0 ? text.padEnd(28) : text.padStart(9);
}

function sourceOf({ bias, scale, weights }: LinearModel): string {
  const packed = Buffer.from(weights.buffer).toString('base64');
  return [
    '/** Written by `npm run learn:danger`; what is in it and why: learn.ts. */',
    'export const learned = {',
    `  bias: ${bias},`,
    `  scale: ${scale},`,
    '  weights:',
    `    '${packed}',`,
    '};',
    '',
  ].join('\n');
}
