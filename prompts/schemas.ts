/** Every prompt with its input and output, by id: what the names in front matter mean. */
import { z } from 'zod';
import * as inputs from './inputs.ts';
import * as outputs from './outputs.ts';

interface Pair {
  input: { name: string; schema: z.ZodType };
  output: { name: string; schema: z.ZodType };
}

export const promptSchemas = {
  triage: {
    input: { name: 'TriageInput', schema: inputs.triageInput },
    output: { name: 'TriageOutput', schema: outputs.triageOutput },
  },
  query: {
    input: { name: 'QueryInput', schema: inputs.queryInput },
    output: { name: 'QueryOutput', schema: outputs.queryOutput },
  },
  draft: {
    input: { name: 'DraftInput', schema: inputs.draftInput },
    output: { name: 'DraftOutput', schema: outputs.draftOutput },
  },
  review: {
    input: { name: 'ReviewInput', schema: inputs.reviewInput },
    output: { name: 'ReviewOutput', schema: outputs.reviewOutput },
  },
  packet: {
    input: { name: 'PacketInput', schema: inputs.packetInput },
    output: { name: 'PacketOutput', schema: outputs.packetOutput },
  },
  clarify: {
    input: { name: 'ClarifyInput', schema: inputs.clarifyInput },
    output: { name: 'ClarifyOutput', schema: outputs.clarifyOutput },
  },
} as const satisfies Record<string, Pair>;

export type PromptId = keyof typeof promptSchemas;
export const promptIds = Object.keys(promptSchemas) as PromptId[];
export const isPromptId = (id: string): id is PromptId => Object.hasOwn(promptSchemas, id);

type Schemas = typeof promptSchemas;
/** What the caller gives. */
export type PromptInput<Id extends PromptId> = z.input<Schemas[Id]['input']['schema']>;
/** What the model answers, checked. */
export type PromptOutput<Id extends PromptId> = z.output<Schemas[Id]['output']['schema']>;

const outputSchemas = new Map<PromptId, { name: string; schema: Record<string, unknown> }>();

/** JSON Schema of an output, as `ModelCall.output` takes it: strict structured output accepts it as it is. */
export function outputSchemaOf(id: PromptId): { name: string; schema: Record<string, unknown> } {
  const known = outputSchemas.get(id);
  if (known) return known;
  const { name, schema } = promptSchemas[id].output;
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7' });
  const made = { name, schema: rest };
  outputSchemas.set(id, made);
  return made;
}

export type ReadAnswer<Id extends PromptId> =
  | { kind: 'ok'; value: PromptOutput<Id> }
  /** In words for the model: what a repair attempt has to put right. Names fields, quotes nothing. */
  | { kind: 'invalid'; problems: string[] };

/** Pure. A model's text as its output. Takes it out of a code block, because not every server enforces a schema. */
export function readAnswer<Id extends PromptId>(id: Id, text: string): ReadAnswer<Id> {
  const bare = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
  let json: unknown;
  try {
    json = JSON.parse(bare);
  } catch {
    return { kind: 'invalid', problems: ['the answer is not JSON'] };
  }
  const parsed = promptSchemas[id].output.schema.safeParse(json);
  if (parsed.success) return { kind: 'ok', value: parsed.data as PromptOutput<Id> };
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || 'the answer'}: ${issue.message}`,
  );
  return { kind: 'invalid', problems };
}
