import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hostileIds, newCast, tell, whoSees, whoSeesAsItMoves } from '../../test/row-cast.ts';
import type { Cast } from '../../test/row-cast.ts';
import { admin, agentViewer, integratorViewer, managerViewer, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import type { Viewer } from '../shared/context.ts';

const lead = `query ($id: ID!) { _entities(representations: [{ __typename: "Lead", id: $id }]) { ... on Lead {
  score { value } } } }`;
const change = `mutation ($leadId: ID!) { scoreLead(input: { leadId: $leadId }) { __typename } }`;

const features = {
  phoneValid: true,
  phoneType: null,
  emailQuality: 0.9,
  emailKind: 'PERSONAL',
  placeKnown: null,
  distanceKm: null,
};
const enriched = { status: 'COMPLETE', confidence: 0.9, features, riskScore: 10, riskSeverity: 'LOW' };

describe('rows of scoring', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ only: ['scoring'], rowPatienceMs: 50 });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  async function cast(): Promise<Cast> {
    const made = newCast();
    const attributes = {
      ageYears: 36,
      currentlyInsured: true,
      priorClaimsCount: 0,
      homeOwner: null,
      householdSize: null,
      vehicleYear: 2020,
      creditTier: 'GOOD',
      monthlyBudgetCents: null,
      purchaseTimeframeDays: null,
    };
    await tell(scenario, made, { attributes });
    for (const aggregateId of [made.leads.held, made.leads.unassigned])
      await scenario.publish({
        publisher: 'enrichment',
        type: 'LeadEnriched',
        aggregateId,
        payload: enriched,
      });
    await scenario.settled();
    return made;
  }

  const sees = async (id: string, viewer: Viewer): Promise<boolean> =>
    (await scenario.data('scoring', lead, { id }, viewer))._entities[0]?.score != null;

  it('are seen by whom the lead belongs to', async () => {
    const { seen, expected } = await whoSees(await cast(), sees);
    expect(seen).toEqual(expected);
  });

  it('are made anew by whom the lead belongs to; for others there is no lead', async () => {
    const { seen, expected } = await whoSees(await cast(), async (leadId, viewer) => {
      const { errors } = await scenario.request('scoring', change, { leadId }, viewer);
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
      const { errors } = await scenario.request('scoring', change, { leadId: id }, viewer);
      expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    }
  });
});
