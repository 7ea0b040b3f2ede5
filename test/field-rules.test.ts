import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { issueToken } from '../gateway/access/tokens.ts';
import type { TokenRequest } from '../gateway/access/tokens.ts';
import { createInProcessTransport } from '../gateway/engine/transports/in-process.ts';
import type { SubgraphRequest, SubgraphTransport } from '../gateway/engine/types.ts';
import { openEngine } from '../gateway/open-engine.ts';
import { openOperations } from '../gateway/operations/operations.ts';
import { startGateway } from '../gateway/server.ts';
import type { RequestContext } from '../gateway/server.ts';
import { composeSupergraph } from '../schema/compose-supergraph.ts';
import { subgraphNames, subgraphs } from '../subgraphs/index.ts';
import { createLogger } from '../subgraphs/shared/logger.ts';
import { startScenario } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import { testSecret } from './test-database.ts';

const cleanup = new AsyncDisposableStack();
const secret = testSecret();
let scenario: Scenario;
let url: string;
/** What the subgraphs were asked, and how often personal data was decrypted. */
const asked: { subgraph: string; query: string }[] = [];
let opened = 0;

beforeAll(async () => {
  scenario = cleanup.use(await startScenario());
  const { openMany } = scenario.vault;
  Object.assign(scenario.vault, {
    openMany: (sealed: readonly string[]) => {
      opened += sealed.length;
      return openMany(sealed);
    },
  });
  const logger = createLogger('silent');
  const { engine } = await openEngine({
    supergraphSdl: composeSupergraph(subgraphs).supergraphSdl,
    transports: Object.fromEntries(subgraphNames.map((name) => [name, watched(name)])),
    logger,
  });
  cleanup.defer(() => engine.close());
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-fields-'));
  cleanup.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const modes = { operationsMode: 'open', integratorOperationsMode: 'open' } as const;
  const config = { ...modes, redisUrl: undefined, dataFolder };
  const operations = openOperations({ config, secret, logger, isAlone: true });
  cleanup.defer(() => operations.close());
  const gateway = await startGateway({ engine, operations, secret, host: '127.0.0.1', port: 0, logger });
  cleanup.defer(() => gateway.stop());
  url = gateway.url;
});
afterAll(() => cleanup.disposeAsync());

/** The running subgraph, in this process. */
function watched(subgraph: string): SubgraphTransport {
  const { schema, createContext } = scenario.running(subgraph);
  const transport = createInProcessTransport({
    schema,
    createContext: (context) => createContext((context as RequestContext).viewer),
  });
  const note = ({ query }: SubgraphRequest): void => void asked.push({ subgraph, query });
  return {
    execute(request) {
      note(request);
      return transport.execute(request);
    },
    subscribe(request) {
      note(request);
      return transport.subscribe(request);
    },
    close: () => transport.close(),
  };
}

async function ask(
  who: TokenRequest,
  query: string,
  variables: object = {},
): Promise<{ data: Record<string, any>; errors?: unknown[] }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await issueToken(secret, who)}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data: Record<string, any> };
}

/** What the first event of a stream of coaching holds, and the messages of its errors. */
async function firstEvent(
  who: TokenRequest,
  query: string,
  variables: Record<string, unknown>,
): Promise<Record<string, any>> {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${await issueToken(secret, who)}` },
    retryAttempts: 0,
  });
  try {
    for await (const { data, errors } of client.iterate<Record<string, any>>({ query, variables })) {
      const messages = errors?.map(({ message }) => message);
      return { ...data?.['coachingSuggestions'], ...(messages && { errors: messages }) };
    }
    throw new Error('The stream ended without an event.');
  } finally {
    await client.dispose();
  }
}

const acme: TokenRequest = { role: 'integrator', subject: 'acme' };
const admin: TokenRequest = { role: 'admin' };

async function submitLead(): Promise<string> {
  const input = {
    idempotencyKey: randomUUID(),
    source: 'web',
    lineOfBusiness: 'AUTO',
    contact: { lastName: 'Vega', email: 'rosa.vega@example.com', state: 'NY' },
  };
  const submit = `mutation ($input: SubmitLeadInput!) {
    submitLead(input: $input) { ... on LeadSubmitted { lead { id } } ... on DuplicateLead { lead { id } } } }`;
  const { data } = await ask(acme, submit, { input });
  await scenario.settled();
  return data['submitLead'].lead.id;
}

describe('a field that the caller may not see', () => {
  let leadId: string;
  beforeAll(async () => {
    leadId = await submitLead();
  });
  beforeEach(() => {
    asked.length = 0;
    opened = 0;
  });

  const query = 'query ($id: ID!) { lead(id: $id) { id source contact { email } } }';

  it('is null with an error, beside the rest, and nobody opens the vault for it', async () => {
    expect(await ask(acme, query, { id: leadId })).toEqual({
      data: { lead: { id: leadId, source: 'web', contact: null } },
      errors: [
        {
          message: 'You may not see Lead.contact.',
          path: ['lead', 'contact'],
          extensions: { code: 'ACCESS_DENIED' },
        },
      ],
    });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['leads']);
    expect(asked[0]?.query).toContain('source');
    expect(asked[0]?.query).not.toContain('contact');
    expect(opened).toBe(0);
  });

  it('is there for whoever may see it', async () => {
    expect(await ask(admin, query, { id: leadId })).toEqual({
      data: { lead: { id: leadId, source: 'web', contact: { email: 'rosa.vega@example.com' } } },
    });
    expect(opened).toBe(1);
  });

  it('leaves subgraphs unasked from which nothing else is wanted', async () => {
    const wide = `query ($id: ID!) { lead(id: $id) { source assignment { status } offers { id }
      calls { edges { node { id } } } experiments { exposedAt } referral { status } } }`;
    const { data, errors = [] } = await ask(acme, wide, { id: leadId });
    expect(data).toEqual({
      lead: { source: 'web', assignment: null, offers: null, calls: null, experiments: null, referral: null },
    });
    expect(errors).toHaveLength(5);
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['leads']);
  });

  it('keeps a mutation from being run', async () => {
    const close = `mutation ($id: ID!) { scoreLead(input: { leadId: $id }) { __typename } }`;
    expect(await ask(acme, close, { id: leadId })).toMatchObject({
      data: { scoreLead: null },
      errors: [{ path: ['scoreLead'], extensions: { code: 'ACCESS_DENIED' } }],
    });
    expect(asked).toEqual([]);
  });

  it('is not found out by its value', async () => {
    const byEmail = '{ lead: leads(filter: { email: "rosa.vega@example.com" }) { totalCount } }';
    expect(await ask(acme, byEmail)).toMatchObject({
      data: { lead: null },
      errors: [
        {
          message: 'Expected the scope personal-data:read.',
          path: ['lead'],
          extensions: { code: 'FORBIDDEN', scopes: ['personal-data:read'] },
        },
      ],
    });
  });

  it('is withheld from the events of a stream', async () => {
    const begin = `mutation ($id: ID!) { startCall(input: { leadId: $id }) { ... on CallStarted { call { id } } } }`;
    const callId: string = (await ask(admin, begin, { id: leadId })).data['startCall'].call.id;
    const say = `mutation ($id: ID!) { addUtterance(input: { callId: $id, speaker: CUSTOMER,
      text: "That is far too expensive for me" }) { __typename } }`;
    await ask(admin, say, { id: callId });
    await ask(admin, 'mutation ($id: ID!) { endCall(input: { callId: $id }) { __typename } }', {
      id: callId,
    });
    const coach = `subscription ($id: ID!) { coachingSuggestions(callId: $id) {
      suggestion { kind text } call { utterances { edges { node { sequence text } } } } } }`;

    const whole = await firstEvent(admin, coach, { id: callId });
    expect(whole).toMatchObject({
      suggestion: { kind: 'OBJECTION_HANDLING', text: expect.stringContaining('price') },
      call: { utterances: { edges: [{ node: { text: 'That is far too expensive for me' } }] } },
    });
    expect(whole.errors).toBeUndefined();
    asked.length = 0;
    opened = 0;
    expect(await firstEvent({ ...admin, scopes: ['calls:read'] }, coach, { id: callId })).toEqual({
      suggestion: { kind: 'OBJECTION_HANDLING', text: null },
      call: { utterances: { edges: [{ node: { sequence: 1, text: null } }] } },
      errors: ['You may not see Suggestion.text.', 'You may not see Utterance.text.'],
    });
    expect(asked.map(({ subgraph }) => subgraph)).toContain('personalization');
    expect(asked.filter(({ query: document }) => /\btext\b/.test(document))).toEqual([]);
    expect(opened).toBe(0);
  });
});
