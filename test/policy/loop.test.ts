import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, days, hours, minutes } from '../../domain/clock.ts';
import { looksLikeEcho, mayAutoSend } from '../../policy/loop.ts';

const now = new Date('2026-03-01T12:00:00Z');
const ago = (ms: number): Date => after(now, -ms);
const limits = { perHour: 3, perDay: 5 };

describe('the loop budget', () => {
  it('lets the first sends of an hour leave', () => {
    expect(mayAutoSend([], limits, now)).toEqual({ kind: 'ok' });
    expect(mayAutoSend([ago(minutes(5)), ago(minutes(50))], limits, now)).toEqual({ kind: 'ok' });
  });

  it('names the moment at which the oldest send that is too many leaves the hour', () => {
    const sent = [ago(minutes(10)), ago(minutes(50)), ago(minutes(20))];
    expect(mayAutoSend(sent, limits, now)).toEqual({
      kind: 'refused',
      reason: 'loop_budget_hour',
      until: after(now, minutes(10)),
    });
  });

  it('names the day before the hour, because it lasts longer', () => {
    const sent = [1, 2, 3, 4, 23].map((n) => (n === 23 ? ago(hours(23)) : ago(minutes(n))));
    expect(mayAutoSend(sent, limits, now)).toEqual({
      kind: 'refused',
      reason: 'loop_budget_day',
      until: after(now, hours(1)),
    });
  });

  it('does not count what was sent exactly an hour, or a day, ago', () => {
    expect(mayAutoSend(Array(3).fill(ago(hours(1))), limits, now)).toEqual({ kind: 'ok' });
    expect(mayAutoSend(Array(5).fill(ago(days(1))), limits, now)).toEqual({ kind: 'ok' });
  });

  it('counts a send that lies in the future, because clocks differ', () => {
    expect(mayAutoSend(Array(3).fill(after(now, minutes(1))), limits, now)).toMatchObject({
      kind: 'refused',
    });
  });

  it('of nothing lets nothing leave', () => {
    expect(mayAutoSend([], { perHour: 0, perDay: 5 }, now)).toEqual({
      kind: 'refused',
      reason: 'loop_budget_hour',
      until: after(now, hours(1)),
    });
  });

  it('holds over any sequence of attempts, and is free again when it says', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(gaps, (minutesBetween) => {
        const sent: Date[] = [];
        let at = now;
        for (const gap of minutesBetween) {
          at = after(at, minutes(gap));
          const answer = mayAutoSend(sent, limits, at);
          if (answer.kind === 'ok') sent.push(at);
          else {
            expect(answer.until.getTime()).toBeGreaterThan(at.getTime());
            const then = mayAutoSend(sent, limits, answer.until);
            if (then.kind === 'refused') expect(then.reason).not.toBe(answer.reason);
          }
          const within = (ms: number): number => sent.filter((one) => one > after(at, -ms)).length;
          expect(within(hours(1))).toBeLessThanOrEqual(limits.perHour);
          expect(within(days(1))).toBeLessThanOrEqual(limits.perDay);
        }
      }),
    );
  });
});

describe('an echo', () => {
  const text = 'Your ticket 4711 was received at 12:03 and will be answered by the next free colleague.';
  const again = 'Your ticket 4712 was received at 12:09 and will be answered by the next free colleague.';

  it('is the same text within the hour, whatever its numbers say', () => {
    expect(looksLikeEcho(again, [{ text, at: ago(minutes(6)) }], now)).toBe(true);
  });

  it('is none after an hour, nor before it was said', () => {
    expect(looksLikeEcho(again, [{ text, at: ago(minutes(61)) }], now)).toBe(false);
    expect(looksLikeEcho(again, [{ text, at: after(now, 1) }], now)).toBe(false);
  });

  it('is none where a sentence differs', () => {
    const more = `${text} Still, where is my money? You promised it for Monday.`;
    expect(looksLikeEcho(more, [{ text, at: ago(minutes(6)) }], now)).toBe(false);
  });

  it('is none in few words, which people repeat too', () => {
    expect(looksLikeEcho('hello??', [{ text: 'hello??', at: ago(minutes(1)) }], now)).toBe(false);
  });

  it('of itself always is one when it is long enough', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{3,8}$/), { minLength: 8, maxLength: 30 }), (words) => {
        const said = words.join(' ');
        expect(looksLikeEcho(said.toUpperCase(), [{ text: said, at: now }], now)).toBe(true);
      }),
    );
  });
});
