import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { GraphQLError, buildSchema, isInputObjectType } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { startScenario } from '../../../test/scenario.ts';
import type { Scenario } from '../../../test/scenario.ts';
import { createLogger } from '../../../subgraphs/shared/logger.ts';
import { issueToken } from '../../access/tokens.ts';
import type { Engine, EngineRequest } from '../../engine/types.ts';
import { startGateway } from '../../server.ts';
import type { Gateway, RequestContext } from '../../server.ts';
import { openOperations } from '../operations.ts';
import { inputTypeName } from './lead-endpoint.ts';

const secret = 'a secret for this test alone, 32 characters';
const apiSdl = readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8');
const schema = buildSchema(apiSdl);

const lead = {
  source: 'website',
  lineOfBusiness: 'AUTO',
  contact: { firstName: 'Rosa', email: 'rosa.vega@example.com', phone: '(212) 555-0147' },
};

/** A gateway in front of the leads subgraph on a real database. `answer` may take the place of the graph. */
async function startDoor(scenario: Scenario) {
  const state: { answer?: ((request: EngineRequest) => Promise<ExecutionResult>) | undefined } = {};
  const engine = {
    schema,
    supergraphSdl: '',
    execute: (request: EngineRequest) =>
      state.answer?.(request) ??
      scenario.request(
        'leads',
        request.query,
        request.variables as Record<string, unknown>,
        (request.context as RequestContext).viewer,
      ),
    prepare: async () => undefined,
    close: async () => undefined,
  } as unknown as Engine;
  const logger = createLogger('silent');
  const config = {
    operationsMode: 'safelist',
    integratorOperationsMode: 'safelist',
    redisUrl: undefined,
    dataFolder: import.meta.filename,
  } as const;
  const operations = openOperations({ config, secret, logger, isAlone: true });
  const gateway = await startGateway({ engine, operations, secret, host: '127.0.0.1', port: 0, logger });
  return { gateway, state };
}

let scenario: Scenario;
let gateway: Gateway;
let state: Awaited<ReturnType<typeof startDoor>>['state'];
let token: string;
beforeAll(async () => {
  scenario = await startScenario({ only: ['leads'] });
  ({ gateway, state } = await startDoor(scenario));
  token = await issueToken(secret, { role: 'integrator' });
});
afterAll(async () => {
  await gateway.stop();
  await scenario[Symbol.asyncDispose]();
});

interface Sent {
  readonly status: number;
  readonly type: string | null;
  readonly body: Record<string, any>;
  readonly headers: Headers;
}

async function send(
  body: unknown,
  headers: Record<string, string | undefined> = {},
  method = 'POST',
): Promise<Sent> {
  const given = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    ...headers,
  };
  const response = await fetch(`${gateway.url}/api/v1/leads`, {
    method,
    headers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >,
    ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as Record<string, any>,
    headers: response.headers,
  };
}

const withKey = (key: string): Record<string, string> => ({ 'idempotency-key': key });
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const person = (name: string) => ({ ...lead, contact: { firstName: name, email: `${name}@example.com` } });

async function contactOf(id: string) {
  const query =
    'query ($id: ID!) { lead(id: $id) { source contact { firstName email phone country } consents { channel } attributes { ageYears homeOwner } } }';
  return (await scenario.data('leads', query, { id }))['lead'];
}

describe('a lead by plain HTTP', () => {
  it('is taken as JSON', async () => {
    const { status, type, body } = await send(lead, withKey('json'));
    expect({ status, type, body }).toEqual({
      status: 201,
      type: 'application/json',
      body: { outcome: 'SUBMITTED', leadId: expect.any(String) },
    });
    expect(await contactOf(body['leadId'])).toMatchObject({
      source: 'website',
      contact: { firstName: 'Rosa', phone: '+12125550147', country: 'US' },
    });
  });

  it('is taken as a form, with numbers, truth values and lists', async () => {
    const fields = new URLSearchParams({
      idempotencyKey: 'form',
      source: 'landing page',
      lineOfBusiness: 'HOME',
      'contact.firstName': 'Ines & Co',
      'contact[email]': 'ines@example.com',
      'contact.lastName': '',
      'consents[0].channel': 'PHONE',
      'consents[0].grantedAt': '2025-11-03T14:05:00+01:00',
      'consents.1.channel': 'EMAIL',
      'consents.1.grantedAt': '2025-11-03T14:05:00Z',
      'attributes.ageYears': '34',
      'attributes.homeOwner': 'on',
    });
    const { status, body } = await send(String(fields), form);
    expect(status).toBe(201);
    expect(await contactOf(body['leadId'])).toMatchObject({
      source: 'landing page',
      contact: { firstName: 'Ines & Co', email: 'ines@example.com' },
      consents: [{ channel: 'PHONE' }, { channel: 'EMAIL' }],
      attributes: { ageYears: 34, homeOwner: true },
    });
  });

  it('that is there already is answered with 200', async () => {
    const first = await send(person('twice'), withKey('twice-1'));
    const second = await send(person('twice'), withKey('twice-2'));
    expect([second.status, second.body]).toEqual([
      200,
      { outcome: 'DUPLICATE', leadId: first.body['leadId'] },
    ]);
  });
});

describe('an idempotency key', () => {
  it('gives the first answer again, also from a gateway that did not give it', async () => {
    const first = await send(person('again'), withKey('again'));
    const second = await send(person('again'), withKey('"again"'));
    const other = await startDoor(scenario);
    const elsewhere = await fetch(`${other.gateway.url}/api/v1/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...withKey('again') },
      body: JSON.stringify(person('again')),
    });
    await other.gateway.stop();
    expect(first.status).toBe(201);
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect([elsewhere.status, await elsewhere.json()]).toEqual([201, first.body]);
  });

  it('is refused with 422 for other content', async () => {
    const reused = {
      status: 422,
      type: 'application/problem+json',
      body: {
        type: 'urn:leadgraph:problem:idempotency-key-reused',
        title: 'The key was used with other content',
        status: 422,
        detail: 'Expected a new key for other content, got one that was used before. Nothing was done.',
      },
    };
    await send(person('reused'), withKey('reused'));
    expect(await send(person('somebody'), withKey('reused'))).toMatchObject(reused);
    await send(person('reused'), withKey('reused-duplicate'));
    expect(await send(person('anybody'), withKey('reused-duplicate'))).toMatchObject(reused);
  });

  it('takes the same content in another form for the same', async () => {
    const first = await send({ ...lead, contact: { phone: '212 555 0199', lastName: 'V' } }, withKey('same'));
    const second = await send(
      { ...lead, contact: { phone: '+1 (212) 555-0199', lastName: 'V ' } },
      withKey('same'),
    );
    expect(first.status).toBe(201);
    expect([second.status, second.body]).toEqual([201, first.body]);
  });

  it('is answered with 409 while its first request is', async () => {
    const reached = Promise.withResolvers<void>();
    const opened = Promise.withResolvers<ExecutionResult>();
    state.answer = () => (reached.resolve(), opened.promise);
    const first = send(person('slow'), withKey('slow'));
    await reached.promise;
    const second = await send(person('slow'), withKey('slow'));
    expect(second.headers.get('retry-after')).toBe('1');
    expect(second).toMatchObject({
      status: 409,
      type: 'application/problem+json',
      body: { type: 'urn:leadgraph:problem:request-in-flight', status: 409 },
    });
    opened.resolve({ data: { submitLead: { __typename: 'LeadSubmitted', lead: { id: 'x' } } } });
    state.answer = undefined;
    expect((await first).status).toBe(201);
    expect(await send(person('slow'), withKey('slow'))).toMatchObject({ status: 201, body: { leadId: 'x' } });
  });

  it('may come again with a better body after a refusal', async () => {
    const bad = { ...lead, contact: { firstName: 'B', email: 'no address' } };
    expect((await send(bad, withKey('mended'))).status).toBe(400);
    expect((await send(person('mended'), withKey('mended'))).status).toBe(201);
  });

  it('belongs to its sender', async () => {
    const first = await send(person('mine'), withKey('shared'));
    const other = await issueToken(secret, { role: 'integrator', subject: 'another' });
    const second = await send(person('yours'), {
      ...withKey('shared'),
      authorization: `Bearer ${other}`,
    });
    expect(second.status).toBe(201);
    expect(second.body['leadId']).not.toBe(first.body['leadId']);
  });

  it.each([
    [{}, {}, 'expected an Idempotency-Key header, got nothing'],
    [withKey(' '), {}, 'expected a key of 1 to 200 characters, got ""'],
    [
      withKey('one'),
      { idempotencyKey: 'two' },
      'expected the key of the Idempotency-Key header, or none, got "two"',
    ],
    [{}, { idempotencyKey: 7 }, 'expected a text, got 7'],
  ])('is needed once: %j %j', async (headers, extra, message) => {
    const { status, body } = await send({ ...lead, ...extra }, headers);
    expect([status, body['errors']]).toEqual([400, [{ field: 'idempotencyKey', message }]]);
  });
});

describe('what is wrong with a lead', () => {
  it('is said by field, all at once', async () => {
    const body = {
      source: 7,
      lineOfBusiness: 'PETS',
      contact: { email: ['x'], dateOfBirth: '1984-02-30', nickname: 'R' },
      consents: [{ channel: 'PHONE', grantedAt: 'yesterday' }, 'SMS'],
      attributes: { ageYears: 3.5, homeOwner: 'yes' },
    };
    expect(await send(body, withKey('wrong'))).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      body: {
        type: 'urn:leadgraph:problem:invalid-lead',
        title: 'The lead cannot be taken as it is',
        status: 400,
        detail: '9 fields are not as expected.',
        errors: [
          { field: 'source', message: 'expected a text, got 7' },
          {
            field: 'lineOfBusiness',
            message: 'expected one of AUTO, HOME, RENTERS, LIFE, HEALTH, COMMERCIAL, got "PETS"',
          },
          { field: 'contact.email', message: 'expected a text, got ["x"]' },
          {
            field: 'contact.dateOfBirth',
            message: 'expected a calendar date such as 1984-02-29, got "1984-02-30"',
          },
          {
            field: 'contact.nickname',
            message:
              'expected one of the fields firstName, lastName, email, phone, street, city, state, postalCode, country, dateOfBirth, got another',
          },
          {
            field: 'consents.0.grantedAt',
            message: 'expected an ISO-8601 time with offset, such as 2025-03-01T09:30:00Z, got "yesterday"',
          },
          { field: 'consents.1', message: 'expected an object, got "SMS"' },
          {
            field: 'attributes.ageYears',
            message: 'expected a whole number of at most 32 bits, got 3.5',
          },
          { field: 'attributes.homeOwner', message: 'expected true or false, got "yes"' },
        ],
      },
    });
  });

  it('is said in the same way when only the business can tell', async () => {
    const { status, body } = await send(
      { ...lead, contact: { firstName: 'R', email: 'no address', postalCode: '1' } },
      withKey('rules'),
    );
    expect([status, body['type']]).toEqual([400, 'urn:leadgraph:problem:invalid-lead']);
    expect(body['errors'].map(({ field }: { field: string }) => field)).toEqual([
      'contact.email',
      'contact.postalCode',
    ]);
  });

  it.each([
    ['contact=Rosa', 'contact', 'expected fields below it, got "Rosa"'],
    [
      'attributes.ageYears=old',
      'attributes.ageYears',
      'expected a whole number of at most 32 bits, got "old"',
    ],
    ['consents[1].channel=SMS', 'consents.0', 'expected an object, got nothing'],
    ['source=a&source=b', 'source', 'expected it once, got "it again"'],
  ])('is said of the form %s', async (fields, field, message) => {
    const base = 'idempotencyKey=f&lineOfBusiness=AUTO&contact.email=f%40example.com&';
    const { status, body } = await send(base + fields, form);
    expect(status).toBe(400);
    expect(body['errors']).toContainEqual({ field, message });
  });

  it.each([
    '__proto__.polluted=1',
    'constructor.prototype.polluted=1',
    'contact.__proto__.x=1',
    'consents[999].x=1',
    '[]=1',
  ])('is the field itself in %s', async (fields) => {
    const { status, body } = await send(`idempotencyKey=p&${fields}`, form);
    expect(status).toBe(400);
    expect(JSON.stringify(body['errors'])).toContain('expected one of the fields');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a request that cannot be served', () => {
  it.each<[string, unknown, Record<string, string | undefined>, number, string]>([
    ['without a token', lead, { authorization: undefined }, 401, 'unauthenticated'],
    ['of another type', 'x', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
    ['without a type', '', { 'content-type': '' }, 415, 'unsupported-media-type'],
    ['that is not JSON', '{', {}, 400, 'invalid-request'],
    ['that is a list', [lead], withKey('list'), 400, 'invalid-lead'],
    ['that is null', null, withKey('null'), 400, 'invalid-lead'],
    ['that is too long', { ...lead, source: 'x'.repeat(70_000) }, {}, 413, 'too-large'],
  ])('%s is refused', async (_, body, headers, status, name) => {
    const answer = await send(body, headers);
    expect([answer.status, answer.type, answer.body['type'], answer.body['status']]).toEqual([
      status,
      'application/problem+json',
      `urn:leadgraph:problem:${name}`,
      status,
    ]);
  });

  it('by another method is told the right one', async () => {
    const { status, headers, body } = await send(undefined, {}, 'GET');
    expect([status, headers.get('allow'), body['detail']]).toEqual([405, 'POST', 'Expected POST, got GET.']);
  });

  it.each<[string, Record<string, unknown>, number, string]>([
    ['SUBGRAPH_UNREACHABLE', {}, 503, 'unavailable'],
    ['FORBIDDEN', {}, 403, 'forbidden'],
    ['ACCESS_DENIED', {}, 403, 'forbidden'],
    ['RATE_LIMITED', { http: { status: 429, headers: { 'retry-after': '7' } } }, 429, 'rate-limited'],
    ['SOMETHING_ELSE', {}, 500, 'internal-error'],
  ])('because of %s says so, and is not remembered', async (code, extensions, status, name) => {
    state.answer = async () => ({
      errors: [new GraphQLError('Why', { extensions: { code, ...extensions } })],
    });
    const answer = await send(person(code), withKey(code));
    state.answer = undefined;
    expect(answer).toMatchObject({
      status,
      body: { type: `urn:leadgraph:problem:${name}`, detail: 'Why', code },
    });
    if (status === 429) expect(answer.headers.get('retry-after')).toBe('7');
    expect((await send(person(code), withKey(code))).status).toBe(201);
  });
});

describe('the description', () => {
  const read = async (): Promise<Record<string, any>> =>
    (await (await fetch(`${gateway.url}/api/v1/openapi.json`)).json()) as Record<string, any>;

  it('has every field of the input type, at every depth, and no other', async () => {
    const { openapi, paths, components } = await read();
    expect(openapi).toBe('3.1.0');
    const body = paths['/api/v1/leads'].post.requestBody.content['application/json'].schema;
    expect(body).toEqual({ $ref: `#/components/schemas/${inputTypeName}` });
    const { Problem: _, ...inputs } = components.schemas;
    expect(Object.keys(inputs).sort()).toEqual([
      'CampaignInput',
      'ConsentInput',
      'ContactInput',
      'LeadAttributesInput',
      inputTypeName,
    ]);
    for (const [name, described] of Object.entries<any>(inputs)) {
      const type = schema.getType(name);
      const fields = isInputObjectType(type) ? Object.values(type.getFields()) : [];
      expect(Object.keys(described.properties)).toEqual(fields.map((field) => field.name));
      for (const { name: field, description } of fields)
        expect([field, described.properties[field].description ?? null]).toEqual([
          field,
          description ?? null,
        ]);
    }
  });

  it('accepts what the door accepts, and refuses what it refuses', async () => {
    const { components } = await read();
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const validate = ajv.compile({ $ref: `#/components/schemas/${inputTypeName}`, components });
    const consents = [{ channel: 'PHONE', grantedAt: '2025-11-03T14:05:00Z' }];
    const bodies = [
      lead,
      { ...lead, consents, attributes: { ageYears: 30, creditTier: null }, campaign: null },
      { ...lead, source: null },
      { ...lead, consents: null },
      { ...lead, consents: [null] },
      { ...lead, lineOfBusiness: 'PETS' },
      { ...lead, contact: { ...lead.contact, nickname: 'x' } },
      { ...lead, attributes: { ageYears: 2 ** 31 } },
      { ...lead, attributes: { homeOwner: 'yes' } },
      { lineOfBusiness: 'AUTO', source: 'x' },
    ];
    state.answer = async () => ({ data: { submitLead: { __typename: 'LeadSubmitted', lead: { id: 'x' } } } });
    const accepted = [];
    for (const [index, body] of bodies.entries())
      accepted.push((await send(body, withKey(`described-${index}`))).status === 201);
    state.answer = undefined;
    expect(bodies.map((body) => validate(body))).toEqual(accepted);
    expect(accepted.filter(Boolean)).toHaveLength(2);
  });

  it('keeps the id of a lead to itself that somebody else sent in', async () => {
    state.answer = async () => ({
      data: { submitLead: { __typename: 'LeadAlreadyKnown', matchedOn: ['EMAIL'] } },
    });
    expect(await send(person('elsewhere'), withKey('elsewhere'))).toMatchObject({
      status: 200,
      body: { outcome: 'DUPLICATE' },
    });
    const { body } = await send(person('elsewhere'), withKey('elsewhere'));
    state.answer = undefined;
    expect(body).toEqual({ outcome: 'DUPLICATE' });
    const { responses } = (await read())['paths']['/api/v1/leads'].post;
    expect(responses['200'].content['application/json'].schema.required).toEqual(['outcome']);
  });

  it('says how callers are known: by a token, or by a signature in four headers', async () => {
    const { security, components } = await read();
    expect(security).toEqual([
      { token: [] },
      { signingClient: [], webhookId: [], webhookTimestamp: [], webhookSignature: [] },
    ]);
    const { token, ...signature } = components.securitySchemes;
    expect(token).toEqual({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
    expect(Object.values<any>(signature).map((each) => [each.type, each.in, each.name])).toEqual([
      ['apiKey', 'header', 'leadgraph-client'],
      ['apiKey', 'header', 'webhook-id'],
      ['apiKey', 'header', 'webhook-timestamp'],
      ['apiKey', 'header', 'webhook-signature'],
    ]);
  });

  it('lists every answer', async () => {
    const { responses } = (await read())['paths']['/api/v1/leads'].post;
    expect(Object.keys(responses)).toEqual([
      '200',
      '201',
      '400',
      '401',
      '403',
      '405',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]);
  });
});
