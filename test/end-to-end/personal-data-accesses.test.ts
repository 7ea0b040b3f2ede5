import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { issueToken } from '../../gateway/access/tokens.ts';
import type { TokenRequest } from '../../gateway/access/tokens.ts';
import { ask, until } from './graph.ts';
import { install } from './installation.ts';
import type { Installation } from './installation.ts';

const redisUrl = process.env['TEST_REDIS_URL'] ?? '';
const contacts = 'query Contacts { leads(first: 8) { edges { node { id contact { email } } } } }';

async function tokenOf(house: Installation, request: TokenRequest): Promise<string> {
  return issueToken(await readFile(path.join(house.dataFolder, 'secret'), 'utf8'), request);
}

async function recordedBy(house: Installation, caller: string): Promise<Record<string, unknown>[]> {
  const query = `query ($filter: PersonalDataAccessFilter) {
    personalDataAccesses(first: 100, filter: $filter) { edges { node { subgraph operation kind role client subjectId } } }
  }`;
  const variables = { filter: { caller } };
  const { personalDataAccesses } = await ask(house.url, await house.token('admin'), query, variables);
  return personalDataAccesses.edges.map(({ node }: { node: Record<string, unknown> }) => node);
}

interface Lead {
  readonly enrichment: { readonly fields: unknown } | null;
  readonly score: unknown;
}

/** Reads two leads through two subgraphs, and what the log has of it. */
async function expectDeskRecorded(house: Installation): Promise<void> {
  const token = await tokenOf(house, { role: 'manager', subject: 'mia', client: 'desk' });
  const query = `query Desk { leads(first: 2) { edges { node {
    contact { email } enrichment { fields { value } } score { value }
  } } } }`;
  // Two of the sample business, as soon as all is known of them.
  await until(
    async () => ask(house.url, await house.token('admin'), query),
    ({ leads }) => leads.edges.every(({ node }: { node: Lead }) => node.enrichment?.fields && node.score),
  );
  const { leads } = await ask(house.url, token, query);
  expect(leads.edges[0].node.contact.email).toContain('@');
  const recorded = await recordedBy(house, 'mia');
  expect(recorded.map(({ subjectId: _, ...rest }) => rest).toSorted(bySubgraph)).toEqual(
    ['enrichment', 'enrichment', 'leads', 'leads'].map((subgraph) => ({
      subgraph,
      operation: 'Desk',
      kind: 'READ',
      role: 'MANAGER',
      client: 'desk',
    })),
  );
}

function bySubgraph(one: Record<string, unknown>, other: Record<string, unknown>): number {
  return String(one['subgraph']).localeCompare(String(other['subgraph']));
}

describe('the log of accesses to personal data', () => {
  (redisUrl === '' ? it.skip : it)(
    'has what subgraphs give out that are processes of their own',
    async () => {
      await using house = await install({ command: 'start-distributed', env: { REDIS_URL: redisUrl } });
      await expectDeskRecorded(house);
    },
    120_000,
  );

  it('has what subgraphs in the gateway give out, and all that was answered before it was killed', async () => {
    await using house = await install();
    await expectDeskRecorded(house);
    const answered: string[] = [];
    const enough = Promise.withResolvers<void>();
    const readers = Array.from({ length: 8 }, async (_, reader) => {
      for (let count = 0; ; count++) {
        const subject = `reader ${reader} ${count}`;
        const token = await tokenOf(house, { role: 'manager', subject });
        try {
          await ask(house.url, token, contacts);
        } catch (error) {
          return enough.reject(error);
        }
        answered.push(subject);
        if (answered.length === 100) enough.resolve();
      }
    });
    await enough.promise;
    await house.kill();
    await Promise.all(readers);
    await house.start();
    for (const subject of answered.slice(-30))
      expect([subject, (await recordedBy(house, subject)).length]).toEqual([subject, 8]);
  }, 120_000);
});
