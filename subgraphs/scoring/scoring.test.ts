import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';

const leadQuery = /* GraphQL */ `
  query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Lead {
        id
        score {
          value
          quality
          conversionProbability
          baselineProbability
          model {
            name
            version
          }
          factors {
            feature
            contribution
          }
          scoredAt
        }
      }
    }
  }
`;

const rescore = /* GraphQL */ `
  mutation ($leadId: ID!) {
    scoreLead(input: { leadId: $leadId }) {
      __typename
      ... on LeadRescored {
        lead {
          id
          score {
            value
          }
        }
      }
      ... on LeadNotReady {
        lead {
          id
          score {
            value
          }
        }
        waitingFor
      }
    }
  }
`;

const eager = {
  ageYears: 40,
  currentlyInsured: true,
  priorClaimsCount: 0,
  creditTier: 'EXCELLENT',
  monthlyBudgetCents: 25_000,
  purchaseTimeframeDays: 2,
};
const reluctant = { ...eager, priorClaimsCount: 4, creditTier: 'POOR', purchaseTimeframeDays: 400 };

function submitted(aggregateId: string, attributes: Record<string, unknown> = eager) {
  return {
    publisher: 'leads',
    type: 'LeadSubmitted',
    aggregateId,
    payload: {
      status: 'SUBMITTED',
      source: 'web',
      lineOfBusiness: 'AUTO',
      country: 'US',
      state: 'NY',
      sealedContact: 'sealed',
      consentChannels: ['PHONE', 'EMAIL'],
      attributes,
      referralCode: null,
      campaign: null,
      submittedBy: 'test',
    },
  };
}

function enriched(aggregateId: string, riskScore = 0, phoneValid: boolean | null = true) {
  return {
    publisher: 'enrichment',
    type: 'LeadEnriched',
    aggregateId,
    payload: {
      status: 'COMPLETE',
      confidence: 0.9,
      features: {
        phoneValid,
        phoneType: null,
        emailQuality: 0.9,
        emailKind: 'PERSONAL',
        placeKnown: null,
        distanceKm: null,
      },
      riskScore,
      riskSeverity: 'LOW',
    },
  };
}

describe('scoring', () => {
  let scenario: Scenario;
  const now = new Date();
  beforeAll(async () => {
    scenario = await startScenario({ only: ['scoring'], clock: () => now });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  async function scoreOf(id: string): Promise<any> {
    const representations = [{ __typename: 'Lead', id }];
    const { _entities } = await scenario.data('scoring', leadQuery, { representations });
    return _entities[0]?.score;
  }

  async function scoredEvents(leadId: string) {
    const events = await scenario.recorded('scoring', 'LeadScored');
    return events.filter(({ aggregateId }) => aggregateId === leadId);
  }

  async function scored(attributes: Record<string, unknown> = eager, riskScore = 0): Promise<string> {
    const id = randomUUID();
    await scenario.publish(submitted(id, attributes));
    await scenario.publish(enriched(id, riskScore));
    await scenario.settled();
    return id;
  }

  it('scores a lead that has been submitted and enriched, and says why', async () => {
    const id = await scored();
    const score = await scoreOf(id);
    expect(score).toMatchObject({ quality: 'HIGH', scoredAt: now.toISOString() });
    expect(score.model).toEqual({ name: 'lead-conversion', version: '1.0.0' });
    expect(score.factors).toHaveLength(10);
    const sizes = score.factors.map(({ contribution }: { contribution: number }) => Math.abs(contribution));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    const sum = score.factors.reduce((total: number, factor: any) => total + factor.contribution, 0);
    expect(sum).toBeCloseTo(score.conversionProbability - score.baselineProbability, 4);
    const events = await scoredEvents(id);
    expect(events.map(({ payload }) => payload)).toEqual([
      {
        value: score.value,
        quality: 'HIGH',
        conversionProbability: score.conversionProbability,
        modelName: 'lead-conversion',
        modelVersion: '1.0.0',
      },
    ]);
  });

  it('puts the eager before the reluctant, and the safe before the risky', async () => {
    const [good, bad, risky] = [await scored(), await scored(reluctant), await scored(eager, 80)];
    const [best, worst, between] = [await scoreOf(good), await scoreOf(bad), await scoreOf(risky)];
    expect(best.value).toBeGreaterThan(between.value);
    expect(best.value).toBeGreaterThan(worst.value);
    expect(worst.quality).toBe('LOW');
  });

  it('comes to the same score whichever fact arrives first', async () => {
    const id = randomUUID();
    await scenario.publish(enriched(id));
    await scenario.settled();
    expect(await scoreOf(id)).toBeNull();
    await scenario.publish(submitted(id));
    await scenario.settled();
    expect(await scoreOf(id)).toEqual(await scoreOf(await scored()));
  });

  it('scores once when both facts arrive at the same moment, and each of them twice', async () => {
    const id = randomUUID();
    const events = [submitted(id), enriched(id)].map((event) => ({ ...event, id: randomUUID() }));
    await Promise.all([...events, ...events].map((event) => scenario.publish(event).catch(() => undefined)));
    for (const event of events) await scenario.publish(event);
    await scenario.settled();
    expect(await scoredEvents(id)).toHaveLength(1);
  });

  it('scores again when what the model sees has changed, and not when it has not', async () => {
    const id = await scored();
    const before = await scoreOf(id);
    await scenario.publish({ ...enriched(id), sequence: 2 });
    await scenario.settled();
    expect(await scoredEvents(id)).toHaveLength(1);
    await scenario.publish({ ...enriched(id, 60, false), sequence: 3 });
    await scenario.settled();
    expect(await scoredEvents(id)).toHaveLength(2);
    expect((await scoreOf(id)).conversionProbability).toBeLessThan(before.conversionProbability);
  });

  it('does not let an old enrichment take the place of a newer one', async () => {
    const id = await scored();
    await scenario.publish({ ...enriched(id, 60), sequence: 3 });
    await scenario.settled();
    const latest = await scoreOf(id);
    await scenario.publish({ ...enriched(id, 10), sequence: 2 });
    await scenario.settled();
    expect(await scoreOf(id)).toEqual(latest);
  });

  it('scores a lead that said next to nothing', async () => {
    const score = await scoreOf(await scored({}));
    expect(score.conversionProbability).toBeGreaterThan(0);
    expect(score.conversionProbability).toBeLessThan(1);
  });

  it('takes attributes that nobody expects for what they are: missing', async () => {
    const hostile = {
      creditTier: "'; drop table lead_scores; --",
      __proto__: { ageYears: 1 },
      ageYears: null,
    };
    expect(await scoreOf(await scored(hostile))).toEqual(await scoreOf(await scored({})));
  });

  it('has no score for what has not come here, and refuses what is no id', async () => {
    expect(await scoreOf(randomUUID())).toBeNull();
    const representations = [{ __typename: 'Lead', id: 'not-an-id' }];
    expect(await scenario.data('scoring', leadQuery, { representations })).toEqual({ _entities: [null] });
  });

  it('scores anew when told to', async () => {
    const id = await scored();
    const { scoreLead } = await scenario.data('scoring', rescore, { leadId: id });
    const { value } = await scoreOf(id);
    expect(scoreLead).toEqual({ __typename: 'LeadRescored', lead: { id, score: { value } } });
    expect(await scoredEvents(id)).toHaveLength(2);
  });

  it('says what it is waiting for', async () => {
    const id = randomUUID();
    await scenario.publish(submitted(id));
    const { scoreLead } = await scenario.data('scoring', rescore, { leadId: id });
    expect(scoreLead).toEqual({
      __typename: 'LeadNotReady',
      lead: { id, score: null },
      waitingFor: ['ENRICHMENT'],
    });
  });

  it.each(['not-an-id', randomUUID()])('cannot score an unknown lead "%s"', async (leadId) => {
    const { errors } = await scenario.request('scoring', rescore, { leadId });
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('records ten scores in order when ten ask at the same moment', async () => {
    const id = await scored();
    await Promise.all(Array.from({ length: 10 }, () => scenario.data('scoring', rescore, { leadId: id })));
    const sequences = (await scoredEvents(id)).map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: 11 }, (_, i) => i + 1));
  });

  it('names the model that scores now', async () => {
    const { scoringModel } = await scenario.data('scoring', '{ scoringModel { name version } }');
    expect(scoringModel).toEqual({ name: 'lead-conversion', version: '1.0.0' });
  });
});
