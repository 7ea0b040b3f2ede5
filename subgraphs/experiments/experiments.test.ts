import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { admin, integrator, startScenario } from '../../test/scenario.ts';
import type { Scenario } from '../../test/scenario.ts';
import type { Viewer } from '../shared/context.ts';

const create = /* GraphQL */ `
  mutation ($input: CreateExperimentInput!) {
    createExperiment(input: $input) {
      __typename
      ... on ExperimentCreated {
        experiment {
          id
          key
          status
          variants {
            key
            weight
          }
        }
      }
      ... on ExperimentRejected {
        reasons {
          field
          message
        }
      }
    }
  }
`;

const start = /* GraphQL */ `
  mutation ($key: String!) {
    startExperiment(input: { key: $key }) {
      __typename
      ... on ExperimentStarted {
        experiment {
          status
          startedAt
        }
      }
      ... on ExperimentStatusConflict {
        expected
        experiment {
          status
        }
      }
    }
  }
`;

const stop = /* GraphQL */ `
  mutation ($key: String!) {
    stopExperiment(input: { key: $key }) {
      __typename
      ... on ExperimentStopped {
        experiment {
          status
        }
      }
      ... on ExperimentStatusConflict {
        expected
      }
    }
  }
`;

const expose = /* GraphQL */ `
  mutation ($experimentKey: String!, $leadId: ID!) {
    recordExposure(input: { experimentKey: $experimentKey, leadId: $leadId }) {
      __typename
      ... on ExposureRecorded {
        isFirst
        assignment {
          variant {
            key
          }
          exposedAt
        }
      }
      ... on ExposureRefused {
        reason
      }
    }
  }
`;

const convert = /* GraphQL */ `
  mutation ($experimentKey: String!, $leadId: ID!) {
    recordConversion(input: { experimentKey: $experimentKey, leadId: $leadId }) {
      __typename
      ... on ConversionRecorded {
        isFirst
        assignment {
          convertedAt
        }
      }
      ... on ConversionRefused {
        reason
      }
    }
  }
`;

const assignments = /* GraphQL */ `
  query ($leads: [_Any!]!) {
    _entities(representations: $leads) {
      ... on Lead {
        id
        experiments {
          experiment {
            key
          }
          variant {
            key
          }
          exposedAt
          convertedAt
        }
      }
    }
  }
`;

const result = /* GraphQL */ `
  query ($key: String!) {
    experiment(key: $key) {
      status
      result {
        variants {
          variant {
            key
          }
          exposures
          conversions
          rate
          interval {
            low
            high
          }
        }
        comparisons {
          control {
            key
          }
          treatment {
            key
          }
          outcome {
            __typename
            ... on DifferenceMeasured {
              difference
              interval {
                low
                high
              }
              z
              pValue
              adjustedPValue
            }
            ... on NotEnoughData {
              smallestExpectedCount
              requiredExpectedCount
            }
          }
        }
        sampleRatio {
          pValue
          isMismatch
        }
      }
    }
  }
`;

function submitted(leadId: string, lineOfBusiness = 'AUTO') {
  const payload = {
    status: 'SUBMITTED',
    source: 'web',
    lineOfBusiness,
    country: 'US',
    state: 'NY',
    sealedContact: 'sealed',
    consentChannels: [],
    attributes: {},
    referralCode: null,
    campaign: null,
    submittedBy: 'web',
  };
  return { publisher: 'leads', type: 'LeadSubmitted', aggregateId: leadId, payload };
}

function ended(leadId: string, kind = 'SOLD', occurredAt?: string) {
  const payload = {
    status: kind === 'SOLD' ? 'SOLD' : 'LOST',
    kind,
    monthlyPremiumCents: null,
    currency: null,
  };
  const event = {
    publisher: 'leads',
    type: 'LeadOutcomeRecorded',
    aggregateId: leadId,
    sequence: 2,
    payload,
  };
  return occurredAt === undefined ? event : { ...event, occurredAt };
}

describe('experiments', () => {
  let scenario: Scenario;
  let now = new Date('2025-03-01T10:00:00Z');
  beforeAll(async () => {
    scenario = await startScenario({ only: ['experiments'], clock: () => now });
  });
  afterAll(async () => {
    await scenario[Symbol.asyncDispose]();
  });

  const ask = (query: string, variables: Record<string, unknown>, viewer: Viewer = admin) =>
    scenario.data('experiments', query, variables, viewer);
  const codeOf = async (query: string, variables: Record<string, unknown>, viewer: Viewer = admin) => {
    const { errors } = await scenario.request('experiments', query, variables, viewer);
    return errors?.[0]?.extensions['code'];
  };

  function experiment(changes: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      idempotencyKey: randomUUID(),
      key: `experiment-${randomUUID()}`,
      name: 'A new greeting',
      variants: [{ key: 'control' }, { key: 'treatment' }],
      ...changes,
    };
  }

  async function running(changes: Record<string, unknown> = {}): Promise<string> {
    const input = experiment(changes);
    await ask(create, { input });
    await ask(start, { key: input['key'] });
    return input['key'] as string;
  }

  async function aLead(lineOfBusiness?: string): Promise<string> {
    const leadId = randomUUID();
    await scenario.publish(submitted(leadId, lineOfBusiness));
    return leadId;
  }

  async function assignmentsOf(leadId: string): Promise<Record<string, any>[]> {
    const { _entities } = await ask(assignments, { leads: [{ __typename: 'Lead', id: leadId }] });
    return _entities[0].experiments;
  }

  async function assignmentIn(leadId: string, key: string): Promise<Record<string, any> | undefined> {
    return (await assignmentsOf(leadId)).find((one) => one['experiment'].key === key);
  }

  describe('making and running', () => {
    it('drafts, starts and stops once each', async () => {
      const input = experiment();
      const { createExperiment } = await ask(create, { input });
      expect(createExperiment.experiment).toMatchObject({
        status: 'DRAFT',
        variants: [
          { key: 'control', weight: 1 },
          { key: 'treatment', weight: 1 },
        ],
      });
      const { key } = input;
      expect((await ask(stop, { key })).stopExperiment).toMatchObject({ expected: 'RUNNING' });
      const started = await ask(start, { key });
      expect(started.startExperiment.experiment).toEqual({ status: 'RUNNING', startedAt: now.toISOString() });
      expect((await ask(start, { key })).startExperiment).toMatchObject({ expected: 'DRAFT' });
      expect((await ask(stop, { key })).stopExperiment.experiment.status).toBe('STOPPED');
      expect((await ask(start, { key })).startExperiment.__typename).toBe('ExperimentStatusConflict');
      expect(await codeOf(start, { key: 'nobody made it' })).toBe('NOT_FOUND');
      expect(await codeOf(stop, { key: '\0' })).toBe('NOT_FOUND');
    });

    it('answers the same experiment to a repeated key and refuses the key with other content', async () => {
      const input = experiment();
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask(create, { input })));
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      const changed = await ask(create, { input: { ...input, name: 'Other' } });
      expect(changed.createExperiment.reasons[0].field).toBe('idempotencyKey');
      const taken = await ask(create, { input: experiment({ key: input['key'] }) });
      expect(taken.createExperiment.reasons[0].field).toBe('key');
    });

    it('reports every reason of a refusal at once', async () => {
      const { createExperiment } = await ask(create, {
        input: experiment({
          key: 'with blanks in it',
          name: ' ',
          variants: [
            { key: 'a', weight: 0 },
            { key: 'a', weight: 2_000_000 },
            { key: '', weight: 1 },
          ],
        }),
      });
      expect(createExperiment.reasons.map((reason: { field: string }) => reason.field)).toEqual([
        'key',
        'name',
        'variants.0.weight',
        'variants.1.key',
        'variants.1.weight',
        'variants.2.key',
      ]);
      const alone = await ask(create, { input: experiment({ variants: [{ key: 'only' }] }) });
      expect(alone.createExperiment.reasons[0].field).toBe('variants');
    });

    it('lets only admins and managers make and run experiments', async () => {
      for (const query of [start, stop])
        expect(await codeOf(query, { key: 'any' }, integrator)).toBe('FORBIDDEN');
      expect(await codeOf(create, { input: experiment() }, integrator)).toBe('FORBIDDEN');
      expect(await codeOf(create, { input: experiment({ idempotencyKey: '' }) })).toBe('BAD_USER_INPUT');
    });

    it('pages through experiments, newest first', async () => {
      for (let count = 0; count < 3; count += 1) await running();
      const query = `query ($first: Int, $after: String) { experiments(first: $first, after: $after, filter: {status: [RUNNING]}) {
        edges { node { id status } } pageInfo { hasNextPage endCursor } } }`;
      const { experiments: whole } = await ask(query, { first: 100 });
      const seen: unknown[] = [];
      let after: string | null = null;
      do {
        const { experiments: page }: Record<string, any> = await ask(query, { first: 2, after });
        seen.push(...page.edges.map((edge: { node: unknown }) => edge.node));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(whole.edges.map((edge: { node: unknown }) => edge.node));
      expect(await codeOf(query, { after: 'hostile' })).toBe('BAD_USER_INPUT');
    });
  });

  describe('assignment', () => {
    it('gives a lead the same variant whenever it is read, and records nothing by that', async () => {
      const key = await running();
      const leadId = await aLead();
      const first = await assignmentIn(leadId, key);
      expect(first).toMatchObject({ exposedAt: null, convertedAt: null });
      for (let count = 0; count < 3; count += 1) expect(await assignmentIn(leadId, key)).toEqual(first);
      const [row] = await scenario.sql(
        'select count(*)::int as count from experiments.exposures where lead_id = $1',
        [leadId],
      );
      expect(row).toEqual({ count: 0 });
      const { recordExposure } = await ask(expose, { experimentKey: key, leadId });
      expect(recordExposure.assignment.variant).toEqual(first?.['variant']);
    });

    it('assigns only leads of the audience', async () => {
      const key = await running({ audience: { lineOfBusiness: ['HOME'] } });
      const [home, car] = [await aLead('HOME'), await aLead('AUTO')];
      expect(await assignmentIn(home, key)).toBeDefined();
      expect(await assignmentIn(car, key)).toBeUndefined();
      expect(await assignmentIn(randomUUID(), key)).toBeUndefined();
      const { recordExposure } = await ask(expose, { experimentKey: key, leadId: car });
      expect(recordExposure.reason).toBe('NOT_IN_AUDIENCE');
    });

    it('shows drafts to nobody, and stopped experiments to those who were exposed', async () => {
      const input = experiment();
      await ask(create, { input });
      const key = input['key'] as string;
      const [exposed, other] = [await aLead(), await aLead()];
      expect(await assignmentIn(exposed, key)).toBeUndefined();
      expect((await ask(expose, { experimentKey: key, leadId: exposed })).recordExposure.reason).toBe(
        'EXPERIMENT_NOT_RUNNING',
      );
      await ask(start, { key });
      await ask(expose, { experimentKey: key, leadId: exposed });
      await ask(stop, { key });
      expect(await assignmentIn(exposed, key)).toMatchObject({ exposedAt: now.toISOString() });
      expect(await assignmentIn(other, key)).toBeUndefined();
      expect((await ask(expose, { experimentKey: key, leadId: other })).recordExposure.reason).toBe(
        'EXPERIMENT_NOT_RUNNING',
      );
    });

    it('answers many leads at once, and null for what is no id', async () => {
      const key = await running();
      const ids = await Promise.all([aLead(), aLead(), aLead()]);
      const leads = [...ids, 'no id'].map((id) => ({ __typename: 'Lead', id }));
      const { _entities } = await ask(assignments, { leads });
      expect(_entities.map((lead: { id: string } | null) => lead?.id)).toEqual([...ids, undefined]);
      for (const lead of _entities.slice(0, 3))
        expect(lead.experiments.some((one: Record<string, any>) => one['experiment'].key === key)).toBe(true);
    });

    it('resolves experiments by key and by id', async () => {
      const { createExperiment } = await ask(create, { input: experiment() });
      const { id, key } = createExperiment.experiment;
      const query = `query ($them: [_Any!]!) { _entities(representations: $them) { ... on Experiment { id key } } }`;
      const them = [{ key }, { id }, { key: 'unknown' }, { id: 'no id' }].map((one) => ({
        __typename: 'Experiment',
        ...one,
      }));
      expect((await ask(query, { them }))._entities).toEqual([{ id, key }, { id, key }, null, null]);
    });
  });

  describe('counting', () => {
    it('counts a lead once, however many requests expose it at once', async () => {
      const key = await running();
      const leadId = await aLead();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => ask(expose, { experimentKey: key, leadId })),
      );
      expect(answers.filter(({ recordExposure }) => recordExposure.isFirst)).toHaveLength(1);
      const variants = answers.map(({ recordExposure }) => recordExposure.assignment.variant.key);
      expect(new Set(variants).size).toBe(1);
      const { experiment: read } = await ask(result, { key });
      const exposures = read.result.variants.map((one: { exposures: number }) => one.exposures);
      expect(exposures.reduce((a: number, b: number) => a + b)).toBe(1);
      const events = await scenario.recorded('experiments', 'ExposureRecorded');
      expect(events.filter(({ payload }) => payload['leadId'] === leadId)).toHaveLength(1);
    });

    it('counts a conversion once, and none of a lead that saw nothing', async () => {
      const key = await running();
      const [exposed, other] = [await aLead(), await aLead()];
      await ask(expose, { experimentKey: key, leadId: exposed });
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => ask(convert, { experimentKey: key, leadId: exposed })),
      );
      expect(answers.filter(({ recordConversion }) => recordConversion.isFirst)).toHaveLength(1);
      for (const leadId of [other, randomUUID(), 'no id']) {
        const { recordConversion } = await ask(convert, { experimentKey: key, leadId });
        expect(recordConversion).toEqual({ __typename: 'ConversionRefused', reason: 'NOT_EXPOSED' });
      }
      const events = await scenario.recorded('experiments', 'ConversionRecorded');
      expect(events.filter(({ payload }) => payload['experimentKey'] === key)).toHaveLength(1);
    });

    it('refuses to expose a lead whose submission was never seen', async () => {
      const key = await running();
      for (const leadId of [randomUUID(), 'no id']) {
        const { recordExposure } = await ask(expose, { experimentKey: key, leadId });
        expect(recordExposure).toEqual({ __typename: 'ExposureRefused', reason: 'LEAD_UNKNOWN' });
      }
      expect(await codeOf(expose, { experimentKey: 'none', leadId: randomUUID() })).toBe('NOT_FOUND');
      expect(await codeOf(convert, { experimentKey: 'none', leadId: randomUUID() })).toBe('NOT_FOUND');
    });

    it('takes a sale as a conversion wherever the lead was exposed before, also after the end', async () => {
      const [first, second, third] = [await running(), await running(), await running()];
      const leadId = await aLead();
      for (const experimentKey of [first, second]) await ask(expose, { experimentKey, leadId });
      await ask(stop, { key: second });
      now = new Date(now.getTime() + 60_000);
      const sale = await scenario.publish(ended(leadId));
      await scenario.publish(sale);
      for (const key of [first, second])
        expect(await assignmentIn(leadId, key)).toMatchObject({ convertedAt: now.toISOString() });
      expect(await assignmentIn(leadId, third)).toMatchObject({ convertedAt: null });
      const events = await scenario.recorded('experiments', 'ConversionRecorded');
      expect(events.filter(({ payload }) => payload['leadId'] === leadId)).toHaveLength(2);
    });

    it('takes neither a lost lead nor a sale from before the exposure as a conversion', async () => {
      const key = await running();
      const [lost, soldBefore] = [await aLead(), await aLead()];
      const before = new Date(now.getTime() - 1_000).toISOString();
      for (const leadId of [lost, soldBefore]) await ask(expose, { experimentKey: key, leadId });
      await scenario.publish(ended(lost, 'NOT_INTERESTED'));
      await scenario.publish(ended(soldBefore, 'SOLD', before));
      for (const leadId of [lost, soldBefore])
        expect(await assignmentIn(leadId, key)).toMatchObject({ convertedAt: null });
    });
  });

  describe('the result', () => {
    it('says that there is not enough data instead of inventing a p-value', async () => {
      const key = await running();
      const { experiment: read } = await ask(result, { key });
      expect(read.result).toEqual({
        variants: ['control', 'treatment'].map((variant) => ({
          variant: { key: variant },
          exposures: 0,
          conversions: 0,
          rate: null,
          interval: null,
        })),
        comparisons: [
          {
            control: { key: 'control' },
            treatment: { key: 'treatment' },
            outcome: { __typename: 'NotEnoughData', smallestExpectedCount: null, requiredExpectedCount: 5 },
          },
        ],
        sampleRatio: null,
      });
    });

    it('compares rates counted from the database', async () => {
      const key = await running();
      // 300 of 727 and 354 of 683: numbers of a published experiment, written as they would have been recorded.
      await scenario.sql(
        `with arms (variant, conversions, exposures) as (values ('control', 300, 727), ('treatment', 354, 683)),
              subjects as (select gen_random_uuid() as lead_id, variant, number <= conversions as converted
                           from arms, generate_series(1, exposures) as number),
              known as (insert into experiments.known_leads select lead_id, 'AUTO' from subjects returning lead_id)
         insert into experiments.exposures
         select gen_random_uuid(), e.id, s.lead_id, s.variant, now(), case when converted then now() end
         from subjects s join known using (lead_id), experiments.experiments e where e.key = $1`,
        [key],
      );
      const { experiment: read } = await ask(result, { key });
      const [control] = read.result.variants;
      expect(control).toMatchObject({ exposures: 727, conversions: 300 });
      expect(control.rate).toBeCloseTo(300 / 727, 12);
      const { outcome } = read.result.comparisons[0];
      expect(outcome).toMatchObject({ __typename: 'DifferenceMeasured' });
      expect(outcome.difference).toBeCloseTo(0.10565, 5);
      expect(outcome.interval.low).toBeCloseTo(0.05383, 5);
      expect(outcome.z).toBeCloseTo(3.9755, 4);
      expect(outcome.adjustedPValue).toBe(outcome.pValue);
      expect(read.result.sampleRatio.isMismatch).toBe(false);
    });

    it('answers null for an experiment nobody made', async () => {
      for (const key of ['none', '', '\0']) expect(await ask(result, { key })).toEqual({ experiment: null });
    });
  });
});
