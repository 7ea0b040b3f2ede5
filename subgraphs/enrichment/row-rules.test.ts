import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  assignment,
  hostileIds,
  newCast,
  registration,
  submission,
  tellOfAgents,
  whoSees,
  whoSeesAsItMoves,
} from '../../test/row-cast.ts';
import type { Cast } from '../../test/row-cast.ts';
import { admin, agentViewer, integratorViewer, managerViewer, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import type { Viewer } from '../shared/context.ts';

const lead = `query ($id: ID!) { _entities(representations: [{ __typename: "Lead", id: $id }]) { ... on Lead {
  enrichment { status } } } }`;
const change = `mutation ($leadId: ID!) { reenrichLead(input: { leadId: $leadId }) { __typename } }`;

describe('rows of enrichment', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['enrichment'], rowPatienceMs: 50 });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  async function cast(): Promise<Cast> {
    const made = newCast();
    const contact = {
      firstName: null,
      lastName: 'Byron',
      email: null,
      phone: null,
      street: null,
      city: null,
    };
    for (const leadId of [made.leads.held, made.leads.unassigned]) {
      const rest = { state: 'NY', postalCode: '10025', country: 'US', dateOfBirth: null };
      const sealedContact = await scenario.vault.seal(leadId, { ...contact, ...rest });
      await scenario.publish(submission(leadId, { sealedContact }));
    }
    await tellOfAgents(scenario, made);
    await scenario.publish(assignment(made.leads.held, made.agentId));
    await scenario.publish(registration(made.otherAgentId, made.team));
    await scenario.settled();
    return made;
  }

  const sees = async (id: string, viewer: Viewer): Promise<boolean> =>
    (await scenario.data('enrichment', lead, { id }, viewer))._entities[0]?.enrichment != null;

  it('are seen by whom the lead belongs to', async () => {
    const { seen, expected } = await whoSees(await cast(), sees);
    expect(seen).toEqual(expected);
  });

  it('are made anew by whom the lead belongs to; for others there is no lead', async () => {
    const { seen, expected } = await whoSees(await cast(), async (leadId, viewer) => {
      const { errors } = await scenario.request('enrichment', change, { leadId }, viewer);
      if (errors === undefined) return true;
      expect(errors.map((error) => error.toJSON())).toEqual([
        expect.objectContaining({
          message: `There is no lead ${leadId}.`,
          extensions: { code: 'NOT_FOUND', id: leadId },
        }),
      ]);
      return false;
    });
    expect(seen).toEqual(expected);
  });

  it('move with the lead and with its agent’s team', async () => {
    const { seen, expected } = await whoSeesAsItMoves(scenario, await cast(), sees);
    expect(seen).toEqual(expected);
  });

  it.each(hostileIds)('are none under a hostile id, case %#', async (id) => {
    for (const viewer of [admin, agentViewer(id), managerViewer(id), integratorViewer(id)]) {
      expect(await sees(id, viewer)).toBe(false);
      const { errors } = await scenario.request('enrichment', change, { leadId: id }, viewer);
      expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    }
  });
});
