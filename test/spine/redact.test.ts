/** What of a customer's words reaches a provider: proved on the real engine, over a real socket, on the bytes of every request. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { importArticles } from '../../cli/stack/knowledge.ts';
import { type Provider, startProvider } from '../provider/server.ts';
import { describePostgres } from '../support/database.ts';
import { careArticle, careQuestion, modelDesk, modelsOf } from '../support/model-desk.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { describeTemporal } from '../support/temporal.ts';

/** As they could stand in a request, whatever was done to spaces, dashes and case. */
const packed = (text: string): string => text.replace(/[\s-]|\\n/g, '').toLowerCase();

describeTemporal('what goes to a model provider', (temporal) => {
  describePostgres('of a customer who tells too much', ({ pool }) => {
    let spine: Spine;
    let provider: Provider;

    beforeAll(async () => {
      provider = await startProvider();
      spine = await startSpine(pool(), temporal(), { desk: modelDesk, models: modelsOf(provider) });
      mkdirSync(join(spine.desk.dir, 'knowledge'), { recursive: true });
      writeFileSync(join(spine.desk.dir, 'knowledge', 'care.md'), careArticle);
      await importArticles(pool(), spine.desk.content.desk.id, spine.desk.dir);
    });
    afterAll(async () => {
      await spine.stop();
      await provider.close();
    });
    beforeEach(() => provider.reset());

    const wire = () => provider.calls.map(({ raw }) => packed(raw)).join('\n');
    const prompts = () =>
      provider.chats().map(({ request }) => (request?.kind === 'chat' ? request.output?.name : undefined));

    it('is the question, without password, e-mail address, phone number and ids: in triage, draft and review', async () => {
      const { conversation } = await spine.say(
        'tells-all',
        `${careQuestion} My password is hunter2x, write to grace@example.org or call +44 20 7946 0123. My NI number is AB 12 34 56 C, I am on 203.0.113.9. hunter2x does not work.`,
      );
      await spine.atRest(conversation);
      expect(prompts()).toEqual(expect.arrayContaining(['TriageOutput', 'DraftOutput', 'ReviewOutput']));
      expect(wire()).toContain(packed(careQuestion));
      expect(wire()).not.toMatch(/hunter2x|grace@example|79460123|ab123456c|203\.0\.113/);
    });

    it('is the summary that a person is to get, without card numbers and IBANs', async () => {
      const { conversation } = await spine.say(
        'pays',
        'I want to talk to a real person. My lamp was charged to 4111 1111 1111 1111, IBAN GB29 NWBK 6016 1331 9268 19, password: hunter3x, mail grace@example.org.',
      );
      await spine.atRest(conversation);
      await expect.poll(prompts, { timeout: 10_000 }).toContain('PacketOutput');
      expect(wire()).toContain(packed('My lamp was charged to'));
      expect(wire()).not.toMatch(/4111111|nwbk|60161331|926819|hunter3x|grace@example/);
    });
  });
});
