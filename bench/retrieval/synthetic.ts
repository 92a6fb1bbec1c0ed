/** Passages, questions and vectors of no meaning, as many as wanted, that cost a search what real ones do. */
import type { SourceDocument } from '../../knowledge/document.ts';
import type { SpokenTurn } from '../../knowledge/query.ts';
import type { EmbeddingModel } from '../../models/port.ts';

export const dimension = 1_536;
/** Text embeddings vary in far fewer directions than they have numbers; vectors of independent numbers have no neighbours. */
const latentDimension = 48;
const vocabulary = 30_000;

/** Mulberry32: small, and the same on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const gaussian = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());

/** Words by Zipf's law, as in any language: few are everywhere, most are rare. */
function wordOf(random: () => number): string {
  const rank = Math.floor(vocabulary ** random());
  const letters = 'bcdfghklmnprstvz';
  const vowels = 'aeiou';
  let n = rank * 7_919 + 17;
  let word = '';
  for (let i = 0; i < 3; i += 1) {
    word += (letters[n % letters.length] ?? '') + (vowels[Math.floor(n / 16) % vowels.length] ?? '');
    n = Math.floor(n / 11) + rank * (i + 3);
  }
  return word + (rank % 97);
}

const textOf = (random: () => number, words: number): string =>
  Array.from({ length: words }, () => wordOf(random)).join(' ');

export function documentsOf(count: number): SourceDocument[] {
  const random = randomOf(1);
  return Array.from({ length: count }, (_, i) => ({
    key: `document-${i}`,
    title: textOf(random, 4),
    url: null,
    language: 'en',
    audience: i % 10 === 0 ? 'internal' : 'public',
    effectiveFrom: null,
    effectiveTo: null,
    body: textOf(random, 120),
  }));
}

/** As long as conversations are: six turns of 20 words. */
export function conversationsOf(count: number): SpokenTurn[][] {
  const random = randomOf(2);
  return Array.from({ length: count }, () =>
    Array.from({ length: 6 }, (_, i) => ({
      speaker: i % 2 ? 'agent' : 'customer',
      text: textOf(random, 20),
    })),
  );
}

/** Neighbourhoods in a space of few directions, turned into the many of a real model. */
export function syntheticEmbeddings(): EmbeddingModel {
  const random = randomOf(3);
  const projection = Array.from({ length: latentDimension }, () =>
    Float64Array.from({ length: dimension }, () => gaussian(random)),
  );
  const centres = Array.from({ length: 500 }, () =>
    Array.from({ length: latentDimension }, () => gaussian(random)),
  );
  return {
    name: 'synthetic',
    dimension: async () => dimension,
    embed: async (texts) =>
      texts.map((text) => {
        let seed = 0;
        for (let i = 0; i < text.length; i += 1) seed = (Math.imul(seed, 31) + text.charCodeAt(i)) | 0;
        const own = randomOf(seed);
        const centre = centres[Math.floor(own() * centres.length)] ?? [];
        const sum = new Float64Array(dimension);
        for (const [i, row] of projection.entries()) {
          const value = (centre[i] ?? 0) + 0.6 * gaussian(own);
          for (let j = 0; j < dimension; j += 1) sum[j] = (sum[j] ?? 0) + value * (row[j] ?? 0);
        }
        const length = Math.hypot(...sum);
        return Array.from(sum, (value) => Number((value / length).toFixed(7)));
      }),
  };
}
