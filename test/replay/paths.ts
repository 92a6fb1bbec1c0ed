/** Every path of a conversation through the engine, for what has to hold on all of them: histories that replay, and no text in them. */
import { expect } from 'vitest';
import type { Behaviour } from '../provider/behaviour.ts';
import type { Provider } from '../provider/server.ts';
import { careQuestion } from '../support/model-desk.ts';
import type { Spine } from '../support/spine.ts';

/** A spine with the Temporal client's part of it, and the provider of its language model. */
export interface Stage extends Spine {
  provider: Provider;
  update(conversation: string, name: string, input: object): Promise<unknown>;
  /** Resolves when the workflow has completed. */
  ended(conversation: string): Promise<void>;
}

export interface Path {
  name: string;
  /** Runs on a stage with a language model. */
  model?: true;
  /** Answers with the conversation once it is at rest, or over. */
  run(stage: Stage): Promise<string>;
}

const BEN = { identities: [{ kind: 'email', address: 'ben@example.com', proof: 'channel' }] };
const repair = 'My lamp is broken, can you repair my lamp?';

/** Says it, and waits until nothing is to be done. */
async function said(spine: Spine, key: string, text: string, more?: Record<string, unknown>) {
  const { conversation, message } = await spine.say(key, text, more);
  return { conversation, message: message ?? '', shown: await spine.atRest(conversation) };
}

async function act(spine: Spine, conversation: string, action: string, body: object = {}) {
  const answer = await spine.call('POST', `/conversations/${conversation}/${action}`, body);
  if (answer.statusCode !== 200) throw new Error(`${action} answered ${JSON.stringify(answer.body)}`);
  await spine.atRest(conversation);
  return answer.body;
}

export const paths: readonly Path[] = [
  { name: 'reply', run: async (spine) => (await said(spine, 'reply', 'When are you open?')).conversation },
  {
    name: 'question-and-answer',
    async run(spine) {
      await said(spine, 'question', 'Where is my order?', BEN);
      return (await said(spine, 'question', 'status of my order L-2002 please', BEN)).conversation;
    },
  },
  {
    name: 'hand-off-claim-reply-solve',
    async run(spine) {
      const { conversation, message, shown } = await said(
        spine,
        'hand-off',
        'I want to talk to a real person.',
      );
      await act(spine, conversation, 'claim', { item: shown.items[0]?.id });
      await act(spine, conversation, 'reply', { text: 'Here I am, in person.', seenThrough: message });
      await act(spine, conversation, 'solve', { seenThrough: message });
      return conversation;
    },
  },
  {
    name: 'approval',
    async run(spine) {
      const { conversation, message, shown } = await said(spine, 'approval', repair);
      await act(spine, conversation, 'approve', { draft: shown.items[0]?.draft, seenThrough: message });
      return conversation;
    },
  },
  {
    name: 'approval-edited-and-rejected',
    async run(spine) {
      const { conversation, shown } = await said(spine, 'rejected', repair);
      const edited = await act(spine, conversation, 'edit', {
        draft: shown.items[0]?.draft,
        text: 'Send it in, please.',
      });
      await act(spine, conversation, 'reject', { draft: edited.draft, reason: 'wrong_facts' });
      return conversation;
    },
  },
  {
    name: 'unknown-topic',
    run: async (spine) => (await said(spine, 'unknown', 'xqzt blorb wug')).conversation,
  },
  {
    name: 'danger',
    run: async (spine) => (await said(spine, 'danger', 'I want to kill myself')).conversation,
  },
  {
    name: 'takeover-and-release',
    async run(spine) {
      const { conversation } = await said(spine, 'takeover', 'When are you open?');
      await act(spine, conversation, 'takeover');
      await said(spine, 'takeover', 'Where is my order?');
      await act(spine, conversation, 'release');
      return conversation;
    },
  },
  {
    name: 'update-from-the-temporal-ui',
    async run(spine) {
      const { conversation, message } = await said(spine, 'update', repair);
      await spine.update(conversation, 'takeOver', { person: 'ann' });
      await spine.atRest(conversation);
      await spine.update(conversation, 'solve', { person: 'ann', seenThrough: message });
      await spine.atRest(conversation);
      return conversation;
    },
  },
  {
    name: 'automated-mail',
    run: async (spine) =>
      (await said(spine, 'robot', 'I am away.', { automated: 'auto_reply' })).conversation,
  },
  {
    name: 'attachment',
    async run(spine) {
      const content = Buffer.from('a plain note').toString('base64');
      const attachments = [{ name: 'note.txt', type: 'text/plain', content }];
      return (await said(spine, 'attachment', 'When are you open?', { attachments })).conversation;
    },
  },
  {
    name: 'rejected-by-the-receiver',
    async run(spine) {
      spine.receiver.answer = ({ type, data }) => ({
        status: type === 'message' && data.purpose === 'reply' ? 422 : 200,
      });
      const { conversation } = await said(spine, 'refused', 'When are you open?');
      spine.receiver.answer = () => ({ status: 200 });
      return conversation;
    },
  },
  {
    name: 'merged-away',
    async run(spine) {
      const from = await said(spine, 'from', repair);
      await said(spine, 'into', 'When are you open?');
      await spine.post('events', {
        type: 'merged',
        eventId: 'm1',
        channel: 'email',
        conversationKey: 'from',
        into: 'into',
      });
      await spine.ended(from.conversation);
      return from.conversation;
    },
  },
  {
    name: 'model-draft-approved',
    model: true,
    async run(spine) {
      const { conversation, message, shown } = await said(spine, 'model-draft', careQuestion);
      await act(spine, conversation, 'approve', { draft: shown.items[0]?.draft, seenThrough: message });
      return conversation;
    },
  },
  {
    name: 'model-draft-repaired',
    model: true,
    async run(spine) {
      onDrafts(spine, { kind: 'hallucinate_sources' });
      return (await said(spine, 'model-repair', careQuestion)).conversation;
    },
  },
  {
    name: 'model-unavailable',
    model: true,
    async run(spine) {
      onDrafts(spine, { kind: 'quota_exhausted' });
      return (await said(spine, 'model-away', careQuestion)).conversation;
    },
  },
  {
    name: 'model-dropped-by-a-takeover',
    model: true,
    async run(spine) {
      onDrafts(spine, { kind: 'stall' });
      const before = spine.provider.calls.length;
      const { conversation } = await spine.say('model-dropped', careQuestion);
      await spine.provider.arrived(before + 2); // triage, and the draft that never comes
      await act(spine, conversation, 'takeover');
      return conversation;
    },
  },
  {
    name: 'model-suggestion',
    model: true,
    async run(spine) {
      onDrafts(spine, { kind: 'sensible' });
      const { conversation } = await said(spine, 'model-packet', 'I want to talk to a real person.');
      const packets = () => spine.provider.chats().filter(({ raw }) => raw.includes('PacketOutput')).length;
      await expect.poll(packets).toBeGreaterThan(0);
      await spine.atRest(conversation);
      return conversation;
    },
  },
];

function onDrafts({ provider }: Stage, behaviour: Behaviour): void {
  provider.script((request) =>
    request.kind === 'chat' && request.output?.name === 'DraftOutput' ? behaviour : undefined,
  );
}

/** Texts that customers, macros and people wrote in the paths above, and the customers' names and addresses. */
export const personal =
  /open\?|where is my order|real person|in person|nine to five|broken|send it in|xqzt|kill myself|lamp team|plain note|i am away|on its way|being packed|brass|example\.com|\bada\b|\bben\b/i;
