import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { valueFromASTUntyped } from 'graphql';
import { operationFor } from '../gateway/access/testing/reach-field.ts';
import { subgraphs } from '../subgraphs/index.ts';
import { executableSchemaOf } from '../subgraphs/shared/subgraph.ts';
import { admin, integratorViewer, startScenario } from './scenario.ts';
import type { Scenario } from './scenario.ts';

// The gateway asks no subgraph for what the caller may not see. These are subgraphs that were asked all the same.

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario();
});
afterAll(async () => {
  await scenario[Symbol.asyncDispose]();
});

/** Every mutation of every subgraph, with the scopes that its directive names. */
const mutations = subgraphs.flatMap((subgraph) => {
  const schema = executableSchemaOf(subgraph);
  return Object.values(schema.getMutationType()?.getFields() ?? {}).map((definition) => {
    const step = { coordinate: `Mutation.${definition.name}`, type: 'Mutation', definition };
    const directive = definition.astNode?.directives?.find(({ name }) => name.value === 'requiresScopes');
    const value = directive?.arguments?.[0]?.value;
    return {
      name: definition.name,
      subgraph: subgraph.name,
      query: operationFor(schema, [step]),
      anyOf: value === undefined ? [] : (valueFromASTUntyped(value) as string[][]),
    };
  });
});

describe('a subgraph that is asked without the scope', () => {
  it.each(mutations)('refuses $name', async ({ subgraph, query, anyOf }) => {
    const { errors } = await scenario.request(subgraph, query, {}, { ...admin, scopes: [] });
    const scopes = anyOf.flat();
    expect(errors?.[0]?.message).toBe(`Expected the scope ${scopes.join(' or ')}.`);
    expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN', scopes });
  });

  const withoutPersonalData = {
    ...integratorViewer('acme'),
    scopes: ['leads:read', 'leads:write', 'calls:read'],
  };

  it.each([
    ['email', 'rosa@example.com'],
    ['phone', '+12125550147'],
  ])('does not find leads by %s, nor says whether there are any', async (name, value) => {
    const query = `query ($filter: LeadFilter!) { leads(filter: $filter) { totalCount } }`;
    const { data, errors } = await scenario.request(
      'leads',
      query,
      { filter: { [name]: value } },
      withoutPersonalData,
    );
    expect(data).toEqual({ leads: null });
    expect(errors?.[0]?.message).toBe('Expected the scope personal-data:read.');
    expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN', scopes: ['personal-data:read'] });
  });

  it('finds leads by what is not personal', async () => {
    const query = `{ leads(filter: { source: ["nowhere"], email: null, phone: null }) { totalCount } }`;
    expect(await scenario.data('leads', query, {}, withoutPersonalData)).toEqual({
      leads: { totalCount: 0 },
    });
  });

  it('opens no contact, no field of enrichment and nothing that was said', async () => {
    const input = {
      idempotencyKey: randomUUID(),
      source: 'web',
      lineOfBusiness: 'AUTO',
      contact: { lastName: 'Vega', email: `${randomUUID()}@example.com`, state: 'NY' },
    };
    const submit = `mutation ($input: SubmitLeadInput!) { submitLead(input: $input) {
      ... on LeadSubmitted { lead { id status contact { lastName } } } } }`;
    const sent = await scenario.request('leads', submit, { input }, withoutPersonalData);
    expect(sent.data).toEqual({
      submitLead: { lead: { id: expect.any(String), status: 'SUBMITTED', contact: null } },
    });
    expect(sent.errors?.map(({ path, extensions }) => [extensions['code'], path?.join('.')])).toEqual([
      ['FORBIDDEN', 'submitLead.lead.contact'],
    ]);
    await scenario.settled();

    const leadId: string = sent.data?.['submitLead'].lead.id;
    const lead = `query ($id: ID!) { _entities(representations: [{ __typename: "Lead", id: $id }]) { ... on Lead {
      enrichment { status fields { value } } } } }`;
    const enriched = await scenario.request('enrichment', lead, { id: leadId }, withoutPersonalData);
    expect(enriched.data?.['_entities'][0].enrichment).toMatchObject({ fields: null });
    expect(enriched.errors?.[0]?.message).toBe('Expected the scope personal-data:read.');

    const start = `mutation ($id: ID!) { startCall(input: { leadId: $id }) { ... on CallStarted { call { id } } } }`;
    const callId: string = (await scenario.data('personalization', start, { id: leadId })).startCall.call.id;
    const say = `mutation ($id: ID!) { addUtterance(input: { callId: $id, speaker: CUSTOMER, text: "Hello" }) { __typename } }`;
    await scenario.data('personalization', say, { id: callId });
    const call = `query ($id: ID!) { call(id: $id) { utterances { edges { node { sequence text } } } } }`;
    const said = await scenario.request('personalization', call, { id: callId }, withoutPersonalData);
    expect(said.data?.['call'].utterances.edges).toEqual([{ node: { sequence: 1, text: null } }]);
    expect(said.errors?.[0]?.message).toBe('Expected the scope personal-data:read.');
  });
});
