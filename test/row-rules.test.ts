import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { getNamedType, isInputObjectType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import type { GraphQLObjectType } from 'graphql';
import { subgraphNames } from '../subgraphs/index.ts';
import { admin, agentViewer, integratorViewer, managerViewer, startScenario } from './scenario.ts';
import type { Scenario } from './scenario.ts';

/** Whoever adds one adds its rule, and its case to the `row-rules.test.ts` of its subgraph. */
const mutationsAboutLeads = [
  'acceptAssignment',
  'addUtterance',
  'declineAssignment',
  'endCall',
  'prepareOffers',
  'recordConversion',
  'recordExposure',
  'recordOutcome',
  'reenrichLead',
  'scoreLead',
  'startCall',
];

describe('the rule about rows', () => {
  let scenario: Scenario;
  let leadId: string;
  beforeAll(async () => {
    scenario = await startScenario({ rowPatienceMs: 50 });
    const input = {
      idempotencyKey: randomUUID(),
      source: 'web',
      lineOfBusiness: 'AUTO',
      contact: { lastName: 'Byron', email: `${randomUUID()}@example.com`, state: 'NY', postalCode: '10025' },
    };
    const submit =
      'mutation ($input: SubmitLeadInput!) { submitLead(input: $input) { ... on LeadSubmitted { lead { id } } } }';
    const { submitLead } = await scenario.data('leads', submit, { input }, integratorViewer('acme'));
    leadId = submitLead.lead.id;
    await scenario.settled();
    await scenario.data(
      'personalization',
      'mutation ($id: ID!) { startCall(input: { leadId: $id }) { __typename } }',
      {
        id: leadId,
      },
    );
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  const leadType = (name: string): GraphQLObjectType =>
    scenario.running(name).schema.getType('Lead') as GraphQLObjectType;

  /** Every field of a subgraph's leads that needs no argument, as deep as it takes to see that something is there. */
  function selectionOf(type: GraphQLObjectType): string {
    const fields = Object.values(type.getFields()).filter(
      ({ name, args }) => name !== 'id' && !args.some(isRequiredArgument),
    );
    return fields
      .map(({ name, type: fieldType }) => {
        const named = getNamedType(fieldType);
        if (isLeafType(named)) return name;
        const isConnection = isObjectType(named) && named.name.endsWith('Connection');
        return `${name} { ${isConnection ? 'edges { __typename }' : '__typename'} }`;
      })
      .join(' ');
  }

  it.each(subgraphNames)('holds for every field that %s gives a lead', async (name) => {
    const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Lead", id: $id }]) {
      ... on Lead { ${selectionOf(leadType(name))} } } }`;
    const unknown = randomUUID();
    for (const viewer of [
      agentViewer(randomUUID()),
      integratorViewer('rival'),
      { subject: 'x', role: 'agent' as const },
    ])
      expect(await scenario.data(name, query, { id: leadId }, viewer)).toEqual(
        await scenario.data(name, query, { id: unknown }, viewer),
      );
    const whole = await scenario.data(name, query, { id: leadId }, admin);
    for (const viewer of [integratorViewer('acme'), managerViewer('main')])
      expect(await scenario.data(name, query, { id: leadId }, viewer)).toEqual(whole);
  });

  it('was thought of for every mutation that is about a lead or a call', () => {
    const found = subgraphNames.flatMap((name) => {
      const mutations = Object.values(scenario.running(name).schema.getMutationType()?.getFields() ?? {});
      return mutations
        .filter(({ args }) =>
          args.some(({ name: argument, type }) => {
            const named = getNamedType(type);
            const names = isInputObjectType(named) ? Object.keys(named.getFields()) : [argument];
            return names.includes('leadId') || names.includes('callId');
          }),
        )
        .map((mutation) => mutation.name);
    });
    expect(found.sort()).toEqual(mutationsAboutLeads);
  });
});
