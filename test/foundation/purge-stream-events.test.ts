import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startScenario } from '../scenario.ts';

const dayMs = 24 * 3600 * 1_000;

it('what streams told long ago is forgotten once a day, what is newer is kept', async () => {
  await using scenario = await startScenario({ only: ['routing'], streamEventsKeptDays: 10 });
  const input = `idempotencyKey: "1", name: "Ada", linesOfBusiness: [AUTO], licensedStates: ["US-NY"], capacity: 1`;
  const { registerAgent } = await scenario.data(
    'routing',
    `mutation { registerAgent(input: { ${input} }) { ... on AgentRegistered { agent { id } } } }`,
  );
  const insert = `insert into routing.assignment_updates (agent_id, sequence, lead_id, status, at)
    values ($1, $2, $3, 'ASSIGNED', now() - $4 * interval '1 day')`;
  for (const [sequence, ageDays] of [
    [1, 30],
    [2, 11],
    [3, 9],
  ])
    await scenario.sql(insert, [registerAgent.agent.id, sequence, randomUUID(), ageDays]);

  const jobs = `routing_jobs._private_jobs where key = 'purge-stream-events'`;
  const [waiting] = await scenario.sql<{ in_ms: number }>(
    `select extract(epoch from run_at - now()) * 1000 as in_ms from ${jobs}`,
  );
  expect(Number(waiting?.in_ms)).toBeLessThan(60_000);
  await scenario.sql(
    `update routing_jobs._private_jobs set run_at = now() where key = 'purge-stream-events'`,
  );
  const left = () => scenario.sql('select sequence from routing.assignment_updates order by sequence');
  while ((await left()).length !== 1) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await left()).toEqual([{ sequence: 3 }]);
  const [next] = await scenario.sql<{ in_ms: number }>(
    `select extract(epoch from run_at - now()) * 1000 as in_ms from ${jobs} and locked_at is null`,
  );
  expect(Number(next?.in_ms)).toBeGreaterThan(0.9 * dayMs);
});
