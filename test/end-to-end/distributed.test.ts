import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { ask, operation, until } from './graph.ts';
import { install, runCommand } from './installation.ts';
import type { Installation } from './installation.ts';
import { travel } from './journey.ts';

/** The lead as the desk shows it; undefined while a subgraph is away. */
async function readLead(house: Installation, id: string): Promise<unknown> {
  const token = await house.token('admin');
  return ask(house.url, token, operation('frontend/lead-desk'), { id }).then(
    ({ lead }) => lead,
    () => undefined,
  );
}

function killSubgraph(house: Installation, name: string): void {
  const pid = execFileSync('pgrep', ['-P', String(house.pid()), '-f', `run.ts ${name}`], {
    encoding: 'utf8',
  });
  process.kill(Number(pid), 'SIGKILL');
}

const redisUrl = process.env['TEST_REDIS_URL'] ?? '';

describe('a distributed installation', () => {
  it('needs Redis and says so', async () => {
    const command = runCommand('start-distributed', [], { REDIS_URL: '' });
    expect(await command.exited).toBe(1);
    expect(command.output()).toContain('REDIS_URL: expected a URL starting with redis://');
  });

  // A missing Redis is told at the end of the run, and fails it in CI.
  for (const url of [redisUrl].filter((present) => present !== '')) {
    it('takes a lead all the way through nine processes', async () => {
      await using house = await install({ command: 'start-distributed', env: { REDIS_URL: url } });
      const journey = await travel(house);
      killSubgraph(house, 'growth');
      await until(
        () => readLead(house, journey.leadId),
        (lead) => isDeepStrictEqual(lead, journey.desk),
      );
      expect(house.output()).toContain('growth ended (SIGKILL), starting it again');
      expect(await house.stop()).toBe(0);
      await house.start();
      expect(await readLead(house, journey.leadId)).toEqual(journey.desk);
    }, 180_000);
  }
});
