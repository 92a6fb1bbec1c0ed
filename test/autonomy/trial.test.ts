/** A draft prompt on trial earns on evidence of its own, in secret, and rises only once it is in service. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askForTrial } from '../../activities/trial.ts';
import { reportLines } from '../../cli/commands/autonomy.ts';
import type { ModelCall, Models } from '../../models/port.ts';
import { noModels } from '../../models/port.ts';
import { rulesModel } from '../../models/rules/model.ts';
import { draftVersions } from '../../prompts/load.ts';
import { tx } from '../../store/pool.ts';
import { promote } from '../../transactions/autonomy-report.ts';
import { observe } from '../../transactions/observe.ts';
import { compareTrial } from '../../transactions/trial.ts';
import { ADA, type Rows, startRows } from '../races/rows.ts';
import { describeStore } from '../support/database.ts';
import { inService, onTrial, TRIAL_SENTENCE } from '../support/trial.ts';
import { drafting, LEAD, MODEL } from './drafts.ts';

/** What the test desk's macro says, which stands for the draft in service, and another fact. */
const SAME = 'we are open from nine to five on weekdays.';
const OTHER = 'We are open all night.';

describeStore('a draft prompt on trial', ({ pool }) => {
  let rows: Rows;
  let on: ReturnType<typeof drafting>;
  let calls: ModelCall[] = [];
  let trialHash = '';
  beforeAll(async () => {
    rows = await startRows(pool());
    on = drafting(rows, pool());
    await rows.apply({}, onTrial);
    trialHash = draftVersions((await on.version()).content).onTrial ?? '';
  });
  afterAll(() => rows.stop());
  beforeEach(() => {
    calls = [];
  });

  /** A language model that writes this sentence. */
  const writes = (text: string): Models => ({
    ...noModels,
    language: {
      name: 'trial-model',
      async answer(call) {
        calls.push(call);
        const said = (kind: string, words: string) => ({ kind, text: words, sources: [], asks: null });
        const statements = [said('greeting', 'Hello,'), said('fact', text)];
        const answer = { language: 'en', statements, unanswered: [], confident: true };
        const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1 };
        return { text: JSON.stringify(answer), toolCalls: [], usage, model: 'trial-model', request: null };
      },
    },
  });
  const turnOf = async (conversation: string) => (await rows.turns(conversation)).at(-1)?.id ?? '';
  const tryOut = async (conversation: string, text = SAME) =>
    askForTrial(
      { ...rows.work, rules: rulesModel(), models: writes(text), env: {} },
      { desk: rows.desk, conversation, subject: await turnOf(conversation), ask: 'trial' },
      new AbortController().signal,
    );
  const look = async (conversation: string, asks = true) =>
    (await observe(rows.work, rows.desk, conversation, asks)).todo;
  const comparedOf = async (conversation: string) =>
    (await on.outcomesOf(conversation)).filter((o) => o.prompt === trialHash);
  /** Waits for approval; written, as it were, by a model from the prompt in service. */
  const waiting = (reason?: string) => on.modelDraft('prompt-in-service', reason);

  describe('is compared', () => {
    it('with what a person approves, beside the draft in service', async () => {
      const draft = await waiting();
      await tryOut(draft.conversation);
      expect(await on.outcomesOf(draft.conversation)).toEqual([]);
      await on.approve(draft);
      expect(await on.outcomesOf(draft.conversation)).toMatchObject([
        { prompt: 'prompt-in-service', model: MODEL, mode: 'approve', result: 'sent_unchanged' },
        {
          ...{ prompt: trialHash, model: 'trial-model', topic: 'repair', channel: 'email', person: 'ann' },
          ...{ mode: 'shadow', result: 'sent_unchanged', reason: 'autonomy_approve' },
        },
      ]);
    });

    it('with the edited text, not with the draft that it was made from', async () => {
      const draft = await waiting();
      await tryOut(draft.conversation, OTHER);
      const edited = `Hello,\n\n${OTHER}\n\nThe lamp team`;
      await on.approve({ ...draft, draft: await on.edit(draft.conversation, draft.draft, edited) });
      expect(await on.outcomesOf(draft.conversation)).toMatchObject([
        { prompt: 'prompt-in-service', result: expect.stringMatching(/rewritten|edited_facts/) },
        { prompt: trialHash, result: 'sent_unchanged' },
      ]);
    });

    it('with what a person writes in its stead, here or on the platform', async () => {
      const here = await waiting();
      await tryOut(here.conversation, OTHER);
      await rows.act(here.conversation, { name: 'reply', text: OTHER, seenThrough: here.message });
      const there = await waiting();
      await tryOut(there.conversation, OTHER);
      await tell(there.conversation, OTHER);
      for (const { conversation } of [here, there])
        expect(await comparedOf(conversation)).toMatchObject([{ result: 'edited_words', mode: 'shadow' }]);
    });

    it('all the same when its answer comes after the person has decided', async () => {
      const approved = await waiting();
      await on.approve(approved);
      const edited = await waiting();
      await on.approve({ ...edited, draft: await on.edit(edited.conversation, edited.draft, OTHER) });
      const here = await waiting();
      await rows.act(here.conversation, { name: 'reply', text: OTHER, seenThrough: here.message });
      const there = await waiting();
      await tell(there.conversation, OTHER);
      const results: [conversation: string, written: string, result: string][] = [
        [approved.conversation, SAME, 'sent_unchanged'],
        [edited.conversation, OTHER, 'edited_words'],
        [here.conversation, OTHER, 'edited_words'],
        [there.conversation, OTHER, 'edited_words'],
      ];
      for (const [conversation, written, result] of results) {
        await tryOut(conversation, written);
        expect(await comparedOf(conversation)).toMatchObject([{ result }]);
      }
    });

    it('never with a rejection, whichever came first', async () => {
      const first = await waiting();
      await tryOut(first.conversation);
      const second = await waiting();
      for (const { conversation, draft, message } of [first, second]) {
        await rows.act(conversation, { name: 'reject', draft, reason: 'wrong_facts', next: 'take_over' });
        await rows.act(conversation, { name: 'reply', text: 'Please call us.', seenThrough: message });
      }
      await tryOut(second.conversation);
      for (const { conversation } of [first, second]) expect(await comparedOf(conversation)).toEqual([]);
    });

    it('once, however often it is asked and whatever people write after', async () => {
      const draft = await waiting();
      await tryOut(draft.conversation);
      await tryOut(draft.conversation, OTHER);
      expect(calls).toHaveLength(1);
      await on.approve(draft);
      await rows.act(draft.conversation, { name: 'reply', text: OTHER, seenThrough: draft.message });
      const [conversation, version] = [await rows.row(draft.conversation), await on.version()];
      const turn = await turnOf(draft.conversation);
      await tx(pool(), (db) => compareTrial({ db, conversation, version, now: rows.now() }, turn));
      expect(await comparedOf(draft.conversation)).toMatchObject([{ result: 'sent_unchanged' }]);
    });
  });

  /** A person answers on the support platform. */
  async function tell(conversation: string, text: string) {
    const [first] = await rows.messages(conversation);
    const key = first?.providerId.replace(/-\d+$/, '') ?? '';
    const providerMessageId = on.key('agent');
    const from = { person: { id: 'zoe' }, attachments: [] };
    await rows.tell(key, { type: 'agent_message', providerMessageId, ...from, text });
  }

  describe('is asked', () => {
    it('once about a turn whose draft waits for a person, and then the approval waits as before', async () => {
      const { conversation } = await waiting();
      const before = await observe(rows.work, rows.desk, conversation);
      const view = await observe(rows.work, rows.desk, conversation, true);
      expect(view.todo).toEqual({ kind: 'trial', turn: await turnOf(conversation) });
      expect({ phase: view.phase, due: view.nextDue?.slice(0, 18) }).toEqual({
        phase: before.phase,
        due: before.nextDue?.slice(0, 18), // to the second: the clock ticks between the two
      });
      await tryOut(conversation);
      expect(await look(conversation)).toMatchObject({ kind: 'wait', summary: 'waiting for approval' });
    });

    it('by no process without a model, by no desk of rules, and by none without a prompt on trial', async () => {
      const { conversation } = await waiting();
      expect(await look(conversation, false)).toMatchObject({ kind: 'wait' });
      await rows.apply({ models: { use: 'rules' } }, onTrial);
      const ruled = await waiting();
      expect(await look(ruled.conversation)).toMatchObject({ kind: 'wait' });
      await rows.apply({});
      for (const id of [conversation, (await waiting()).conversation])
        expect(await look(id)).toMatchObject({ kind: 'wait' });
      await rows.apply({}, onTrial);
      expect(await look(conversation)).toMatchObject({ kind: 'trial' });
    });

    it('about no draft of a macro, none that was rejected, and none that a newer message made stale', async () => {
      const macro = await rows.awaitingApproval(on.key('macro'));
      expect(await look(macro.conversation)).toMatchObject({ kind: 'wait' });
      const { conversation, draft } = await waiting();
      await rows.act(conversation, { name: 'reject', draft, reason: 'wrong_facts', next: 'take_over' });
      expect(await look(conversation)).toMatchObject({ kind: 'wait' });
      const stale = await waiting();
      await rows.act(stale.conversation, { name: 'takeOver' });
      expect(await look(stale.conversation)).toMatchObject({ kind: 'wait' });
    });

    it('only when nothing else is due before it could be through', async () => {
      const draft = await waiting();
      const { delivery } = (await on.approve(draft)) as { delivery: string };
      expect(await look(draft.conversation)).toEqual({ kind: 'deliver', delivery });
      await rows.attempt(delivery, { kind: 'not_taken', reason: 'busy' });
      expect(await look(draft.conversation)).toMatchObject({
        kind: 'wait',
        summary: 'waiting to deliver again',
      });
    });

    it('no more once it has failed, which is on record and changes nothing else', async () => {
      const { conversation } = await waiting();
      const input = { desk: rows.desk, conversation, turn: await turnOf(conversation) };
      const without = { ask: 'trial', reason: 'budget_spent' } as const;
      expect(await rows.activities.prepare({ ...input, without })).toEqual({ kind: 'done', reason: 'trial' });
      expect(await look(conversation)).toMatchObject({ kind: 'wait', summary: 'waiting for approval' });
      expect((await rows.audit(conversation)).at(-1)).toBe('model_unavailable');
      await tryOut(conversation);
      expect(calls).toEqual([]);
    });
  });

  it('is given what was known when its turn was opened, and nothing that was said since', async () => {
    const draft = await waiting();
    await on.approve(draft);
    await rows.run(draft.conversation);
    const key = (await rows.messages(draft.conversation))[0]?.providerId.replace(/-\d+$/, '') ?? '';
    const turn = await turnOf(draft.conversation);
    await rows.say(key, 'A later word of thanks.', { identities: [ADA] });
    await askForTrial(
      { ...rows.work, rules: rulesModel(), models: writes(SAME), env: {} },
      { desk: rows.desk, conversation: draft.conversation, subject: turn, ask: 'trial' },
      new AbortController().signal,
    );
    const [call] = calls;
    const all = call?.messages.map((m) => m.text).join('\n') ?? '';
    expect(all).toContain(TRIAL_SENTENCE);
    expect(all).toContain('My lamp is broken');
    expect(all).not.toMatch(/later word|nine to five/);
    expect(call?.tools).toBeUndefined();
  });

  describe('in the report', () => {
    /** As many comparisons of the trial as if people had sent its words. */
    async function earns(accepted: number) {
      const draft = await waiting();
      await tryOut(draft.conversation);
      await on.approve(draft);
      await pool().query(
        `insert into outcome select desk, draft, turn || n as turn, conversation, topic, channel, prompt_version, model, mode,
           result, reason, person, at from outcome, generate_series(2, $3) n
         where conversation = $1 and prompt_version = $2`,
        [draft.conversation, trialHash, accepted],
      );
    }

    it('stands beside the one in service, counts what would have left alone, and sets the rest aside', async () => {
      const [service] = [draftVersions((await on.version()).content).inService ?? ''];
      await on.approve(await on.modelDraft(service));
      const before = await on.rowOf(trialHash);
      for (const reason of ['angry', 'shadow']) {
        const draft = await waiting(reason);
        await tryOut(draft.conversation);
        await on.approve(draft);
      }
      const row = await on.rowOf(trialHash);
      expect(row).toMatchObject({ standing: 'on_trial', n: before.n, setAside: before.setAside + 1 });
      expect(row.shadow.n).toBe(before.shadow.n + 2);
      expect(row.n).toBeGreaterThan(0);
      expect((await on.rowOf(service)).standing).toBe('in_service');
      expect((await on.rowOf('prompt-in-service')).standing).toBeNull();
      const printed = reportLines(await on.report()).join('\n');
      expect(printed).toMatch(new RegExp(`${trialHash.slice(0, 12)} +on trial`));
      expect(printed).toMatch(new RegExp(`${service.slice(0, 12)} +in service`));
    });

    it('is promoted by nobody and nothing until it is in service, and then starts with what it has earned', async () => {
      await rows.apply({ autonomy: { promotion: 'apply' } }, onTrial);
      await pool().query('delete from outcome where desk = $1 and prompt_version = $2', [
        rows.desk,
        trialHash,
      ]);
      await earns(50);
      const draft = await waiting();
      await tryOut(draft.conversation);
      await on.approve(draft);
      const tried = await on.rowOf(trialHash);
      expect(tried).toMatchObject({
        ...{ n: 51, accepted: 51, proposed: false, standing: 'on_trial' },
        ...{ earns: { kind: 'earned' }, inForce: { autonomy: 'approve' } },
      });
      expect(reportLines(await on.report()).join('\n')).toContain('move it from prompts/trial/ to prompts/');
      const change = { topic: 'repair', promptVersion: trialHash };
      expect(await promote(rows.work, rows.desk, change, LEAD)).toMatchObject({
        kind: 'refused',
        reason: 'on_trial',
      });
      await rows.apply({}, inService);
      expect(await on.rowOf(trialHash)).toMatchObject({
        ...{ n: 51, accepted: 51, proposed: true, standing: 'in_service' },
        inForce: { autonomy: 'approve' },
      });
      expect(await promote(rows.work, rows.desk, change, LEAD)).toMatchObject({
        kind: 'promoted',
        keys: [{ promptVersion: trialHash, model: 'trial-model' }],
      });
      await rows.apply({}, onTrial);
    });

    it('is named before any person has decided beside it', async () => {
      await pool().query('delete from outcome where desk = $1', [rows.desk]);
      expect(await on.report()).toMatchObject({ onTrial: trialHash, rows: [] });
      expect(reportLines(await on.report()).join('\n')).toContain(`${trialHash.slice(0, 12)} is on trial`);
    });
  });
});
