/** An embedding model of a few known directions: texts that share a subject are near each other. */
import type { EmbeddingModel } from '../../models/port.ts';

const subjects = [
  ['warranty', 'guarantee', 'repair'],
  ['parcel', 'shipping', 'courier', 'delivery'],
  ['password', 'login', 'sign'],
  ['return', 'refund', 'money'],
];

export interface FakeModel extends EmbeddingModel {
  /** Every text that was embedded, in order. */
  embedded: string[];
}

/** `named` answers for the given names, as a provider that serves several models. */
export function fakeModel(
  name: string,
  options: { extra?: number; others?: readonly string[] } = {},
): FakeModel {
  const embedded: string[] = [];
  const vectorOf = (text: string): number[] => [
    ...subjects.map((words) => words.filter((word) => text.toLowerCase().includes(word)).length),
    ...new Array(options.extra ?? 0).fill(0),
    0.01,
  ];
  return {
    name,
    embedded,
    dimension: async () => vectorOf('').length,
    embed: async (texts) => {
      embedded.push(...texts);
      return texts.map(vectorOf);
    },
    named: (other) => (options.others?.includes(other) ? fakeModel(other) : undefined),
  };
}
