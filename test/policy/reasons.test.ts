/** People read reasons in words: in the queue, in the packet and in the Temporal UI. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reasonText } from '../../domain/reasons.ts';
import { packageFile } from '../../temporal/places.ts';

const gate = readFileSync(packageFile('policy/gate.ts'), 'utf8');
const codes = [...gate.matchAll(/(?:handOff\(|approve\(|return )['`]([a-z_]+)/g)].map(
  ([, code]) => code ?? '',
);

test('every reason for which the gate gives a turn to a person has words', () => {
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => reasonText(code) === code)).toEqual([]);
});
