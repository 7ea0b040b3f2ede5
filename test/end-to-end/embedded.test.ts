import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openPage } from './browser.ts';
import { ask, operation, until } from './graph.ts';
import { install, runCommand } from './installation.ts';
import type { Installation } from './installation.ts';
import { travel } from './journey.ts';

describe('an embedded installation', () => {
  let house: Installation;
  beforeAll(async () => {
    house = await install();
  }, 90_000);
  afterAll(async () => {
    await house[Symbol.asyncDispose]();
  });

  const lead = async (id: string): Promise<Record<string, any>> =>
    (await ask(house.url, await house.token('admin'), operation('frontend/lead-desk'), { id }))['lead'];

  it('prints addresses, a token per role and three things to try', async () => {
    const output = house.output();
    expect(output).toContain(`${house.url}/graphql`);
    for (const role of ['integrator', 'agent', 'manager', 'admin'])
      expect(output).toMatch(new RegExp(`${role}\\s+eyJ`));
    expect(output).toContain('Three things to try');
    const token = /admin\s+(eyJ\S+)/.exec(output)?.[1] ?? '';
    expect(await ask(house.url, token, '{ leads { totalCount } }')).toEqual({ leads: { totalCount: 8 } });
  });

  it('says that it is alive and ready', async () => {
    expect(await (await fetch(`${house.url}/health/live`)).json()).toEqual({ status: 'live' });
    expect(await (await fetch(`${house.url}/health/ready`)).json()).toEqual({
      status: 'ready',
      waitingFor: [],
    });
  });

  it('answers nobody without a token', async () => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ leads { totalCount } }' }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  // A missing Chromium is told at the end of the run, and fails it in CI.
  for (const chromium of [process.env['TEST_CHROMIUM'] ?? ''].filter((present) => present !== '')) {
    it('shows the graph in a browser, without anything from elsewhere', async () => {
      await using browser = await openPage(
        chromium,
        `${house.url}/graphql#token=${await house.token('admin')}`,
      );
      const { page, complaints } = browser;
      await page.click('.graphiql-execute-button');
      await page.waitForSelector('.result-window :text("totalCount")');
      expect(new URL(page.url()).pathname).toBe('/');
      expect(page.url()).not.toContain('token');
      expect(complaints).toEqual([]);
    }, 60_000);
  }

  it('is refused a second time on the same data folder, in one line', async () => {
    const second = runCommand('start', [], { DATA_DIR: house.dataFolder, PORT: '0' });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain('DATA_DIR: expected a data folder that no running Leadgraph uses');
    expect(
      second
        .output()
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('error')),
    ).toHaveLength(1);
  });

  it('prints tokens that the running graph accepts', async () => {
    const command = runCommand('token', ['--role', 'manager'], { DATA_DIR: house.dataFolder });
    expect(await command.exited).toBe(0);
    await ask(house.url, command.output().trim(), '{ leads { totalCount } }');
  });

  it('takes a lead all the way, and finds it again after kill -9 and after Ctrl-C', async () => {
    const journey = await travel(house);
    await house.kill();
    await house.start();
    expect(await lead(journey.leadId)).toEqual(journey.desk);
    expect(await house.stop()).toBe(0);
    await house.start();
    expect(await lead(journey.leadId)).toEqual(journey.desk);
  }, 120_000);

  it('goes on with pending work after kill -9, also when the database server was killed', async () => {
    const token = await house.token('integrator');
    const rows = Array.from({ length: 60 }, (_, place) => ({
      idempotencyKey: randomUUID(),
      source: 'pending',
      lineOfBusiness: 'AUTO',
      contact: {
        lastName: `Pending ${place}`,
        email: `${randomUUID()}@example.com`,
        state: 'NY',
        postalCode: '10025',
      },
    }));
    await ask(house.url, token, operation('import/import-leads'), { input: { leads: rows } });
    await house.kill();
    killDatabase(house.dataFolder);
    await house.start();
    const query = `{ leads(first: 100, filter: { source: ["pending"] }) { edges { node { score { value } assignment { status } } } } }`;
    const { leads } = await until(
      async () => ask(house.url, await house.token('admin'), query),
      (answer) =>
        answer['leads'].edges.every((edge: any) => edge.node.score !== null && edge.node.assignment !== null),
    );
    expect(leads.edges).toHaveLength(60);
  }, 120_000);

  it('says that it is not ready while its database is away', async () => {
    killDatabase(house.dataFolder);
    const response = await until(
      () => fetch(`${house.url}/health/ready`),
      ({ status }) => status === 503,
    );
    expect(await response.json()).toMatchObject({
      status: 'not ready',
      waitingFor: expect.arrayContaining(['leads']),
    });
    expect((await fetch(`${house.url}/health/live`)).status).toBe(200);
    await house.kill();
    await house.start();
    expect((await fetch(`${house.url}/health/ready`)).status).toBe(200);
  }, 60_000);

  it('refuses a taken port in one line', async () => {
    const second = runCommand('start', [], {
      DATA_DIR: path.join(house.dataFolder, 'other'),
      PORT: new URL(house.url).port,
    });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain('PORT: expected a port that nothing else listens on');
  });
});

function killDatabase(dataFolder: string): void {
  const [pid = ''] = readFileSync(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  execFileSync('kill', ['-9', pid]);
}

describe('a command with a wrong setting', () => {
  it.each([
    [{ PORT: 'ninety' }, 'PORT: expected a whole number from 0 to 65535, got "ninety"'],
    [
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL: expected a URL starting with postgres:// or postgresql://',
    ],
    [
      { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/x', PORT: '0' },
      'DATABASE_URL: expected a PostgreSQL server that answers',
    ],
    [{ DATA_DIR: '/proc/none', PORT: '0' }, 'DATA_DIR: expected a folder that can be written'],
    [{ LEADGRAPH_SECRET: 'short' }, 'LEADGRAPH_SECRET: expected at least 32 characters'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: expected one of'],
  ])('ends at once with one line: %j', async (env, message) => {
    const command = runCommand('start', [], { DATA_DIR: '/tmp/leadgraph-never', ...env } as Record<
      string,
      string
    >);
    expect(await command.exited).toBe(1);
    expect(command.output()).toContain(message);
    expect(command.output()).not.toContain('secret@');
  });
});
