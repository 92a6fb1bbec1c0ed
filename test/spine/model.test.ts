/** A language model in the loop, on the real engine and over a real socket: what it writes, and what happens when it does not. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { suggestOnce } from '../../background/suggester.ts';
import { importArticles } from '../../cli/stack/knowledge.ts';
import { minutes } from '../../domain/clock.ts';
import { activateVersion } from '../../store/desks.ts';
import type { Behaviour, Script } from '../provider/behaviour.ts';
import type { ProviderRequest } from '../provider/protocol.ts';
import { type Provider, startProvider } from '../provider/server.ts';
import { plainText } from '../replay/recording.ts';
import { describePostgres, silentLog } from '../support/database.ts';
import { writeDesk } from '../support/desk.ts';
import { careArticle, careQuestion, modelDesk, modelsOf } from '../support/model-desk.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { describeTemporal } from '../support/temporal.ts';
import { onTrial, TRIAL_SENTENCE } from '../support/trial.ts';

/** The name of the answer's schema names the prompt. */
const promptOf = (request: ProviderRequest): string | undefined =>
  request.kind === 'chat' ? request.output?.name : undefined;

describeTemporal('a conversation with a language model', (temporal) => {
  describePostgres('behind its rules', ({ pool }) => {
    let spine: Spine;
    let provider: Provider;
    let ahead = 0;

    beforeAll(async () => {
      provider = await startProvider();
      spine = await startSpine(pool(), temporal(), {
        desk: modelDesk,
        clock: () => new Date(Date.now() + ahead),
        models: modelsOf(provider),
      });
      mkdirSync(join(spine.desk.dir, 'knowledge'), { recursive: true });
      writeFileSync(join(spine.desk.dir, 'knowledge', 'care.md'), careArticle);
      await importArticles(pool(), spine.desk.content.desk.id, spine.desk.dir);
    });
    afterAll(async () => {
      await spine.stop();
      await provider.close();
    });
    beforeEach(() => provider.reset());

    const handleOf = (conversation: string): WorkflowHandle =>
      temporal().client.workflow.getHandle(spine.workflowId(conversation));
    /** Behaviours for the requests of one prompt; the others are answered sensibly. */
    const on = (prompt: string, ...behaviours: Behaviour[]): Script => {
      const left = [...behaviours];
      return (request) =>
        promptOf(request) === prompt ? (left.length > 1 ? left.shift() : left[0]) : undefined;
    };
    const promptsAsked = () => provider.chats().map(({ request }) => request && promptOf(request));
    const historyOf = async (conversation: string) => handleOf(conversation).fetchHistory();

    it('drafts what no macro answers, from sources, and a person approves it', async () => {
      const { conversation, message } = await spine.say('drafts', careQuestion);
      const shown = await spine.atRest(conversation);
      const [item] = shown.items;
      expect(item).toMatchObject({ kind: 'approval', reason: 'autonomy_approve' });
      expect(spine.receiver.messages(conversation)).toEqual([]);
      expect(promptsAsked()).toEqual(['TriageOutput', 'DraftOutput', 'ReviewOutput']);
      await spine.call('POST', `/conversations/${conversation}/approve`, {
        draft: item?.draft,
        seenThrough: message,
      });
      await spine.atRest(conversation);
      const [sent] = spine.receiver.messages(conversation);
      expect(sent?.data.text).toContain('Wipe brass with a soft dry cloth.');
      expect(sent?.data.text).toContain('The lamp team');
    });

    it('is shown the facts that the desk chose for the topic, and no others', async () => {
      const { conversation } = await spine.say('facts', careQuestion);
      await spine.atRest(conversation);
      const draft = provider.chats().find(({ request }) => request && promptOf(request) === 'DraftOutput');
      expect(draft?.raw).toContain('customer.firstName');
      expect(draft?.raw).not.toMatch(/gold|L-1001/);
    });

    it('is not asked about what rules and examples settle', async () => {
      const { conversation } = await spine.say('settled', 'I want to talk to a real person.');
      await spine.atRest(conversation);
      expect(promptsAsked().filter((p) => p !== 'PacketOutput')).toEqual([]);
    });

    it('keeps every word out of the workflow history, and shows operators which question was asked', async () => {
      const { conversation } = await spine.say('history', careQuestion);
      await spine.atRest(conversation);
      const history = await historyOf(conversation);
      expect(plainText(history.events)).not.toMatch(/brass|cloth|lamp team|ada@|polish/i);
      const scheduled = (history.events ?? []).flatMap(
        (e) => e.activityTaskScheduledEventAttributes?.activityType?.name ?? [],
      );
      expect(scheduled.filter((name) => name === 'ask')).toHaveLength(3);
    });

    it('has a draft with an invented source repaired once, and shows a person what remains', async () => {
      provider.script(on('DraftOutput', { kind: 'hallucinate_sources' }));
      const { conversation } = await spine.say('invents', careQuestion);
      const shown = await spine.atRest(conversation);
      expect(promptsAsked().filter((p) => p === 'DraftOutput')).toHaveLength(2);
      expect(shown.items[0]).toMatchObject({
        kind: 'approval',
        reason: expect.stringMatching(/^draft_problem:source_unknown/),
      });
      expect(spine.receiver.messages(conversation)).toEqual([]);
    });

    it('a draft of quoted passages says by title and heading what each of its sources is', async () => {
      provider.script(on('DraftOutput', { kind: 'refusal' }));
      const { conversation } = await spine.say('cited', careQuestion);
      const { items } = await spine.atRest(conversation);
      const { body } = await spine.call('GET', `/queue/${items[0]?.id}`);
      const draft = body.draftShown as { statements: { sources: string[] }[] };
      const citations = body.citations as { source: string; title: string; live: boolean }[];
      expect(citations.map(({ source }) => source)).toEqual([
        ...new Set(draft.statements.flatMap(({ sources }) => sources)),
      ]);
      expect(citations).not.toEqual([]);
      for (const cited of citations) expect(cited).toMatchObject({ title: expect.any(String), live: true });
    });

    it('loses no turn to a provider that fails, asks no more often than it says, and falls back to the rules', async () => {
      const faults: [name: string, behaviour: Behaviour, calls: number][] = [
        ['quota', { kind: 'quota_exhausted' }, 1],
        ['bad request', { kind: 'error', status: 400 }, 1],
        ['wrong key', { kind: 'error', status: 401 }, 1],
        ['refusal', { kind: 'refusal' }, 1],
        ['truncation', { kind: 'truncated' }, 1],
        ['wrong schema', { kind: 'wrong_schema' }, 2],
        ['not JSON', { kind: 'text', text: 'Certainly! Here you go' }, 2],
        ['a long wait asked for', { kind: 'rate_limited', retryAfter: '3600' }, 1],
        ['429', { kind: 'rate_limited' }, 4],
        ['429 with Retry-After', { kind: 'rate_limited', retryAfter: '1' }, 4],
        ['500', { kind: 'error', status: 500 }, 4],
        ['reset', { kind: 'reset' }, 4],
        ['garbage', { kind: 'garbage' }, 1],
      ];
      const marks = faults.map((_, n) => `marker${String.fromCharCode(97 + n)}q`);
      provider.script((request) => {
        if (promptOf(request) !== 'DraftOutput') return undefined;
        const text = JSON.stringify(request);
        return faults[marks.findIndex((mark) => text.includes(mark))]?.[1];
      });
      await Promise.all(
        faults.map(async ([name], n) => {
          const { conversation } = await spine.say(`fault-${n}`, `${careQuestion} ${marks[n]}`);
          const shown = await spine.atRest(conversation, minutes(1));
          expect([name, shown.items[0]?.reason]).toEqual([name, 'no_macro']); // quoted passages, for a person
          expect(spine.receiver.messages(conversation)).toEqual([]);
          const failures = (await historyOf(conversation)).events?.filter(
            (e) => e.activityTaskFailedEventAttributes,
          );
          expect([name, failures?.length]).toEqual([name, 1]);
        }),
      );
      const counted = faults.map(([name], n) => [
        name,
        provider
          .chats()
          .filter(
            ({ request, raw }) =>
              request && promptOf(request) === 'DraftOutput' && raw.includes(marks[n] ?? ''),
          ).length,
      ]);
      expect(counted).toEqual(faults.map(([name, , calls]) => [name, calls]));
    }, 90_000);

    it('is dropped when a person takes over in mid-draft: the call is hung up, and nothing is sent', async () => {
      provider.script(on('DraftOutput', { kind: 'stall' }));
      const { conversation } = await spine.say('taken', careQuestion);
      const stalled = await provider.arrived(2);
      await spine.call('POST', `/conversations/${conversation}/takeover`, {});
      expect(await stalled.hungUp).toBe(true);
      const shown = await spine.atRest(conversation);
      expect(shown).toMatchObject({ owner: 'human:ann', deliveries: [] });
    }, 30_000);

    it('starts anew when the customer writes in mid-draft, and answers both messages', async () => {
      provider.script(on('DraftOutput', { kind: 'stall' }, { kind: 'sensible' }));
      const { conversation, message } = await spine.say('goes-on', careQuestion);
      await provider.arrived(2);
      const second = await spine.say('goes-on', 'And is polish allowed on brass?');
      const shown = await spine.atRest(conversation, 30_000);
      expect(shown.turns.map((t) => t.endedAs)).toEqual(['superseded', null]);
      expect(shown.turns[1]?.messages).toEqual([message, second.message]);
    }, 45_000);

    it('writes a summary and a suggestion for the person who gets a hand-off, without holding it up', async () => {
      const { conversation } = await spine.say(
        'packet',
        'I want to talk to a real person about the brass of my lamp.',
      );
      const shown = await spine.atRest(conversation);
      const packet = async () => (await spine.call('GET', `/queue/${shown.items[0]?.id}`)).body.packet;
      await expect.poll(packet, { timeout: 10_000 }).toMatchObject({
        version: 2,
        summary: expect.any(String),
        writtenBy: expect.stringContaining('gpt-4.1-mini'),
      });
    });

    describe('suggests a reply for a message with a file, which a person gets', () => {
      const grounded = 'Wipe brass with a soft dry cloth.';
      const invented = 'Send your lamp to https://polish.example for 20 EUR.';
      const suggestedWith = async (key: string, drafted: string, suggested: string) => {
        const statements = [{ kind: 'fact', text: drafted, sources: ['p1'], asks: null }];
        const draft = { language: 'en', statements, unanswered: [], confident: true };
        const words = { ask: 'How to clean brass', summary: 'They have a lamp.', timeline: [], suggested };
        provider.script((request) => {
          if (promptOf(request) === 'DraftOutput') return { kind: 'answer', value: draft };
          return promptOf(request) === 'PacketOutput' ? { kind: 'answer', value: words } : undefined;
        });
        const content = Buffer.from('A lamp.').toString('base64');
        const attachments = [{ name: 'lamp.txt', type: 'text/plain', content }];
        const { conversation } = await spine.say(key, careQuestion, { attachments });
        const { items } = await spine.atRest(conversation);
        const packet = async () =>
          (await spine.call('GET', `/queue/${items[0]?.id}`)).body.packet as Record<string, unknown>;
        await expect.poll(packet, { timeout: 10_000 }).toMatchObject({ summary: words.summary });
        return (await packet()).suggestedReply;
      };

      it('as it was drafted, where the sources say it', async () => {
        expect(await suggestedWith('file-good', grounded, invented)).toContain(grounded);
      });
      it('as the briefing has it, where the draft said what no source says', async () => {
        expect(await suggestedWith('file-draft', invented, grounded)).toBe(grounded);
      });
      it('not at all, where neither rests on the sources', async () => {
        expect(await suggestedWith('file-bad', invented, invented)).toBeNull();
      });
    });

    it('suggests later what it could not at once, and takes nothing back from the queue', async () => {
      provider.script(on('PacketOutput', { kind: 'quota_exhausted' }));
      const { conversation } = await spine.say('later', 'I want to talk to a real person, now.');
      const first = await spine.atRest(conversation);
      const item = first.items[0]?.id;
      expect((await spine.call('GET', `/queue/${item}`)).body.packet).toMatchObject({
        version: 1,
        writtenBy: 'rules',
      });
      provider.reset();
      ahead += minutes(6);
      const clock = () => new Date(Date.now() + ahead);
      await suggestOnce({ pool: pool(), clock, log: silentLog });
      ahead += minutes(1);
      await spine.sweep();
      const shown = await spine.atRest(conversation);
      expect(shown.owner).toBe(first.owner);
      await expect
        .poll(async () => (await spine.call('GET', `/queue/${item}`)).body.packet, { timeout: 10_000 })
        .toMatchObject({
          version: 2,
          summary: expect.any(String),
        });
    });

    describe('and a draft prompt on trial', () => {
      /** Said by the prompt on trial alone. */
      const SECRET = 'Brass likes a soft dry cloth best.';
      const tried = { statements: [{ kind: 'fact', text: SECRET, sources: ['p1'], asks: null }] };
      const answer = { kind: 'answer', value: { language: 'en', unanswered: [], confident: true, ...tried } };
      /** Behaviours for what the prompt on trial is asked. */
      const onTrialDo = (...behaviours: Behaviour[]): Script => {
        const left = [...behaviours];
        return (request) =>
          JSON.stringify(request).includes(TRIAL_SENTENCE)
            ? (left.shift() ?? (answer as Behaviour))
            : undefined;
      };
      const triedTimes = () => provider.chats().filter(({ raw }) => raw.includes(TRIAL_SENTENCE)).length;
      const answersOf = async (conversation: string) =>
        (
          await pool().query(
            `select unavailable, content from model_answer where conversation = $1 and ask = 'trial'`,
            [conversation],
          )
        ).rows;
      const tallyOf = async () =>
        (await pool().query(`select result, mode, reason from outcome where draft is null`)).rows;
      const approve = async (conversation: string, message: string | null) =>
        spine.call('POST', `/conversations/${conversation}/approve`, {
          draft: (await spine.show(conversation)).items[0]?.draft,
          seenThrough: message,
        });

      beforeAll(async () => {
        ahead = 0; // what leaves is signed with the time, and no receiver takes the future
        const { content, dir } = await writeDesk(modelDesk, onTrial);
        await activateVersion(pool(), content.desk.id, content.hash, content, dir, 'test', new Date());
      });

      it('is asked once the draft in service waits, shows its words to nobody, and is compared', async () => {
        provider.script(onTrialDo());
        const { conversation, message } = await spine.say('trial', careQuestion);
        await expect.poll(() => answersOf(conversation), { timeout: 20_000 }).toHaveLength(1);
        const [stored] = await answersOf(conversation);
        expect(JSON.stringify(stored.content)).toContain(SECRET);
        expect(promptsAsked()).toEqual(['TriageOutput', 'DraftOutput', 'ReviewOutput', 'DraftOutput']);
        const shown = await spine.atRest(conversation);
        expect(shown.items[0]).toMatchObject({ kind: 'approval', reason: 'autonomy_approve' });
        await approve(conversation, message);
        await spine.atRest(conversation);
        expect(await tallyOf()).toEqual([
          { result: expect.stringMatching(/rewritten|edited/), mode: 'shadow', reason: 'autonomy_approve' },
        ]);
        expect(triedTimes()).toBe(1);
        const item = shown.items[0]?.id;
        const pages = ['', '/audit'].map((page) => `/conversations/${conversation}${page}`);
        const paths = [...pages, '/queue', `/queue/${item}`, '/autonomy'];
        const bodies = await Promise.all(paths.map((path) => spine.call('GET', path, undefined, 'lead')));
        const events = (
          await pool().query('select body from outbound_event where conversation = $1', [conversation])
        ).rows;
        const history = plainText((await historyOf(conversation)).events);
        const sent = spine.receiver.messages(conversation);
        expect(bodies.map((b) => b.statusCode)).toEqual(bodies.map(() => 200));
        for (const text of [JSON.stringify({ bodies, events, sent }), history])
          expect(text).not.toMatch(/likes a soft|Brass likes/);
      }, 30_000);

      it('makes way for anything new at once, before its call is hung up, and is asked again', async () => {
        provider.script(onTrialDo({ kind: 'stall' }, { kind: 'stall' }));
        const { conversation, message } = await spine.say('trial-gives-way', careQuestion);
        const first = await provider.arrived(4);
        await handleOf(conversation).signal('ring', { change: 1_000_000 });
        const hungUp = first.hungUp.then(() => 'hung up');
        expect(await Promise.race([hungUp, provider.arrived(5).then(() => 'asked again')])).toBe(
          'asked again',
        );
        await approve(conversation, message);
        await expect.poll(() => spine.receiver.messages(conversation), { timeout: 5_000 }).toHaveLength(1);
        await expect.poll(() => answersOf(conversation), { timeout: 20_000 }).toHaveLength(1);
        await expect.poll(tallyOf).toHaveLength(2);
        expect([await first.hungUp, triedTimes()]).toEqual([true, 3]);
      }, 45_000);

      it('that fails is put on record, not asked again, and holds nothing up', async () => {
        provider.script(onTrialDo({ kind: 'quota_exhausted' }, { kind: 'quota_exhausted' }));
        const { conversation, message } = await spine.say('trial-fails', careQuestion);
        const failed = [{ unavailable: 'quota_exhausted', content: null }];
        await expect.poll(() => answersOf(conversation), { timeout: 20_000 }).toEqual(failed);
        await approve(conversation, message);
        await spine.atRest(conversation);
        await spine.sweep();
        expect(spine.receiver.messages(conversation)).toHaveLength(1);
        expect(triedTimes()).toBe(1);
      }, 30_000);
    });
  });
});
