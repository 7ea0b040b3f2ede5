import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputObjectType, GraphQLInputType } from 'graphql';
import { clientHeader, toleranceSeconds } from '../inbound/verify-signature.ts';
import { problems } from './problem.ts';
import type { ProblemName } from './problem.ts';

export const leadsPath = '/api/v1/leads';
export const descriptionPath = '/api/v1/openapi.json';

type Json = Readonly<Record<string, unknown>>;

const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Chosen by the sender, one per lead, at most 200 characters, with or without quotation marks. Needed here or as `idempotencyKey` in the body. The same key with the same content is answered as the first time.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

/**
 * OpenAPI 3.1 description of the plain door, made from the input type that it fills: whatever the graph takes is
 * described, and nothing else.
 */
export function describeApi(inputType: GraphQLInputObjectType): Json {
  const schemas: Record<string, Json> = {};
  describeType(inputType, schemas);
  const lead = schemas[inputType.name] as { properties: Json; required: string[] };
  // The key may come in the header instead.
  schemas[inputType.name] = {
    ...lead,
    required: lead.required.filter((name) => name !== 'idempotencyKey'),
  };
  const reference = { $ref: `#/components/schemas/${inputType.name}` };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Leadgraph: leads by plain HTTP',
      version: '1',
      description: 'For senders without a GraphQL client. Everything else is in the graph.',
    },
    servers: [{ url: '/' }],
    security: [
      { token: [] },
      { signingClient: [], webhookId: [], webhookTimestamp: [], webhookSignature: [] },
    ],
    paths: {
      [leadsPath]: {
        post: {
          operationId: 'submitLead',
          summary: 'Sends one lead',
          parameters: [keyHeader],
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: reference },
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  description:
                    'The same fields by their paths, such as `contact.email` (or `contact[email]`) and `consents[0].channel`. Empty ones count as left out.',
                  properties: formFields(inputType),
                },
              },
            },
          },
          responses: {
            201: answer('The lead was taken, now or by an earlier request of this key.', 'SUBMITTED', [
              'leadId',
            ]),
            200: answer(
              'A lead with this e-mail or phone is there already. Its id is told to whoever sent it in.',
              'DUPLICATE',
              [],
            ),
            ...problemResponses(),
          },
        },
      },
    },
    components: {
      securitySchemes,
      schemas: { ...schemas, Problem: problemSchema },
    },
  };
}

/** A token, or a signature as Standard Webhooks has it, which takes four headers. */
const securitySchemes: Json = {
  token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  signingClient: inHeader(
    clientHeader,
    'The client that signs; its secret comes from the operator (`whsec_...`).',
  ),
  webhookId: inHeader(
    'webhook-id',
    'One per lead, without a dot, at most 200 characters; serves as idempotency key where none is given. An `Idempotency-Key` header beside it must be the same.',
  ),
  webhookTimestamp: inHeader(
    'webhook-timestamp',
    `When it was signed, in seconds since 1970; at most ${toleranceSeconds} seconds from now.`,
  ),
  webhookSignature: inHeader(
    'webhook-signature',
    '`v1,` and the base64 of the HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}`, keyed with what the secret has in base64 behind `whsec_`. Several are separated by spaces.',
  ),
};

function inHeader(name: string, description: string): Json {
  return { type: 'apiKey', in: 'header', name, description };
}

const problemSchema: Json = {
  type: 'object',
  description: 'Problem details (RFC 9457).',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { enum: Object.keys(problems).map((name) => `urn:leadgraph:problem:${name}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: "The graph's code of the error." },
    errors: {
      type: 'array',
      description: 'Everything that is wrong with the body.',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: {
          field: { type: 'string', description: 'Such as `contact.email` or `consents.0.channel`.' },
          message: { type: 'string' },
        },
      },
    },
  },
};

function answer(description: string, outcome: string, required: readonly string[]): Json {
  const properties = { outcome: { const: outcome }, leadId: { type: 'string' } };
  const schema = { type: 'object', required: ['outcome', ...required], properties };
  return { description, content: { 'application/json': { schema } } };
}

function problemResponses(): Json {
  const byStatus = Map.groupBy(Object.keys(problems) as ProblemName[], (name) => problems[name].status);
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      {
        description: names.map((name) => `${problems[name].title} (\`${name}\`).`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** Adds what a named type needs to `schemas`. */
function describeType(type: GraphQLInputObjectType, schemas: Record<string, Json>): void {
  if (type.name in schemas) return;
  schemas[type.name] = {};
  const fields = Object.values(type.getFields());
  const properties = fields.map(({ name, type: fieldType, description, defaultValue }) => [
    name,
    {
      ...(isNonNullType(fieldType)
        ? schemaOf(fieldType.ofType, schemas)
        : nullable(schemaOf(fieldType, schemas))),
      ...(description != null && { description }),
      ...(defaultValue !== undefined && { default: defaultValue }),
    },
  ]);
  const required = fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
  schemas[type.name] = {
    type: 'object',
    ...(type.description != null && { description: type.description }),
    properties: Object.fromEntries(properties) as Json,
    required: required.map(({ name }) => name),
    additionalProperties: false,
  };
}

const scalarSchemas: Readonly<Record<string, Json>> = {
  Int: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  DateTime: { type: 'string', format: 'date-time' },
  Date: { type: 'string', format: 'date' },
};

function schemaOf(type: GraphQLInputType, schemas: Record<string, Json>): Json {
  if (isNonNullType(type)) return schemaOf(type.ofType, schemas);
  if (isListType(type)) {
    const item = schemaOf(type.ofType, schemas);
    return { type: 'array', items: isNonNullType(type.ofType) ? item : nullable(item) };
  }
  if (isInputObjectType(type)) {
    describeType(type, schemas);
    return { $ref: `#/components/schemas/${type.name}` };
  }
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) };
  return scalarSchemas[type.name] ?? { type: 'string' };
}

function nullable(schema: Json): Json {
  if ('enum' in schema)
    return { ...schema, type: ['string', 'null'], enum: [...(schema['enum'] as []), null] };
  return 'type' in schema
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}

/** The paths of a form's fields, the first of each list. */
function formFields(type: GraphQLInputObjectType, path = ''): Json {
  return Object.fromEntries(
    Object.values(type.getFields()).flatMap(({ name, type: fieldType }) =>
      leaves(fieldType, `${path}${name}`),
    ),
  );
}

function leaves(type: GraphQLInputType, path: string): [string, Json][] {
  if (isNonNullType(type)) return leaves(type.ofType, path);
  if (isListType(type)) return leaves(type.ofType, `${path}[0]`);
  if (isInputObjectType(type)) return Object.entries(formFields(type, `${path}.`)) as [string, Json][];
  return [[path, schemaOf(type, {})]];
}
