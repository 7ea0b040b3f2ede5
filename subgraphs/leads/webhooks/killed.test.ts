import { describe, expect, it } from '@jest/globals';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createTestDatabase, testSecret } from '../../../test/test-database.ts';
import { startHookedBusiness } from '../../../test/webhooks/hooked-business.ts';
import { startReceiver, status } from '../../../test/webhooks/receiver.ts';

const runLeads = fileURLToPath(new URL('../../../test/webhooks/fixtures/run-leads.ts', import.meta.url));

/** The server notices the end of a killed process's connections by itself, a moment later. */
async function workersGone(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (;;) {
    const { rows } = await client.query(`select 1 from pg_locks
      where locktype = 'advisory' and objsubid = 2 and classid = hashtext('leads:jobs')::oid
        and database = (select oid from pg_database where datname = current_database())`);
    if (rows.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await client.end();
}

describe('a process that is killed', () => {
  it('after it sent a delivery and before it wrote that down sends it again, under the same id', async () => {
    await using database = await createTestDatabase();
    await using receiver = await startReceiver(() => undefined);
    {
      // Nobody has sent it yet: the subgraph is gone before.
      await using business = await startHookedBusiness({ database });
      await business.register(receiver.url);
      await business.submit();
      await receiver.hasReceived(1);
      await business.scenario.running('leads').stop();
    }
    const child = fork(runLeads, [database.url, testSecret()], { execArgv: [] });
    await receiver.hasReceived(2);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await workersGone(database.url);

    receiver.answer = status(204);
    await using business = await startHookedBusiness({ database });
    await receiver.hasReceived(3);
    await business.scenario.settled();
    const [one, two, three] = receiver.received;
    expect([two?.id, three?.id]).toEqual([one?.id, one?.id]);
    expect([two?.body, three?.body]).toEqual([one?.body, one?.body]);
    const rows = await business.scenario.sql(
      `select status, jsonb_array_length(attempts) as attempts from leads.webhook_deliveries`,
    );
    expect(rows).toEqual([{ status: 'DELIVERED', attempts: 1 }]);
  });
});
