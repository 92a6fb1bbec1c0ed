/** What differs between two versions of a desk, in words for the people who decide whether to apply one. */
import { diffFiles, diffLines } from '../prompts/diff.ts';
import { promptFilesOf } from '../prompts/load.ts';
import type { Macro } from './macro.ts';
import type { DeskContent } from './schema.ts';

export type Change =
  | { kind: 'added'; what: string; to: string }
  | { kind: 'removed'; what: string; from: string }
  | { kind: 'changed'; what: string; from: string; to: string };

/** Longer values are cut in a change: it says that and where something changed, the files say to what. */
const MAX_SHOWN = 100;

/** Pure. In the order of the files; empty when both mean the same. */
export function diffDesks(before: DeskContent, after: DeskContent): Change[] {
  return [
    ...diffValues('', before.desk, after.desk),
    ...diffMacros(before.macros, after.macros),
    ...diffPrompts(before, after),
  ];
}

/** `+ topics refund`, `- …` or `~ topics[refund].macro: refund_time → refund_window` */
export function changeLine(change: Change): string {
  switch (change.kind) {
    case 'added':
      return `+ ${change.what}: ${change.to}`;
    case 'removed':
      return `- ${change.what}: ${change.from}`;
    case 'changed':
      return `~ ${change.what}: ${change.from} → ${change.to}`;
  }
}

function diffValues(what: string, before: unknown, after: unknown): Change[] {
  if (before === undefined) return after === undefined ? [] : [{ kind: 'added', what, to: shown(after) }];
  if (after === undefined) return [{ kind: 'removed', what, from: shown(before) }];
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(what, before, after);
  if (isObject(before) && isObject(after))
    return namesOf(before, after).flatMap((name) =>
      diffValues(what === '' ? name : `${what}.${name}`, own(before, name), own(after, name)),
    );
  const [from, to] = [shown(before), shown(after)];
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ kind: 'changed', what, from, to }];
}

/** Entries with an id are matched by it, so that moving one is no change; others by what they are. */
function diffLists(what: string, before: unknown[], after: unknown[]): Change[] {
  const [old, now] = [keyed(before), keyed(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [from, to] = [old.get(key), now.get(key)];
    const withId = isObject(from ?? to) && 'id' in ((from ?? to) as object);
    return diffValues(withId ? `${what}[${key}]` : what, from, to);
  });
}

function keyed(list: unknown[]): Map<string, unknown> {
  return new Map(
    list.map((entry) => [isObject(entry) && 'id' in entry ? String(entry.id) : JSON.stringify(entry), entry]),
  );
}

function diffMacros(before: readonly Macro[], after: readonly Macro[]): Change[] {
  const named = (macros: readonly Macro[]) =>
    new Map(macros.map((macro) => [`${macro.id}.${macro.language}`, macro]));
  const [old, now] = [named(before), named(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key): Change[] => {
    const [from, to] = [old.get(key), now.get(key)];
    const what = `macro ${key}`;
    if (from?.version === to?.version) return [];
    if (!from) return [{ kind: 'added', what, to: shown(to?.body.trim()) }];
    if (!to) return [{ kind: 'removed', what, from: shown(from.body.trim()) }];
    return [{ kind: 'changed', what, ...macroShown(from, to) }];
  });
}

/** By line; a run of changed lines is one change, at its first line. `prompts diff` shows all of it. */
function diffPrompts(before: DeskContent, after: DeskContent): Change[] {
  return diffFiles(promptFilesOf(before), promptFilesOf(after)).flatMap(({ file, lines }) =>
    lines.flatMap((line, index): Change[] => {
      if (line.kind === 'same' || (lines[index - 1]?.kind ?? 'same') !== 'same') return [];
      const end = lines.findIndex((other, at) => at > index && other.kind === 'same');
      const run = lines.slice(index, end === -1 ? undefined : end);
      const text = (kind: 'removed' | 'added') => run.filter((l) => l.kind === kind).map((l) => l.text);
      const [from, to] = [text('removed'), text('added')];
      const what = `prompts/${file}:${line.after}`;
      if (from.length === 0) return [{ kind: 'added', what, to: shown(to.join('\n')) }];
      if (to.length === 0) return [{ kind: 'removed', what, from: shown(from.join('\n')) }];
      return [{ kind: 'changed', what, from: shown(from.join('\n')), to: shown(to.join('\n')) }];
    }),
  );
}

/** The lines that differ, where there are such on both sides: most macros begin alike. */
function macroShown(before: Macro, after: Macro): { from: string; to: string } {
  const lines = diffLines(before.body.trim(), after.body.trim());
  const only = (kind: 'removed' | 'added') => lines.filter((l) => l.kind === kind).map((l) => l.text);
  const [gone, come] = [only('removed'), only('added')];
  const told = gone.length > 0 && come.length > 0;
  const side = (macro: Macro, changed: string[]) =>
    `${macro.version.slice(0, 12)} ${shown(told ? changed.join('\n') : macro.body.trim())}`;
  return { from: side(before, gone), to: side(after, come) };
}

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const namesOf = (a: Fields, b: Fields): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];
const own = (value: Fields, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN - 1)}…`;
}
