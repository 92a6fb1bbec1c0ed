import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demote, demotionLimits, earned, wilson, wilsonLower } from '../../policy/autonomy/evidence.ts';
import { autonomyOf, type ForceInput } from '../../policy/autonomy/force.ts';
import { isSampled } from '../../policy/autonomy/sample.ts';

/** Published values of the 95 % score interval, to four digits. */
const published: [accepted: number, n: number, lower: number, upper: number][] = [
  [50, 50, 0.9287, 1],
  [49, 50, 0.895, 0.9965],
  [8, 10, 0.4902, 0.9433],
  [0, 10, 0, 0.2775],
  [81, 263, 0.2553, 0.3662],
];

const counts = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }))
  .map(([accepted, refused]) => ({ accepted, n: accepted + refused }));

describe('the Wilson interval', () => {
  it.each(published)('of %i out of %i is %f to %f', (accepted, n, lower, upper) => {
    const interval = wilson(accepted, n);
    expect(interval.lower).toBeCloseTo(lower, 3);
    expect(interval.upper).toBeCloseTo(upper, 3);
  });

  it('holds the share, stays within 0 and 1, and says nothing about nothing', () => {
    expect(wilson(0, 0)).toEqual({ lower: 0, upper: 1 });
    fc.assert(
      fc.property(counts, ({ accepted, n }) => {
        const { lower, upper } = wilson(accepted, n);
        const share = n === 0 ? 0.5 : accepted / n;
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower - 1e-12).toBeLessThanOrEqual(share);
        expect(upper + 1e-12).toBeGreaterThanOrEqual(share);
      }),
    );
  });
});

describe('earning auto', () => {
  const rules = { target: 0.9, reviewed: 50 };
  it.each([
    [0, 0, { kind: 'not_yet', reason: 'too_few', more: 50 }],
    [49, 49, { kind: 'not_yet', reason: 'too_few', more: 1 }],
    [50, 50, { kind: 'earned' }],
    [49, 50, { kind: 'not_yet', reason: 'below_target', more: 3 }],
    [95, 100, { kind: 'not_yet', reason: 'below_target', more: 13 }],
    [97, 100, { kind: 'earned' }],
  ] as const)('%i accepted out of %i', (accepted, n, expected) => {
    expect(earned({ n, accepted, ...rules })).toMatchObject(expected);
  });

  it('never happens below the number of reviewed drafts or below the target', () => {
    fc.assert(
      fc.property(counts, ({ accepted, n }) => {
        if (earned({ n, accepted, ...rules }).kind !== 'earned') return;
        expect(n).toBeGreaterThanOrEqual(50);
        expect(wilsonLower(accepted, n)).toBeGreaterThanOrEqual(0.9);
      }),
    );
  });

  it('happens with exactly as many more accepted drafts as it says, and not with one fewer', () => {
    const target = fc.constantFrom(0, 0.5, 0.9, 0.99);
    fc.assert(
      fc.property(counts, target, ({ accepted, n }, target) => {
        const answer = earned({ n, accepted, target, reviewed: 50 });
        if (answer.kind === 'earned') return;
        const more = answer.more ?? -1;
        const after = (k: number) => earned({ n: n + k, accepted: accepted + k, target, reviewed: 50 }).kind;
        expect(more).toBeGreaterThan(0);
        expect([after(more), after(more - 1)]).toEqual(['earned', 'not_yet']);
      }),
    );
  });

  it('with a target that no number of drafts reaches says so', () => {
    expect(earned({ n: 1_000, accepted: 1_000, target: 1, reviewed: 50 })).toMatchObject({ more: null });
  });
});

describe('demotion', () => {
  const quiet = { n: 0, troubled: 0 };
  const none = { n: 0, accepted: 0 };
  it.each([
    ['nothing known', none, quiet, 'keep'],
    ['one edit among fifty', { n: 50, accepted: 49 }, quiet, 'keep'],
    ['nine of ten', { n: 50, accepted: 45 }, quiet, 'keep'],
    ['eight of ten', { n: 50, accepted: 40 }, quiet, 'sample_below_target'],
    ['two of the first two refused', { n: 2, accepted: 0 }, quiet, 'keep'],
    ['three of the first five refused', { n: 5, accepted: 2 }, quiet, 'sample_below_target'],
    ['one in ten came back', none, { n: 200, troubled: 20 }, 'keep'],
    ['one in five came back', none, { n: 50, troubled: 10 }, 'trouble'],
    ['all of a few came back', none, { n: 9, troubled: 9 }, 'keep'],
  ] as const)('%s', (_, sample, sends, expected) => {
    const verdict = demote({ sample, sends }, 0.9);
    expect(verdict.kind === 'keep' ? 'keep' : verdict.reason).toBe(expected);
  });

  it('never follows from evidence that would still earn auto', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom(0.5, 0.8, 0.9, 0.95), (sample, target) => {
        if (wilsonLower(sample.accepted, sample.n) < target) return;
        expect(demote({ sample, sends: quiet }, target)).toEqual({ kind: 'keep' });
      }),
    );
  });

  it('is never kept off by more refusals', () => {
    fc.assert(
      fc.property(fc.integer({ min: demotionLimits.minSample, max: demotionLimits.sample }), (n) => {
        const kinds = Array.from(
          { length: n + 1 },
          (_, accepted) => demote({ sample: { n, accepted }, sends: quiet }, 0.9).kind,
        );
        expect(kinds.lastIndexOf('demote')).toBe(kinds.indexOf('keep') - 1);
      }),
    );
  });
});

describe('the autonomy in force', () => {
  const since = new Date(0);
  const at = (mode: 'shadow' | 'approve' | 'auto' | null) => ({ mode, since });
  const input = (changes: Partial<ForceInput>): ForceInput => ({
    ...{ setting: 'auto', kind: 'draft', own: undefined, stops: [], alwaysHuman: false },
    ...changes,
  });
  it.each([
    ['a macro follows the desk file', { kind: 'macro' }, 'auto', 'desk_file'],
    ['a new prompt or model starts from approve, whatever the desk file says', {}, 'approve', 'not_earned'],
    ['what earned auto has it', { own: at('auto') }, 'auto', 'promoted'],
    [
      'earned auto is above approve in the desk file',
      { setting: 'approve', own: at('auto') },
      'auto',
      'promoted',
    ],
    [
      'shadow in the desk file is its last word',
      { setting: 'shadow', own: at('auto') },
      'shadow',
      'desk_file',
    ],
    [
      'off in the desk file is its last word',
      { setting: 'off', own: at('auto'), kind: 'macro' },
      'off',
      'desk_file',
    ],
    ['a demoted macro waits for a person', { kind: 'macro', own: at('approve') }, 'approve', 'demoted'],
    [
      'what a person stopped is stopped',
      { own: at('auto'), stops: [undefined, at('approve')] },
      'approve',
      'stopped',
    ],
    [
      'the most careful stop holds',
      { own: at('auto'), stops: [at('approve'), at('shadow')] },
      'shadow',
      'stopped',
    ],
    ['a lifted stop stops nothing', { own: at('auto'), stops: [at(null)] }, 'auto', 'promoted'],
    ['a stop raises nothing', { setting: 'approve', stops: [at('auto')] }, 'approve', 'desk_file'],
    [
      'what always goes to a person never leaves alone',
      { own: at('auto'), alwaysHuman: true },
      'approve',
      'always_human',
    ],
  ] as [string, Partial<ForceInput>, string, string][])('%s', (_, changes, autonomy, reason) => {
    expect(autonomyOf(input(changes))).toEqual({ autonomy, reason });
  });

  it('of a draft that no promotion names is never auto', () => {
    const mode = fc.constantFrom('shadow', 'approve', null, undefined);
    fc.assert(
      fc.property(
        fc.constantFrom('off', 'shadow', 'approve', 'auto'),
        mode,
        fc.boolean(),
        (setting, own, alwaysHuman) => {
          const stops = [undefined];
          const force = autonomyOf(
            input({
              setting: setting as ForceInput['setting'],
              own: own === undefined ? undefined : at(own as null),
              stops,
              alwaysHuman,
            }),
          );
          expect(force.autonomy).not.toBe('auto');
        },
      ),
    );
  });
});

describe('the sample', () => {
  const rules = { sample: 0.05, samplePerWeek: 10 };
  const turns = (n: number) => Array.from({ length: n }, (_, i) => `trn_0abc${i.toString(32)}`);

  it('of a week has at least its number of every topic, or all replies where there are fewer', () => {
    const minimum = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { maxLength: 60 }), minimum, (ids, samplePerWeek) => {
        let sampled = 0;
        for (const id of ids) if (isSampled(id, { sample: 0.05, samplePerWeek }, [sampled])) sampled += 1;
        expect(sampled).toBeGreaterThanOrEqual(Math.min(samplePerWeek, ids.length));
      }),
    );
  });

  it('beyond that is the share, drawn by the turn alone', () => {
    const drawn = turns(20_000).filter((id) => isSampled(id, rules, [10]));
    // Four standard deviations of a fair draw.
    expect(Math.abs(drawn.length / 20_000 - 0.05)).toBeLessThan(0.0062);
    expect(turns(20_000).filter((id) => isSampled(id, rules, [10, 12]))).toEqual(drawn);
  });

  it('is drawn when any topic of the turn still lacks its number', () => {
    const [id = ''] = turns(200).filter((t) => !isSampled(t, rules, [10]));
    expect(isSampled(id, rules, [10, 9])).toBe(true);
  });

  it('of nobody is empty, and of all is all', () => {
    expect(turns(500).filter((id) => isSampled(id, { sample: 0, samplePerWeek: 0 }, [0]))).toEqual([]);
    expect(turns(500).every((id) => isSampled(id, { sample: 1, samplePerWeek: 0 }, [0]))).toBe(true);
  });
});
