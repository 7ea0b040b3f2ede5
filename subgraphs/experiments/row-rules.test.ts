import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { hostileIds, newCast, tell, whoSees, whoSeesAsItMoves } from '../../test/row-cast.ts';
import type { Cast } from '../../test/row-cast.ts';
import { admin, agentViewer, integratorViewer, managerViewer, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import type { Viewer } from '../shared/context.ts';

const create = `mutation ($input: CreateExperimentInput!) { createExperiment(input: $input) { __typename } }`;
const start = `mutation ($key: String!) { startExperiment(input: { key: $key }) { __typename } }`;
const lead = `query ($id: ID!) { _entities(representations: [{ __typename: "Lead", id: $id }]) { ... on Lead {
  experiments { variant { key } } } } }`;
const expose = `mutation ($key: String!, $leadId: ID!) { recordExposure(input: { experimentKey: $key, leadId: $leadId }) {
  __typename ... on ExposureRefused { reason } } }`;
const convert = `mutation ($key: String!, $leadId: ID!) { recordConversion(input: { experimentKey: $key, leadId: $leadId }) {
  __typename ... on ConversionRefused { reason } } }`;

describe('rows of experiments', () => {
  let scenario: Scenario;
  const key = 'greeting';
  beforeAll(async () => {
    scenario = await startScenario({ only: ['experiments'], rowPatienceMs: 50 });
    const variants = ['formal', 'friendly'].map((name) => ({ key: name, weight: 1 }));
    const input = { idempotencyKey: randomUUID(), key, name: 'Greeting', variants };
    await scenario.data('experiments', create, { input });
    await scenario.data('experiments', start, { key });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  async function cast(): Promise<Cast> {
    const made = newCast();
    await tell(scenario, made);
    return made;
  }

  const assignments = async (id: string, viewer: Viewer): Promise<unknown[]> =>
    (await scenario.data('experiments', lead, { id }, viewer))._entities[0]?.experiments ?? [];
  const sees = async (id: string, viewer: Viewer): Promise<boolean> =>
    (await assignments(id, viewer)).length > 0;

  it('are variants, seen by whom the lead belongs to', async () => {
    const made = await cast();
    const { seen, expected } = await whoSees(made, sees);
    // For admins the variant of a lead that nobody knows is a matter of its id alone.
    expect(seen.filter((name) => name !== 'admin: unknown')).toEqual(expected);
  });

  it('are exposed by whom the lead belongs to; for others the lead is unknown', async () => {
    const { seen, expected } = await whoSees(await cast(), async (leadId, viewer) => {
      const { recordExposure } = await scenario.data('experiments', expose, { key, leadId }, viewer);
      if (recordExposure.__typename === 'ExposureRecorded') return true;
      expect(recordExposure).toEqual({ __typename: 'ExposureRefused', reason: 'LEAD_UNKNOWN' });
      return false;
    });
    expect(seen).toEqual(expected);
  });

  it('convert by whom the lead belongs to; for others it was never exposed', async () => {
    const made = await cast();
    for (const leadId of [made.leads.held, made.leads.unassigned])
      await scenario.data('experiments', expose, { key, leadId });
    const { seen, expected } = await whoSees(made, async (leadId, viewer) => {
      const { recordConversion } = await scenario.data('experiments', convert, { key, leadId }, viewer);
      if (recordConversion.__typename === 'ConversionRecorded') return true;
      expect(recordConversion).toEqual({ __typename: 'ConversionRefused', reason: 'NOT_EXPOSED' });
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
      expect(await assignments(id, viewer)).toEqual([]);
      const { recordExposure } = await scenario.data('experiments', expose, { key, leadId: id }, viewer);
      expect(recordExposure.reason).toBe('LEAD_UNKNOWN');
      const { recordConversion } = await scenario.data('experiments', convert, { key, leadId: id }, viewer);
      expect(recordConversion.reason).toBe('NOT_EXPOSED');
    }
  });
});
