import { expect, it } from 'vitest';
import { itemLines } from '../../cli/show/item.ts';
import { fullItem } from './shapes.ts';

it('a draft shows each source once: a passage by title and heading, said to be replaced where it is, the rest by its id', () => {
  const passage = 'passage:chk_1@2';
  const old = 'passage:chk_2@1';
  const statement = (text: string, ...sources: string[]) => ({ text, kind: 'fact', sources });
  const lines = itemLines(
    fullItem('itm_1', {
      kind: 'approval',
      draftShown: {
        id: 'drf_1',
        turn: 'trn_1',
        kind: 'model',
        macros: [],
        text: 'It takes five days.',
        statements: [
          statement('It takes', passage, old),
          statement('five days.', passage, 'fact:order[W1].status'),
        ],
        model: 'rules',
      },
      citations: [
        {
          source: passage,
          title: 'Returns',
          headingPath: ['Refunds'],
          url: 'https://help.example/r',
          live: true,
        },
        { source: old, title: 'Parcels', headingPath: [], url: null, live: false },
      ],
    }),
    [],
    new Date('2026-05-01T10:00:00Z'),
  );
  const sources = lines.slice(lines.indexOf('Sources') + 1);
  expect(sources.slice(0, 3)).toEqual([
    '  Returns › Refunds  https://help.example/r  passage:chk_1@2',
    '  Parcels (replaced since)  passage:chk_2@1',
    '  fact:order[W1].status',
  ]);
});
