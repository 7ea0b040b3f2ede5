import { describe, expect, it } from '@jest/globals';
import { ask, operation } from './graph.ts';
import { install, runCommand } from './installation.ts';
import { travel } from './journey.ts';

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
      expect(await house.stop()).toBe(0);
      await house.start();
      const { lead } = await ask(house.url, await house.token('admin'), operation('frontend/lead-desk'), {
        id: journey.leadId,
      });
      expect(lead).toEqual(journey.desk);
    }, 180_000);
  }
});
