/** Replaying past turns: what would change is shown, and nothing is touched. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { replayTurns, turnsToReplay } from '../../cli/replay/replay.ts';
import { replayHtml, replayLines, summaryOf } from '../../cli/replay/report.ts';
import { loadDesk } from '../../desk/load.ts';
import { openPool } from '../../store/pool.ts';
import { type Rows, startRows } from '../races/rows.ts';
import { describeStore, silentLog } from '../support/database.ts';
import { freshEmbedded } from '../support/database-embedded.ts';

describeStore('replaying past turns', ({ pool }) => {
  let rows: Rows;
  let shadow: pg.Pool;
  let database: Awaited<ReturnType<typeof freshEmbedded>>;

  beforeAll(async () => {
    rows = await startRows(pool());
    database = await freshEmbedded();
    shadow = openPool(database.url, { max: 4, applicationName: 'shadow', log: silentLog });
    await rows.answered('hours');
    await rows.awaitingApproval('repair');
    const { conversation } = await rows.say('twice', 'Where is my order?');
    await rows.run(conversation);
    await rows.say('twice', 'And when are you open?');
    await rows.run(conversation);
  });
  afterAll(async () => {
    rows.stop();
    await shadow.end();
    await database.stop();
  });

  const against = async () => {
    const version = await rows.work.desks.active(pool(), rows.desk);
    if (!version) throw new Error('no version');
    return { content: version.content, dir: version.dir };
  };
  const replay = async (other?: Awaited<ReturnType<typeof against>>) => {
    const turns = await turnsToReplay(pool(), rows.desk, { conversations: [], limit: 50 });
    return replayTurns(pool(), shadow, other ?? (await against()), turns, () => {});
  };
  const counts = async () => {
    const { rows: tables } = await pool().query(
      `select relname, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', relname), false, true, '')))[1]::text as n
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
    );
    return tables;
  };

  it('under the same version changes nothing, also where the conversation went on', async () => {
    const replayed = await replay();
    expect(replayed.map((r) => [r.asked, r.changed])).toEqual([
      ['When are you open?', []],
      ['My lamp is broken, can you repair my lamp?', []],
      ['Where is my order?', []],
      ['And when are you open?', []],
    ]);
  });

  it('writes nothing into the database that it reads', async () => {
    const before = await counts();
    await replay();
    expect(await counts()).toEqual(before);
  });

  it('under another version shows what would be said and decided instead', async () => {
    const { dir } = await against();
    const other = `${dir}-other`;
    cpSync(dir, other, { recursive: true });
    const macro = join(other, 'macros', 'hours.en.md');
    writeFileSync(macro, readFileSync(macro, 'utf8').replace('nine to five', 'ten to <six>'));
    const loaded = await loadDesk(other);
    if (loaded.kind === 'failed') throw new Error('the changed desk has problems');
    const replayed = await replay({ content: loaded.desk, dir: other });
    expect(replayed.map((r) => r.changed)).toEqual([['reply'], ['reply'], [], ['reply']]);
    expect(summaryOf(replayed)).toMatchObject({ turns: 4, changed: { any: 3, reply: 3, verdict: 0 } });
    expect(replayLines('x', replayed).join('\n')).toContain('ten to <six>');
    const html = replayHtml('x', replayed);
    expect(html).toContain('ten to &lt;six&gt;');
    expect(html).not.toMatch(/<script|https?:\/\/|src=|<six>/);
  });
});
