/** What a language model is asked: the prompt's input, from the material of the turn. */
import type { DeskContent } from '../desk/schema.ts';
import { citation } from '../domain/citation.ts';
import type { Draft, QueueItem } from '../domain/conversation.ts';
import { reasonText } from '../domain/reasons.ts';
import { OTHER_TOPIC } from '../domain/words.ts';
import { nearestExamples } from '../models/rules/triage.ts';
import { risks } from '../policy/risk.ts';
import type { PromptId, PromptInput } from '../prompts/schemas.ts';
import type { Ask } from '../workflows/contract.ts';
import { type ActivityContext, draftIn, type TurnInput, type TurnScene } from './context.ts';
import type { DraftDecision } from './draft.ts';
import { languageOf, type Material, materialOf, type Said } from './material.ts';
import { fromStored } from './model.ts';
import { type DraftedByModel, modelDraft } from './model-draft.ts';
import { type Problem, problemsOf } from './model-review.ts';

/** A prompt with its input, and what the short ids in it stand for: `p1` → `passage:chk_…@2`, `f1` → `fact:order[W1].status`. */
export interface Question<Id extends PromptId = PromptId> {
  prompt: Id;
  input: PromptInput<Id>;
  sources: ReadonlyMap<string, string>;
}

/** Which prompt a question is put with. */
export const promptOfAsk: Readonly<Record<Ask, PromptId>> = {
  triage: 'triage',
  query: 'query',
  draft: 'draft',
  repair: 'draft',
  review: 'review',
  review_repair: 'review',
  clarify: 'clarify',
  packet: 'packet',
  trial: 'draft',
};

/** `item` is the hand-off that a packet is written for. */
export async function questionOf(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
  ask: Ask,
  item?: QueueItem,
): Promise<Question> {
  const trial = ask === 'trial';
  const material = await materialOf(scene, trial ? scene.turn.openedAt : undefined);
  const { content } = scene.version;
  const language = languageOf(material, content);
  const { earlier, messages, passages, facts, sources } = citable(material);
  const talk = { desk: deskOf(content), earlier, messages };
  const askedBefore = material.askedBefore.map(({ question, answer }) => ({ question, answer }));
  const entities = content.desk.entities.map(({ id, description }) => ({ id, description }));
  switch (ask) {
    case 'triage':
      return {
        prompt: 'triage',
        input: {
          ...talk,
          topics: topicsOf(content),
          entities,
          risks: [...risks],
          nearest: nearestExamples(content, material.messages.map((m) => m.text).join('\n')),
        },
        sources,
      };
    case 'query':
      return { prompt: 'query', input: talk, sources };
    case 'draft':
    case 'trial':
    case 'repair': {
      const draft = ask === 'repair' ? await lastDraft(scene) : undefined;
      return {
        prompt: 'draft',
        input: {
          ...talk,
          language,
          topics: topicsOf(content).filter((t) => material.triage?.topics.some((x) => x.id === t.id)),
          passages,
          facts,
          askedBefore,
          askable: entities.filter((e) => !material.askedBefore.some((a) => a.entity === e.id)),
          maxQuestions: content.desk.drafts.maxQuestions,
          promises: content.desk.drafts.promises,
          contacts: content.desk.drafts.contacts,
          lookUps: trial ? [] : lookUpsOf(scene), // it has what the draft had, and asks nobody for more
          problems: draft ? await problemsInWords(context, scene, material, draft) : [],
          previous: draft ? statementsOf(draft, sources) : [],
        },
        sources,
      };
    }
    case 'review':
    case 'review_repair': {
      const draft = ask === 'review' ? await lastDraft(scene) : repairedDraft(context, input, scene);
      return {
        prompt: 'review',
        input: {
          ...talk,
          language,
          statements: statementsOf(draft, sources).map((s, index) => ({ ...s, index })),
          passages,
          facts,
          promises: content.desk.drafts.promises,
        },
        sources,
      };
    }
    case 'clarify':
      return {
        prompt: 'clarify',
        input: {
          ...talk,
          language,
          wanted: entities.filter((e) => e.id === missingEntity(scene)),
          askedBefore,
          maxQuestions: content.desk.drafts.maxQuestions,
        },
        sources,
      };
    case 'packet':
      return {
        prompt: 'packet',
        input: {
          ...talk,
          reason: reasonText(item?.reason ?? ''),
          passages,
          facts,
          attempted: [],
          promised: material.told.map((t) => t.text),
        },
        sources,
      };
  }
}

function deskOf({ desk }: DeskContent) {
  const { name, language, languages, signature } = desk;
  return { name, language, languages, tone: desk.drafts.tone, signature };
}

const topicsOf = ({ desk }: DeskContent) =>
  desk.topics.filter((t) => t.id !== OTHER_TOPIC).map(({ id, description }) => ({ id, description }));

/** Short ids for everything that may be cited: a model copies `p1` without a mistake, and cannot guess a real one. */
function citable({ earlier, messages, passages, facts }: Material) {
  const sources = new Map<string, string>();
  const short = (letter: string, at: number, real: string): string => {
    const id = `${letter}${at + 1}`;
    sources.set(id, real);
    return id;
  };
  const messageOf = (m: Said, at: number) => ({ ...m, id: short('m', at, m.id), at: minuteOf(m.at) });
  return {
    sources,
    earlier: earlier.map(messageOf),
    messages: messages.map((m, at) => messageOf(m, earlier.length + at)),
    passages: passages.map((p, at) => ({
      id: short('p', at, citation(p)),
      title: p.title,
      headingPath: p.headingPath,
      text: p.text,
      audience: p.audience,
    })),
    facts: facts.map((f, at) => ({
      id: short('f', at, `fact:${f.id}`),
      path: f.path,
      value: inWords(f.value),
    })),
  };
}

const minuteOf = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');
const inWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

async function lastDraft(scene: TurnScene): Promise<Draft> {
  const draft = await draftIn(scene);
  if (!draft) throw new Error(`turn ${scene.turn.id} has no draft that could be reviewed`);
  return draft;
}

/** The repair that the model has just written; it is stored when its review is through. */
function repairedDraft({ clock }: ActivityContext, input: TurnInput, scene: TurnScene): Draft {
  const stored = scene.answers.get('repair');
  const answer = stored && fromStored<DraftedByModel>(stored);
  if (answer?.kind !== 'answered') throw new Error(`turn ${input.turn} has no repaired draft`);
  return modelDraft(input, answer.content, answer.by, scene.version.content.desk.signature, clock());
}

/** A draft's statements with the short ids of this prompt; a source that it does not know keeps its name. */
function statementsOf({ statements }: Draft, sources: ReadonlyMap<string, string>) {
  const short = new Map([...sources].map(([id, real]) => [real, id]));
  return statements.map(({ kind, text, sources: of }) => ({
    kind,
    text,
    sources: of.map((real) => short.get(real) ?? real),
  }));
}

async function problemsInWords(
  context: ActivityContext,
  scene: TurnScene,
  material: Material,
  draft: Draft,
): Promise<string[]> {
  const found = await problemsOf(context, scene, material, draft, 'review');
  const all: Problem[] = found.kind === 'reviewed' ? found.problems : [];
  return all.map(({ code, statement, detail }) =>
    [
      statement === null ? '' : `sentence ${statement}: `,
      code.replaceAll('_', ' '),
      detail && `: ${detail}`,
    ].join(''),
  );
}

const missingEntity = (scene: TurnScene): string | null =>
  (scene.decisions.draft as DraftDecision | undefined)?.missingEntity ?? null;

/** Collections of the account that the model may still ask for: only where the desk lets it, and only so often. */
export function lookUpsOf({ version, answers }: TurnScene): { id: string; description: string }[] {
  const { drafts, account } = version.content.desk;
  const made = [...answers.keys()].filter((ask) => ask.startsWith('look_up')).length;
  if (drafts.lookUps !== 'model' || made >= drafts.maxLookUps) return [];
  return Object.entries(account?.collections ?? {}).map(([id, { view }]) => ({
    id,
    description: Object.keys(view).join(', '),
  }));
}
