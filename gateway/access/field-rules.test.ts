import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kind, parse, print, typeFromAST } from 'graphql';
import type {
  DefinitionNode,
  ExecutionResult,
  GraphQLInputType,
  NamedTypeNode,
  OperationDefinitionNode,
} from 'graphql';
import { callerNames, callers, fieldAccess } from '../../schema/access-table.ts';
import type { CallerName } from '../../schema/access-table.ts';
import { subgraphs } from '../../subgraphs/index.ts';
import type { AccessGrants } from '../engine/supergraph/access-rules.ts';
import { grantsOf, scopes } from './scopes.ts';
import { operationFor, pathOf, valueFor, wayTo } from './testing/reach-field.ts';
import type { Way } from './testing/reach-field.ts';
import { openSpyGraph } from './testing/spy-graph.ts';
import type { SpyGraph } from './testing/spy-graph.ts';

const rows = fieldAccess(subgraphs);
const rowOf = new Map(rows.map((row) => [row.coordinate, row]));
const isAllowed = (caller: CallerName, coordinate: string): boolean =>
  rowOf.get(coordinate)?.allowed[caller] ?? false;

let graph: SpyGraph;
beforeAll(async () => {
  graph = await openSpyGraph();
});
afterAll(() => graph.engine.close());

/** The answer, or the first event, as a client reads it. */
async function answer(query: string, context: AccessGrants): Promise<ExecutionResult> {
  if (!query.startsWith('subscription')) return asJson(await graph.engine.execute({ query, context }));
  const stream = await graph.engine.subscribe({ query, context });
  if (!(Symbol.asyncIterator in stream)) return asJson(stream);
  const { value } = await stream.next();
  await stream.return(undefined);
  return asJson(value as ExecutionResult);
}

function asJson(result: ExecutionResult): ExecutionResult {
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<any>((value, key) => value?.[key], data);
}

async function expectShown(caller: CallerName, way: Way): Promise<void> {
  const coordinate = way.at(-1)?.coordinate as string;
  const { data, errors } = await answer(operationFor(graph.engine.schema, way), callers[caller]);
  const asked = [...graph.asked().values()].flatMap((coordinates) => [...coordinates]);
  expect([caller, coordinate, errors]).toEqual([caller, coordinate, undefined]);
  expect([caller, asked]).toEqual([caller, expect.arrayContaining([coordinate])]);
  expect([caller, coordinate, valueAt(data, pathOf(way)) ?? null]).not.toEqual([caller, coordinate, null]);
}

async function expectWithheld(caller: CallerName, way: Way): Promise<void> {
  const deniedAt = way.findIndex(({ coordinate }) => !isAllowed(caller, coordinate));
  const before = way.slice(0, deniedAt);
  const upToDenied = way.slice(0, deniedAt + 1);
  const denied = upToDenied.at(-1)?.coordinate as string;
  const path = pathOf(upToDenied);
  const { data, errors } = await answer(operationFor(graph.engine.schema, way), callers[caller]);
  const asked = graph.asked();
  expect([caller, errors]).toEqual([
    caller,
    [{ message: `You may not see ${denied}.`, path, extensions: { code: 'ACCESS_DENIED' } }],
  ]);
  // Null stands at the field itself, so everything around it is there. A stream whose one field is denied is not opened.
  const expected = denied.startsWith('Subscription.') ? undefined : null;
  expect([caller, denied, valueAt(data, path)]).toEqual([caller, denied, expected]);

  // Nobody was asked for it, nor for anything but the way to it and the keys that lead from one subgraph to the next.
  const permitted = new Set(before.map(({ coordinate }) => coordinate));
  const owners = new Set(before.flatMap(({ coordinate }) => rowOf.get(coordinate)?.subgraphs ?? []));
  for (const [subgraph, coordinates] of asked) {
    expect([caller, denied, owners.has(subgraph), subgraph]).toEqual([caller, denied, true, subgraph]);
    const beyond = [...coordinates].filter(
      (coordinate) => !permitted.has(coordinate) && !/\.(__typename|_entities|id)$/.test(coordinate),
    );
    expect([caller, denied, beyond]).toEqual([caller, denied, []]);
    if (!permitted.has(denied)) expect(coordinates).not.toContain(denied);
  }
}

describe('a field is asked for when the caller may see it, and never when not', () => {
  it.each(rows.map(({ coordinate }) => coordinate))('%s', async (coordinate) => {
    for (const caller of callerNames) {
      const { schema } = graph.engine;
      // A way on which nothing but the field itself is denied; where there is none, any.
      const way =
        wayTo(schema, coordinate, (step) => isAllowed(caller, step)) ?? wayTo(schema, coordinate, () => true);
      if (way === undefined) throw new Error(`No operation leads to ${coordinate}.`);
      if (way.every((step) => isAllowed(caller, step.coordinate))) await expectShown(caller, way);
      else await expectWithheld(caller, way);
    }
  });
});

describe('a token with scopes of its own', () => {
  const withScopes = (...scopes: string[]): AccessGrants =>
    grantsOf({ subject: 'a client', role: 'integrator', scopes });
  const denials = ({ errors = [] }: ExecutionResult): unknown[] =>
    errors.map(({ path, extensions }) => [extensions?.['code'], path?.join('.')]);

  it('that may only send leads gets id and status of what it sent, and nothing more', async () => {
    const input = 'idempotencyKey: "1", source: "s", lineOfBusiness: AUTO, contact: {}';
    const query = `mutation { submitLead(input: { ${input} }) { ... on LeadSubmitted { lead { id status source } } } }`;
    const result = await answer(query, withScopes('leads:write'));
    expect(result.data).toEqual({
      submitLead: { lead: { id: 'some ID', status: 'SUBMITTED', source: null } },
    });
    expect(denials(result)).toEqual([['ACCESS_DENIED', 'submitLead.lead.source']]);
    expect(graph.asked().get('leads')).not.toContain('Lead.source');
  });

  it('that may only write down calls gets back what it wrote, without what was said', async () => {
    const begin = 'mutation { startCall(input: { leadId: 1 }) { ... on CallStarted { call { id } } } }';
    expect(await answer(begin, withScopes('calls:write'))).toEqual({
      data: { startCall: { call: { id: 'some ID' } } },
    });
    const query = `mutation { addUtterance(input: { callId: 1, speaker: AGENT, text: "Hi" }) {
      ... on UtteranceAdded { utterance { sequence text } suggestions { kind text } } } }`;
    graph.asked();
    const result = await answer(query, withScopes('calls:write'));
    expect(result.data).toEqual({
      addUtterance: {
        utterance: { sequence: 1, text: null },
        suggestions: [{ kind: 'EMPATHY', text: null }],
      },
    });
    expect(denials(result)).toEqual([
      ['ACCESS_DENIED', 'addUtterance.utterance.text'],
      ['ACCESS_DENIED', 'addUtterance.suggestions.0.text'],
    ]);
    const asked = [...(graph.asked().get('personalization') ?? [])];
    expect(asked).toContain('Utterance.sequence');
    expect(asked.filter((coordinate) => coordinate.endsWith('.text'))).toEqual([]);
  });

  it('that may read no personal data sees a lead without it, and the subgraphs are not asked for it', async () => {
    const query = `{ lead(id: 1) { status contact { email } attributes { ageYears } consents { channel certificateUrl }
      enrichment { status fields { value } } risk { score checks { reason } } offers { fitScore reasons } } }`;
    const result = await answer(query, withScopes('leads:read', 'business:read'));
    expect(result.data).toEqual({
      lead: {
        status: 'SUBMITTED',
        contact: null,
        attributes: null,
        consents: [{ channel: 'PHONE', certificateUrl: null }],
        enrichment: { status: 'PENDING', fields: null },
        risk: { score: 1, checks: null },
        offers: [{ fitScore: 0.5, reasons: null }],
      },
    });
    expect(denials(result).map((denial) => (denial as string[])[1])).toEqual([
      'lead.contact',
      'lead.attributes',
      'lead.consents.0.certificateUrl',
      'lead.enrichment.fields',
      'lead.risk.checks',
      'lead.offers.0.reasons',
    ]);
    const asked = [...graph.asked().values()].flatMap((coordinates) => [...coordinates]);
    const personal =
      /^(Contact|LeadAttributes|EnrichedField|RiskCheck)\.|(contact|attributes|certificateUrl|fields|checks|reasons)$/;
    expect(asked.filter((coordinate) => personal.test(coordinate))).toEqual([]);
  });

  it('that names everything does not let an integrator take on agents', async () => {
    const query = 'mutation { updateAgent(input: { id: 1 }) { __typename } }';
    const result = await answer(query, withScopes(...scopes));
    expect(result.data).toEqual({ updateAgent: null });
    expect(denials(result)).toEqual([['ACCESS_DENIED', 'updateAgent']]);
    expect(graph.asked()).toEqual(new Map());
  });

  it('that may not read what was said follows a call without it', async () => {
    const query = `subscription { coachingSuggestions(callId: 1) {
      cursor suggestion { kind text } call { utterances { edges { node { sequence text } } } } } }`;
    graph.asked();
    const event = await answer(query, withScopes('calls:read'));
    expect(event.data).toEqual({
      coachingSuggestions: {
        cursor: 'some String',
        suggestion: { kind: 'EMPATHY', text: null },
        call: { utterances: { edges: [{ node: { sequence: 1, text: null } }] } },
      },
    });
    expect(denials(event)).toEqual([
      ['ACCESS_DENIED', 'coachingSuggestions.suggestion.text'],
      ['ACCESS_DENIED', 'coachingSuggestions.call.utterances.edges.0.node.text'],
    ]);
    const asked = [...graph.asked().values()].flatMap((coordinates) => [...coordinates]);
    expect(asked.filter((coordinate) => coordinate.endsWith('.text'))).toEqual([]);
  });
});

/** Who sends the documents of each folder of `schema/operations`, by hand. */
const senders: Readonly<Record<string, readonly CallerName[]>> = {
  'agent-desk': ['agent'],
  cli: ['admin'],
  frontend: ['agent', 'manager', 'admin'],
  import: ['integrator'],
  integrator: ['integrator'],
};

/** What the commands send as somebody else. */
const otherSenders: Readonly<Record<string, readonly CallerName[]>> = {
  SubmitLead: ['integrator', 'admin'],
  ...Object.fromEntries(
    ['TakeLead', 'BeginCall', 'AddTurn', 'FinishCall', 'Coaching'].map((name) => [name, ['agent', 'admin']]),
  ),
};

describe('the published operations of', () => {
  const folder = new URL('../../schema/operations/', import.meta.url);
  const clients = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'manifests')
    .map(({ name }) => name);

  it.each(clients)('%s show everything they ask for to those who send them', async (client) => {
    const files = readdirSync(new URL(`${client}/`, folder)).filter((file) => file.endsWith('.graphql'));
    const all = files.flatMap(
      (file) =>
        parse(readFileSync(new URL(`${client}/${file}`, folder), 'utf8')).definitions as DefinitionNode[],
    );
    const operations = all.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    expect([client, senders[client]?.length ?? 0]).not.toEqual([client, 0]);
    for (const operation of operations) {
      for (const caller of otherSenders[operation.name?.value ?? ''] ?? senders[client] ?? []) {
        const { errors } = await run(operation, callers[caller]);
        expect([client, operation.name?.value, caller, errors]).toEqual([
          client,
          operation.name?.value,
          caller,
          undefined,
        ]);
      }
    }
  });

  async function run(operation: OperationDefinitionNode, context: AccessGrants): Promise<ExecutionResult> {
    const variables = Object.fromEntries(
      (operation.variableDefinitions ?? []).map(({ variable, type }) => [
        variable.name.value,
        valueFor(typeFromAST(graph.engine.schema, type as NamedTypeNode) as GraphQLInputType),
      ]),
    );
    const request = { query: print(operation), variables, context };
    if (operation.operation !== 'subscription') return asJson(await graph.engine.execute(request));
    const stream = await graph.engine.subscribe(request);
    if (!(Symbol.asyncIterator in stream)) return stream;
    const { value } = await stream.next();
    await stream.return(undefined);
    return asJson(value as ExecutionResult);
  }
});
