import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { startScenario } from '../../../test/scenario.ts';
import type { Scenario } from '../../../test/scenario.ts';
import type { Viewer } from '../../../subgraphs/shared/context.ts';
import { createLogger } from '../../../subgraphs/shared/logger.ts';
import { createRevocations } from '../../access/revocations/revocations.ts';
import { issueToken } from '../../access/tokens.ts';
import type { Engine, EngineRequest } from '../../engine/types.ts';
import { startGateway } from '../../server.ts';
import type { Gateway, RequestContext } from '../../server.ts';
import { openOperations } from '../operations.ts';
import { signingSecret } from './signing-secret.ts';
import { createSignatureVerifier, readSignature } from './verify-signature.ts';

const secret = 'a secret for this test alone, 32 characters';
const hour = 3_600_000;
const signing = {
  clients: new Map([
    ['acme', { generation: 1, previousUntil: undefined }],
    ['crm', { generation: 3, previousUntil: Date.now() + hour }],
    ['old-form', { generation: 2, previousUntil: Date.now() - hour }],
    ['strict', { generation: 1, previousUntil: undefined }],
    ['revoked', { generation: 1, previousUntil: undefined }],
    ['narrowed', { generation: 1, previousUntil: undefined }],
  ]),
  required: new Set(['strict']),
};

/** Who the graph was told asks, last. */
let lastViewer: Viewer | undefined;
function seen(viewer: Viewer): Viewer {
  lastViewer = viewer;
  return viewer;
}

let scenario: Scenario;
let gateway: Gateway;
let url: string;
beforeAll(async () => {
  scenario = await startScenario({ only: ['leads'] });
  const sdl = readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8');
  const engine = {
    schema: buildSchema(sdl),
    supergraphSdl: '',
    execute: (request: EngineRequest) =>
      scenario.request(
        'leads',
        request.query,
        request.variables as Record<string, unknown>,
        seen((request.context as RequestContext).viewer),
      ),
    prepare: async () => undefined,
    close: async () => undefined,
  } as unknown as Engine;
  const logger = createLogger('silent');
  const config = {
    operationsMode: 'open',
    integratorOperationsMode: 'safelist',
    redisUrl: undefined,
    dataFolder: import.meta.filename,
    signing,
  } as const;
  const operations = openOperations({ config, secret, logger, isAlone: true });
  const revocations = createRevocations();
  await revocations.revoke({ subject: 'revoked' }, 'admin');
  await revocations.revoke({ subject: 'narrowed', scopes: ['leads:read'] }, 'admin');
  gateway = await startGateway({
    engine,
    operations,
    secret,
    signing,
    revocations,
    host: '127.0.0.1',
    port: 0,
    logger,
  });
  url = `${gateway.url}/api/v1/leads`;
});
afterAll(async () => {
  await gateway.stop();
  await scenario[Symbol.asyncDispose]();
});

const now = (): number => Math.floor(Date.now() / 1_000);
const leadOf = (name: string) => ({
  source: 'website',
  lineOfBusiness: 'AUTO',
  contact: { firstName: 'Rosa', lastName: name, email: `${name}-${randomUUID()}@example.com` },
});

/** The signature as the specification words it, made without the code under test. */
function sign(whsec: string, id: string, timestamp: number | string, body: string | Buffer): string {
  const key = Buffer.from(whsec.replace('whsec_', ''), 'base64');
  const text = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)]);
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
}

interface Signed {
  readonly client?: string;
  readonly generation?: number;
  readonly id?: string;
  readonly timestamp?: number;
  /** What is signed, where it is not what is sent. */
  readonly signedBody?: string;
  readonly headers?: Record<string, string | undefined>;
}

async function send(body: string | object, given: Signed = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { client = 'acme', generation = 1, id = randomUUID(), timestamp = now() } = given;
  const signature = sign(signingSecret(secret, client, generation), id, timestamp, given.signedBody ?? text);
  const headers = Object.entries({
    'content-type': 'application/json',
    'leadgraph-client': client,
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
    ...given.headers,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(url, { method: 'POST', headers, body: text });
  return { status: response.status, body: (await response.json()) as Record<string, any> };
}

const taken = { status: 201, body: { outcome: 'SUBMITTED', leadId: expect.any(String) } };
const refused = (code: string, detail: string) => ({
  status: 401,
  body: {
    type: 'urn:leadgraph:problem:unauthenticated',
    title: 'A valid token or signature is needed',
    status: 401,
    detail,
    code,
  },
});
const wrong = refused(
  'SIGNATURE_WRONG',
  'Expected webhook-signature to hold the HMAC-SHA256 of webhook-id, webhook-timestamp and the body as it was sent, joined by dots, got another.',
);

/** How many leads a client has sent under a last name. */
async function countOf(lastName: string): Promise<number> {
  const query = '{ leads(first: 100) { edges { node { contact { lastName } } } } }';
  const { leads } = await scenario.data('leads', query, {});
  return leads.edges.filter((edge: any) => edge.node.contact?.lastName === lastName).length;
}

describe('a signed lead', () => {
  it('is taken without a token, as its client', async () => {
    const answer = await send(leadOf('plain'));
    expect(answer).toEqual(taken);
    expect(lastViewer).toEqual({ subject: 'acme', role: 'integrator', client: 'acme' });
    const token = await issueToken(secret, { role: 'integrator', subject: 'acme' });
    const again = await send(leadOf('other'), { id: 'same-key', headers: {} });
    // The key belongs to the client, by whatever door it comes.
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': 'same-key',
      },
      body: JSON.stringify(leadOf('third')),
    });
    expect(again).toEqual(taken);
    expect([response.status, ((await response.json()) as any).type]).toEqual([
      422,
      'urn:leadgraph:problem:idempotency-key-reused',
    ]);
  });

  it('may be a form, be compressed, and hold any bytes', async () => {
    const form = new URLSearchParams({
      source: 'form',
      lineOfBusiness: 'HOME',
      'contact.firstName': 'Inès & Co',
      'contact.email': `${randomUUID()}@example.com`,
    }).toString();
    expect(await send(form, { headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toEqual(
      taken,
    );
    const text = `  ${JSON.stringify(leadOf('Ünïcödé'), null, 3)}\r\n`;
    expect(await send(text)).toEqual(taken);
    const [id, timestamp] = [randomUUID(), now()];
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'leadgraph-client': 'acme',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': sign(
          signingSecret(secret, 'acme', 1),
          id,
          timestamp,
          text.replace('Rosa', 'Ida'),
        ),
      },
      body: gzipSync(text.replace('Rosa', 'Ida')),
    });
    expect(response.status).toBe(200); // The same e-mail again: a duplicate.
  });

  it('counts once, however often the request is repeated', async () => {
    const given = { id: 'msg_1', timestamp: now() };
    const body = leadOf('repeated');
    const first = await send(body, given);
    expect(first).toEqual(taken);
    expect(await send(body, given)).toEqual(first);
    expect(await send(body, { ...given, timestamp: now() - 20 })).toEqual(first);
    expect(await countOf('repeated')).toBe(1);
  });

  it('is refused when its id comes again with another body', async () => {
    expect(await send(leadOf('one'), { id: 'msg_2' })).toEqual(taken);
    expect(await send(leadOf('two'), { id: 'msg_2' })).toEqual({
      status: 422,
      body: {
        type: 'urn:leadgraph:problem:idempotency-key-reused',
        title: 'The key was used with other content',
        status: 422,
        detail: 'Expected a new key for other content, got one that was used before. Nothing was done.',
      },
    });
    expect(await countOf('two')).toBe(0);
  });

  it('has the key of its body where it has one, and no key that is not signed', async () => {
    const body = { ...leadOf('keyed'), idempotencyKey: 'in-body' };
    const first = await send(body);
    expect(first).toEqual(taken);
    expect(await send(body, { headers: { 'idempotency-key': 'in-body' } })).toEqual(first);
    expect(await send(leadOf('same'), { id: 'msg_3', headers: { 'idempotency-key': 'msg_3' } })).toEqual(
      taken,
    );
    expect(await send(leadOf('swapped'), { id: 'msg_4', headers: { 'idempotency-key': 'mine' } })).toEqual({
      status: 400,
      body: expect.objectContaining({
        errors: [
          {
            field: 'idempotencyKey',
            message: 'expected an Idempotency-Key header that is the webhook-id, or none, got "mine"',
          },
        ],
      }),
    });
  });

  it('may be signed by the library of Standard Webhooks', async () => {
    const [id, body] = [randomUUID(), JSON.stringify(leadOf('library'))];
    const signature = new Webhook(signingSecret(secret, 'acme', 1)).sign(id, new Date(), body);
    expect(await send(body, { id, headers: { 'webhook-signature': signature } })).toEqual(taken);
  });

  it('may carry several signatures, of which one is enough', async () => {
    const [id, timestamp, body] = [randomUUID(), now(), JSON.stringify(leadOf('several'))];
    const good = sign(signingSecret(secret, 'acme', 1), id, timestamp, body);
    const signatures = `v1a,ed25519 v1,${'A'.repeat(44)} ${good}`;
    expect(await send(body, { id, timestamp, headers: { 'webhook-signature': signatures } })).toEqual(taken);
  });

  it('may be signed with the secret of the generation before until its time is over', async () => {
    expect(await send(leadOf('current'), { client: 'crm', generation: 3 })).toEqual(taken);
    expect(await send(leadOf('previous'), { client: 'crm', generation: 2 })).toEqual(taken);
    expect(await send(leadOf('older'), { client: 'crm', generation: 1 })).toEqual(wrong);
    expect(await send(leadOf('late'), { client: 'old-form', generation: 1 })).toEqual(
      refused(
        'SIGNATURE_WRONG',
        'Expected a signature by the secret of generation 2, got one of generation 1, which is no longer accepted.',
      ),
    );
  });
});

describe('a signature that is refused', () => {
  const needed =
    'Expected the headers webhook-id, webhook-timestamp, webhook-signature, leadgraph-client, got no';
  const malformed = (detail: string) => refused('SIGNATURE_MALFORMED', detail);

  it.each<[string, Signed, ReturnType<typeof refused>]>([
    ['has no id', { headers: { 'webhook-id': undefined } }, malformed(`${needed} webhook-id.`)],
    [
      'has no time and no client',
      { headers: { 'webhook-timestamp': undefined, 'leadgraph-client': undefined } },
      malformed(`${needed} webhook-timestamp, no leadgraph-client.`),
    ],
    ['has no signature', { headers: { 'webhook-signature': '' } }, malformed(`${needed} webhook-signature.`)],
    [
      'has an id with a dot',
      { id: 'msg.1' },
      malformed('Expected webhook-id to be 1 to 200 visible characters without a dot, got another.'),
    ],
    [
      'has an id that is too long',
      { id: 'x'.repeat(201) },
      malformed('Expected webhook-id to be 1 to 200 visible characters without a dot, got another.'),
    ],
    [
      'has a time that is none',
      { headers: { 'webhook-timestamp': '2026-11-20T09:00:00Z' } },
      malformed('Expected webhook-timestamp to be whole seconds since 1970, got another.'),
    ],
    [
      'is of another version',
      { headers: { 'webhook-signature': 'v2,abc' } },
      malformed(
        'Expected webhook-signature to hold "v1," and a signature in base64, or several separated by spaces, got another.',
      ),
    ],
    [
      'is of an unknown client',
      { client: 'nobody' },
      refused(
        'SIGNATURE_CLIENT_UNKNOWN',
        'Expected leadgraph-client to name a client that signs here, got "nobody".',
      ),
    ],
    ['is of another client', { headers: { 'leadgraph-client': 'strict' } }, wrong],
    ['is of another generation', { generation: 2 }, wrong],
    ['is for another body', { signedBody: '{}' }, wrong],
    ['is for the same content in other bytes', { signedBody: JSON.stringify(leadOf('x'), null, 2) }, wrong],
    ['is for another id', { headers: { 'webhook-id': 'another' } }, wrong],
    ['is for another time', { headers: { 'webhook-timestamp': String(now() - 1) } }, wrong],
    ['is no base64', { headers: { 'webhook-signature': 'v1,' } }, wrong],
  ])('%s', async (_, given, answer) => {
    const name = `refused-${randomUUID()}`;
    expect(await send(leadOf(name), given)).toEqual(answer);
    expect(await countOf(name)).toBe(0);
  });

  it.each([
    [
      'old',
      -400,
      /^Expected webhook-timestamp to be at most 300 seconds from now, got one 40[0-9] seconds ago\.$/,
    ],
    [
      'in the future',
      400,
      /^Expected webhook-timestamp to be at most 300 seconds from now, got one (400|39\d) seconds ahead\.$/,
    ],
  ])('is %s', async (_, offset, detail) => {
    const { status, body } = await send(leadOf('late'), { timestamp: now() + offset });
    expect([status, body['code']]).toEqual([401, 'SIGNATURE_OUTDATED']);
    expect(body['detail']).toMatch(detail);
  });

  it('comes with a body that was cut off', async () => {
    const body = JSON.stringify(leadOf('truncated'));
    expect(await send(body.slice(0, -20), { signedBody: body })).toEqual(wrong);
    const [id, timestamp] = [randomUUID(), now()];
    const socket = createConnection({ host: '127.0.0.1', port: gateway.port });
    socket.end(
      [
        'POST /api/v1/leads HTTP/1.1',
        'host: gateway',
        'content-type: application/json',
        `content-length: ${Buffer.byteLength(body)}`,
        'leadgraph-client: acme',
        `webhook-id: ${id}`,
        `webhook-timestamp: ${timestamp}`,
        `webhook-signature: ${sign(signingSecret(secret, 'acme', 1), id, timestamp, body)}`,
        '',
        body.slice(0, -20),
      ].join('\r\n'),
    );
    socket.resume();
    await once(socket, 'close');
    expect(await countOf('truncated')).toBe(0);
  });

  it('is too long to be read', async () => {
    expect(await send({ ...leadOf('long'), source: 'x'.repeat(70_000) })).toMatchObject({
      status: 413,
      body: { type: 'urn:leadgraph:problem:too-large' },
    });
  });
});

describe('what an admin has revoked of a client', () => {
  it('holds for what it signs as for its tokens', async () => {
    expect(await send(leadOf('revoked'), { client: 'revoked' })).toEqual(
      refused('UNAUTHENTICATED', 'What "revoked" signs was revoked.'),
    );
    expect(await send(leadOf('narrowed'), { client: 'narrowed' })).toEqual(taken);
    expect(lastViewer?.scopes).toEqual(['leads:write', 'webhooks:manage']);
  });
});

describe('a signature beside a token', () => {
  const bearer = async (request: Partial<Parameters<typeof issueToken>[1]>) => ({
    authorization: `Bearer ${await issueToken(secret, { role: 'integrator', ...request })}`,
  });

  it("must be the same client's", async () => {
    expect(await send(leadOf('both'), { headers: await bearer({ client: 'acme' }) })).toEqual(taken);
    expect(await send(leadOf('both'), { headers: await bearer({ client: 'crm' }) })).toEqual({
      status: 403,
      body: {
        type: 'urn:leadgraph:problem:forbidden',
        title: 'The token may not do this',
        status: 403,
        detail: 'Expected a signature of "crm", whose token this is, got one of "acme".',
        code: 'SIGNATURE_OF_ANOTHER_CLIENT',
      },
    });
    const stale = { authorization: 'Bearer stale' };
    expect((await send(leadOf('both'), { headers: stale })).body['code']).toBe('UNAUTHENTICATED');
  });

  const unsigned = {
    'leadgraph-client': undefined,
    'webhook-id': undefined,
    'webhook-timestamp': undefined,
    'webhook-signature': undefined,
  };

  it.each<[string, Parameters<typeof bearer>[0]]>([
    ['names it', { client: 'strict' }],
    ['has its name as subject', { subject: 'strict' }],
  ])('is needed where the client must sign and the token %s', async (_, request) => {
    const headers = { ...(await bearer(request)), 'idempotency-key': randomUUID() };
    expect(await send(leadOf('strict'), { headers: { ...unsigned, ...headers } })).toEqual(
      refused(
        'SIGNATURE_REQUIRED',
        'Expected what "strict" sends to be signed (webhook-id, webhook-timestamp, webhook-signature, leadgraph-client), got a token alone.',
      ),
    );
    expect(await send(leadOf('strict'), { client: 'strict', headers: await bearer(request) })).toEqual(taken);
  });

  it('is needed for what the graph changes as well, where no signature is taken; reading needs none', async () => {
    const { authorization } = await bearer({ subject: 'strict' });
    const ask = async (file: string, operationName: string, variables: object) => {
      const query = readFileSync(
        new URL(`../../../schema/operations/integrator/${file}.graphql`, import.meta.url),
        'utf8',
      );
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query, operationName, variables }),
      });
      return { status: response.status, body: await response.json() };
    };
    expect(await ask('submit', 'Submit', { input: { ...leadOf('graph'), idempotencyKey: 'x' } })).toEqual({
      status: 401,
      body: {
        errors: [
          {
            message:
              'Expected what "strict" changes to be signed, got a token alone. Send leads to POST /api/v1/leads, signed.',
            extensions: { code: 'SIGNATURE_REQUIRED', client: 'strict' },
          },
        ],
      },
    });
    expect(await ask('leads', 'Leads', { first: 1 })).toMatchObject({ status: 200 });
  });
});

describe('the tolerance', () => {
  it('ends after 300 seconds on both sides', () => {
    const verifier = createSignatureVerifier({
      secret,
      clients: signing.clients,
      clock: () => new Date(1_000_000_000),
    });
    const at = (timestamp: number) => () =>
      verifier.requireTimely(
        readSignature({
          'leadgraph-client': 'acme',
          'webhook-id': 'x',
          'webhook-timestamp': String(timestamp),
          'webhook-signature': 'v1,x',
        }),
      );
    expect(at(1_000_300)).not.toThrow();
    expect(at(999_700)).not.toThrow();
    expect(at(1_000_301)).toThrow('got one 301 seconds ahead.');
    expect(at(999_699)).toThrow('got one 301 seconds ago.');
  });
});

describe('a secret', () => {
  it('is one of its own for each client, generation and installation', () => {
    const secrets = [
      signingSecret(secret, 'acme', 1),
      signingSecret(secret, 'acme', 2),
      signingSecret(secret, 'acm', 1),
      signingSecret(`${secret}!`, 'acme', 1),
    ];
    expect(new Set(secrets).size).toBe(secrets.length);
    for (const each of secrets) expect(each).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(signingSecret(secret, 'acme', 1)).toBe(secrets[0]);
  });
});
