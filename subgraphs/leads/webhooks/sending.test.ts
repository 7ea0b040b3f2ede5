import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Webhook as Verifier } from 'standardwebhooks';
import { admin, integrator } from '../../../test/scenario.ts';
import type { Viewer } from '../../shared/context.ts';
import { retryDelaysMs } from './domain/retry-schedule.ts';
import { startHookedBusiness, submission } from '../../../test/webhooks/hooked-business.ts';
import type { HookedBusiness } from '../../../test/webhooks/hooked-business.ts';
import { startReceiver, status } from '../../../test/webhooks/receiver.ts';
import type { Received } from '../../../test/webhooks/receiver.ts';

const other: Viewer = { subject: 'other@test', role: 'integrator' };

const recordOutcome = /* GraphQL */ `
  mutation ($input: RecordOutcomeInput!) {
    recordOutcome(input: $input) {
      __typename
    }
  }
`;
const importLeads = /* GraphQL */ `
  mutation ($input: ImportLeadsInput!) {
    importLeads(input: $input) {
      results {
        outcome
      }
    }
  }
`;
const resend = /* GraphQL */ `
  mutation ($id: ID!) {
    resendDelivery(id: $id) {
      __typename
      ... on DeliveryScheduled {
        delivery {
          id
          status
          failure
        }
      }
      ... on WebhookDisabled {
        webhook {
          id
        }
      }
    }
  }
`;
const resendFailed = /* GraphQL */ `
  mutation ($input: ResendFailedDeliveriesInput!) {
    resendFailedDeliveries(input: $input) {
      __typename
      ... on FailedDeliveriesScheduled {
        count
      }
    }
  }
`;
const rotate = /* GraphQL */ `
  mutation ($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      __typename
      ... on WebhookSecretRotated {
        secret
        webhook {
          previousSecretValidUntil
        }
      }
      ... on WebhookRejected {
        reasons {
          field
          message
        }
      }
    }
  }
`;
const update = /* GraphQL */ `
  mutation ($input: UpdateWebhookInput!) {
    updateWebhook(input: $input) {
      __typename
    }
  }
`;
const setActive = /* GraphQL */ `
  mutation ($input: SetWebhookActiveInput!) {
    setWebhookActive(input: $input) {
      isActive
      disabledReason
      disabledMessage
    }
  }
`;

function verify(secret: string, { body, headers }: Received): any {
  return new Verifier(secret).verify(body, headers as Record<string, string>);
}

const typesOf = (received: readonly Received[]): string[] =>
  received.map(({ body }) => JSON.parse(body).type);

/** What other subgraphs tell of a lead, from its enrichment to the end of a call. */
async function liveThrough(business: HookedBusiness, leadId: string): Promise<void> {
  const agentId = randomUUID();
  const tell = (publisher: string, type: string, payload: Record<string, unknown>, aggregateId = leadId) =>
    business.scenario.publish({ publisher, type, aggregateId, payload });
  const unknown = { phoneValid: null, phoneType: null, emailQuality: null, emailKind: null };
  const features = { ...unknown, placeKnown: null, distanceKm: null };
  const enriched = { status: 'COMPLETE', confidence: 1, features, riskScore: 0, riskSeverity: 'LOW' };
  await tell('enrichment', 'LeadEnriched', enriched);
  const score = { value: 71, quality: 'HIGH', conversionProbability: 0.71 };
  await tell('scoring', 'LeadScored', { ...score, modelName: 'test', modelVersion: '1' });
  await tell('routing', 'LeadAssigned', { agentId, agentName: 'Grace', attempt: 1 });
  await tell('routing', 'AssignmentDeclined', { agentId, reason: null });
  await tell('routing', 'LeadAssigned', { agentId, agentName: 'Grace', attempt: 2 });
  await tell('routing', 'AssignmentAccepted', { agentId });
  const callId = randomUUID();
  await tell('personalization', 'CallStarted', { leadId, agentId }, callId);
  const ended = { leadId, agentId, durationSeconds: 60, utteranceCount: 2 };
  await tell('personalization', 'CallEnded', ended, callId);
}

describe('what a webhook is told', () => {
  it('is signed so that the official library accepts it, and holds no personal data', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver();
    const { id, secret } = await business.register(receiver.url);
    const leadId = await business.submit({ externalId: 'crm-17' });
    await receiver.hasReceived(1);
    const [first] = receiver.received as [Received];
    expect(verify(secret, first)).toEqual({
      type: 'lead.submitted',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: { leadId, externalId: 'crm-17', status: 'SUBMITTED', lineOfBusiness: 'AUTO', sequence: 1 },
    });
    expect(first.headers['content-type']).toBe('application/json');
    expect(() => verify(secret, { ...first, body: first.body.replace('AUTO', 'HOME') })).toThrow(
      'No matching signature found',
    );
    await business.scenario.settled();
    expect(await business.deliveries(id)).toEqual([
      {
        id: first.id,
        eventType: 'lead.submitted',
        status: 'DELIVERED',
        body: first.body,
        lead: { id: leadId },
        attempts: [{ at: expect.any(String), statusCode: 204, durationMs: expect.any(Number), error: null }],
        nextAttemptAt: null,
        settledAt: expect.any(String),
        failure: null,
      },
    ]);
  });

  it('is the whole way of a lead, in order', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver();
    await business.register(receiver.url);
    const leadId = await business.submit();
    await liveThrough(business, leadId);
    const premium = { amountCents: 9_900, currency: 'USD' };
    await business.data(recordOutcome, { input: { leadId, kind: 'SOLD', monthlyPremium: premium } });
    await business.scenario.settled();
    const told = receiver.received.map(({ body }) => JSON.parse(body));
    expect(told.map(({ type, data }) => [type, data.status, data.sequence])).toEqual([
      ['lead.submitted', 'SUBMITTED', 1],
      ['lead.enriched', 'ENRICHED', 2],
      ['lead.scored', 'SCORED', 3],
      ['lead.assigned', 'ASSIGNED', 4],
      ['lead.declined', 'SCORED', 5],
      ['lead.assigned', 'ASSIGNED', 6],
      ['lead.accepted', 'ACCEPTED', 7],
      ['lead.call.started', 'CONTACTED', 8],
      ['lead.call.ended', 'CONTACTED', 9],
      ['lead.sold', 'SOLD', 10],
    ]);
    expect(told.at(-1).data.outcome).toBe('SOLD');
  });

  it('is only of the types it asked for', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver();
    await business.register(receiver.url, { eventTypes: ['LEAD_LOST', 'LEAD_SCORED'] });
    const leadId = await business.submit();
    await liveThrough(business, leadId);
    await business.data(recordOutcome, { input: { leadId, kind: 'UNREACHABLE' } });
    await business.scenario.settled();
    expect(typesOf(receiver.received)).toEqual(['lead.scored', 'lead.lost']);
    expect(JSON.parse(receiver.received[1]?.body ?? '').data.outcome).toBe('UNREACHABLE');
  });

  it('is of leads its owner submitted; of all leads for admins', async () => {
    await using business = await startHookedBusiness();
    await using mine = await startReceiver();
    await using all = await startReceiver();
    await using managers = await startReceiver();
    await business.register(mine.url);
    await business.register(all.url, {}, { subject: 'admin@test', role: 'admin' });
    await business.register(managers.url, {}, { subject: 'manager@test', role: 'manager' });
    const own = await business.submit({}, integrator);
    const foreign = await business.submit({}, other);
    await business.scenario.settled();
    const leadsOf = (received: readonly Received[]) =>
      received.map(({ body }) => JSON.parse(body).data.leadId);
    expect(leadsOf(mine.received)).toEqual([own]);
    expect(leadsOf(all.received).sort()).toEqual([own, foreign].sort());
    expect(managers.received).toEqual([]);
  });

  it('stays under 20 kB with the longest texts a sender may give', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver();
    const { secret } = await business.register(receiver.url);
    // A control character takes six characters in JSON.
    const externalId = `x${'\u0001'.repeat(198)}x`;
    await business.submit({ externalId });
    await receiver.hasReceived(1);
    const [first] = receiver.received as [Received];
    expect(Buffer.byteLength(first.body)).toBeLessThan(2_000);
    expect(verify(secret, first).data.externalId).toBe(externalId);
  });

  it('is nothing when the fact did not come true', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver();
    const { id } = await business.register(receiver.url);
    const input = submission();
    await business.submit(input);
    await business.submit(input);
    await business.scenario.settled();
    expect(await business.deliveries(id)).toHaveLength(1);
  });
});

describe('a delivery that fails', () => {
  it('is tried again through the whole schedule, under one id and with one body, and can then be re-sent', async () => {
    let now = new Date('2025-03-01T12:00:00Z');
    await using business = await startHookedBusiness({ clock: () => now });
    await using receiver = await startReceiver(status(500));
    const { id, secret } = await business.register(receiver.url);
    await business.submit();
    await business.scenario.settled();
    for (const [place, delayMs] of retryDelaysMs.entries()) {
      const [delivery] = await business.deliveries(id);
      expect(delivery).toMatchObject({ status: 'PENDING', failure: null });
      expect(delivery?.['attempts']).toHaveLength(place + 1);
      expect(delivery?.['attempts'].at(-1)).toMatchObject({
        at: now.toISOString(),
        statusCode: 500,
        error: 'answered 500 Internal Server Error',
      });
      const next = new Date(delivery?.['nextAttemptAt']);
      expect(next.getTime() - now.getTime()).toBeGreaterThanOrEqual(delayMs);
      expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(delayMs * 1.1);
      // A moment before its time nothing is sent.
      now = new Date(next.getTime() - 1);
      await business.jobsRun();
      expect(receiver.received).toHaveLength(place + 1);
      now = next;
      await business.jobsRun();
      expect(receiver.received).toHaveLength(place + 2);
    }
    const [failed] = await business.deliveries(id);
    expect(failed).toMatchObject({
      status: 'FAILED',
      nextAttemptAt: null,
      settledAt: now.toISOString(),
      failure: 'Given up after 10 attempts: answered 500 Internal Server Error.',
    });
    expect(new Set(receiver.received.map((received) => received.id))).toEqual(new Set([failed?.['id']]));
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    for (const [place, { id: messageId, headers, body }] of receiver.received.entries()) {
      const at = new Date(failed?.['attempts'][place].at);
      expect(headers['webhook-timestamp']).toBe(String(Math.floor(at.getTime() / 1_000)));
      expect(headers['webhook-signature']).toBe(new Verifier(secret).sign(messageId, at, body));
    }

    receiver.answer = status(200);
    const { resendDelivery } = await business.data(resend, { id: failed?.['id'] });
    expect(resendDelivery).toEqual({
      __typename: 'DeliveryScheduled',
      delivery: { id: failed?.['id'], status: 'PENDING', failure: null },
    });
    await business.jobsRun();
    expect(receiver.received.at(-1)?.id).toBe(failed?.['id']);
    const [delivered] = await business.deliveries(id);
    expect(delivered).toMatchObject({ status: 'DELIVERED', failure: null });
    expect(delivered?.['attempts']).toHaveLength(11);
    expect((await business.webhook(id))['failingSince']).toBeNull();
  }, 60_000);

  it('with 410 is not tried again, and its webhook is disabled', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver(status(410));
    const { id } = await business.register(receiver.url);
    await business.submit();
    await business.scenario.settled();
    expect(await business.webhook(id)).toMatchObject({
      isActive: false,
      disabledAt: expect.any(String),
      disabledReason: 'GONE',
      disabledMessage: 'The endpoint answered 410 Gone: it wants no more.',
    });
    const [delivery] = await business.deliveries(id);
    expect(delivery).toMatchObject({
      status: 'FAILED',
      failure: 'Given up after 1 attempt: answered 410 Gone.',
    });
    await business.submit();
    await business.jobsRun();
    expect(receiver.received).toHaveLength(1);
    expect(await business.deliveries(id)).toHaveLength(1);
    const { resendDelivery } = await business.data(resend, { id: delivery?.['id'] });
    expect(resendDelivery).toEqual({ __typename: 'WebhookDisabled', webhook: { id } });
  });

  it('with a redirect has failed: it is not followed', async () => {
    await using business = await startHookedBusiness();
    await using elsewhere = await startReceiver();
    await using receiver = await startReceiver(status(307, { location: elsewhere.url }));
    const { id } = await business.register(receiver.url);
    await business.submit();
    await business.scenario.settled();
    const [delivery] = await business.deliveries(id);
    expect(delivery).toMatchObject({
      status: 'PENDING',
      attempts: [
        {
          statusCode: 307,
          error: 'answered 307 Temporary Redirect, and redirects are not followed',
        },
      ],
    });
    expect(elsewhere.received).toEqual([]);
  });

  it('without an answer in time has failed, in words', async () => {
    await using business = await startHookedBusiness({ outbound: { allowPrivate: true, timeoutMs: 300 } });
    await using receiver = await startReceiver(() => undefined);
    const { id } = await business.register(receiver.url);
    await business.submit();
    await business.scenario.settled();
    const [delivery] = await business.deliveries(id);
    expect(delivery?.['attempts']).toMatchObject([{ statusCode: null, error: 'no answer within 0.3 s' }]);
  });

  it('waits as long as Retry-After asks, with all that is to be sent there, but no more than an hour', async () => {
    let now = new Date('2025-03-01T12:00:00Z');
    await using business = await startHookedBusiness({ clock: () => now });
    await using receiver = await startReceiver(status(429, { 'retry-after': '600' }));
    const { id } = await business.register(receiver.url);
    await business.submit();
    await business.scenario.settled();
    const [limited] = await business.deliveries(id);
    expect(limited?.['nextAttemptAt']).toBe('2025-03-01T12:10:00.000Z');
    await business.submit();
    await business.jobsRun();
    expect(receiver.received).toHaveLength(1);
    expect((await business.webhook(id))['restUntil']).toBe('2025-03-01T12:10:00.000Z');
    now = new Date('2025-03-01T12:10:00Z');
    receiver.answer = status(503, { 'retry-after': 'Sat, 08 Mar 2025 12:00:00 GMT' });
    await business.jobsRun();
    expect((await business.webhook(id))['restUntil']).toBe('2025-03-01T13:10:00.000Z');
  });

  it('has failed for five days with all others: the webhook is disabled and says why', async () => {
    let now = new Date('2025-03-01T12:00:00Z');
    await using business = await startHookedBusiness({ clock: () => now });
    await using receiver = await startReceiver(status(502));
    const { id } = await business.register(receiver.url);
    await business.submit();
    await business.scenario.settled();
    now = new Date('2025-03-06T11:59:00Z');
    await business.submit();
    await business.scenario.settled();
    expect(await business.webhook(id)).toMatchObject({
      isActive: true,
      failingSince: '2025-03-01T12:00:00.000Z',
    });
    now = new Date('2025-03-06T12:00:00Z');
    await business.jobsRun();
    expect(await business.webhook(id)).toMatchObject({
      isActive: false,
      disabledAt: now.toISOString(),
      disabledReason: 'FAILING',
      disabledMessage:
        'No attempt has succeeded since 2025-03-01T12:00:00.000Z; the last one: answered 502 Bad Gateway.',
    });
    expect(await business.deliveries(id, ['PENDING'])).toEqual([]);
    const failures = (await business.deliveries(id)).map(({ failure }) => failure);
    expect(failures).toContain('The webhook was disabled.');

    // Mended and enabled, it gets what it has missed.
    receiver.answer = status(204);
    await business.data(setActive, { input: { id, isActive: true } });
    const missed = { webhookId: id, since: '2025-03-01T00:00:00Z' };
    const { resendFailedDeliveries } = await business.data(resendFailed, { input: missed });
    expect(resendFailedDeliveries).toEqual({ __typename: 'FailedDeliveriesScheduled', count: 2 });
    await business.jobsRun();
    expect(await business.deliveries(id, ['DELIVERED'])).toHaveLength(2);
  });

  it('five times in a row has its webhook tried with one delivery at a time', async () => {
    let now = new Date('2025-03-01T12:00:00Z');
    await using business = await startHookedBusiness({ clock: () => now });
    await using receiver = await startReceiver(status(500));
    const { id } = await business.register(receiver.url);
    const leads = Array.from({ length: 40 }, () => submission());
    await business.data(importLeads, { input: { leads } });
    await business.scenario.settled();
    const atFirst = receiver.received.length;
    expect(atFirst).toBeGreaterThanOrEqual(5);
    expect(atFirst).toBeLessThan(10);
    expect((await business.webhook(id))['restUntil']).toBe('2025-03-01T12:00:30.000Z');
    now = new Date('2025-03-01T12:00:30Z');
    await business.jobsRun();
    expect(receiver.received).toHaveLength(atFirst + 1);
    receiver.answer = status(204);
    now = new Date('2025-03-01T12:30:00Z');
    await business.jobsRun();
    expect(await business.deliveries(id, ['DELIVERED'])).toHaveLength(40);
  });
});

describe('a receiver', () => {
  it('that answers without end has its delivery counted and its connection closed', async () => {
    await using business = await startHookedBusiness();
    const closed = Promise.withResolvers<void>();
    await using receiver = await startReceiver((_, response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', pour);
      };
      response.on('error', () => undefined);
      response.on('close', () => closed.resolve());
      pour();
    });
    const { id } = await business.register(receiver.url);
    await business.submit();
    await closed.promise;
    await business.scenario.settled();
    expect(await business.deliveries(id)).toMatchObject([{ status: 'DELIVERED' }]);
    expect(receiver.received).toHaveLength(1);
  });

  it('that is slow has four deliveries open at most, and does not delay another', async () => {
    await using business = await startHookedBusiness();
    const held: ServerResponse[] = [];
    let mostHeld = 0;
    await using slow = await startReceiver((_, response) => {
      held.push(response);
      mostHeld = Math.max(mostHeld, held.length);
    });
    await using fast = await startReceiver();
    const { id: slowId } = await business.register(slow.url);
    const { id: fastId } = await business.register(fast.url);
    const leads = Array.from({ length: 30 }, () => submission());
    await business.data(importLeads, { input: { leads } });
    await fast.hasReceived(30);
    await slow.hasReceived(4);
    expect(slow.received).toHaveLength(4);
    slow.answer = (_, response) => response.writeHead(204).end();
    for (const response of held.splice(0)) response.writeHead(204).end();
    await business.scenario.settled();
    expect(mostHeld).toBe(4);
    expect(await business.deliveries(slowId, ['DELIVERED'])).toHaveLength(30);
    expect(await business.deliveries(fastId, ['DELIVERED'])).toHaveLength(30);
  });

  it('gets a thousand deliveries that wait, each once', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver();
    const { id } = await business.register(receiver.url);
    for (let half = 0; half < 2; half++) {
      const leads = Array.from({ length: 500 }, () => submission());
      await business.data(importLeads, { input: { leads } });
    }
    await receiver.hasReceived(1_000);
    await business.scenario.settled();
    expect(receiver.received).toHaveLength(1_000);
    expect(new Set(receiver.received.map((received) => received.id)).size).toBe(1_000);
    const rows = await business.scenario.sql(
      `select status, count(*)::int from leads.webhook_deliveries where webhook_id = $1 group by status`,
      [id],
    );
    expect(rows).toEqual([{ status: 'DELIVERED', count: 1_000 }]);
  }, 60_000);

  it('that hangs when the subgraph stops does not hold it up, and loses nothing', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver((_, response) => void response);
    await business.register(receiver.url);
    await business.submit();
    await receiver.hasReceived(1);
    await business.scenario.running('leads').stop();
    const rows = await business.scenario.sql('select status, attempts from leads.webhook_deliveries');
    expect(rows).toEqual([{ status: 'PENDING', attempts: [] }]);
    const jobs = await business.scenario.sql(
      `select 1 from leads_jobs.jobs where task_identifier = 'send-webhooks' and locked_at is null`,
    );
    expect(jobs).toHaveLength(1);
  });
});

describe('a rotated secret', () => {
  it('signs at once, and the old one beside it until the overlap has passed', async () => {
    let now = new Date();
    await using business = await startHookedBusiness({ clock: () => now });
    await using receiver = await startReceiver();
    const { id, secret: old } = await business.register(receiver.url);
    const { rotateWebhookSecret } = await business.data(rotate, { input: { id, overlapHours: 2 } });
    const endsAt = new Date(now.getTime() + 7_200_000);
    expect(rotateWebhookSecret).toEqual({
      __typename: 'WebhookSecretRotated',
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      webhook: { previousSecretValidUntil: endsAt.toISOString() },
    });
    expect(rotateWebhookSecret.secret).not.toBe(old);
    await business.submit();
    await receiver.hasReceived(1);
    const [during] = receiver.received as [Received];
    expect(String(during.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect(verify(old, during)).toEqual(verify(rotateWebhookSecret.secret, during));
    await business.scenario.settled();

    now = endsAt;
    await business.submit();
    await receiver.hasReceived(2);
    const [, after] = receiver.received as [Received, Received];
    const signer = new Verifier(rotateWebhookSecret.secret);
    expect(after.headers['webhook-signature']).toBe(signer.sign(after.id, now, after.body));
    expect((await business.webhook(id))['previousSecretValidUntil']).toBeNull();
  });

  it('that leaked ends at once with an overlap of nothing', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver();
    const { id, secret: leaked } = await business.register(receiver.url);
    await business.data(rotate, { input: { id } });
    const { rotateWebhookSecret } = await business.data(rotate, { input: { id, overlapHours: 0 } });
    await business.submit();
    await receiver.hasReceived(1);
    const [first] = receiver.received as [Received];
    expect(String(first.headers['webhook-signature']).split(' ')).toHaveLength(1);
    expect(verify(rotateWebhookSecret.secret, first).type).toBe('lead.submitted');
    expect(() => verify(leaked, first)).toThrow('No matching signature found');
  });

  it('is refused an overlap out of range, and a fifth that signs', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver();
    const { id } = await business.register(receiver.url);
    const reasonsOf = async (overlapHours: number) =>
      (await business.data(rotate, { input: { id, overlapHours } }))['rotateWebhookSecret'].reasons;
    expect(await reasonsOf(-1)).toEqual([
      { field: 'overlapHours', message: 'expected 0 to 168 hours, got -1' },
    ]);
    expect(await reasonsOf(169)).toEqual([
      { field: 'overlapHours', message: 'expected 0 to 168 hours, got 169' },
    ]);
    for (let place = 0; place < 3; place++) expect(await reasonsOf(1)).toBeUndefined();
    expect(await reasonsOf(1)).toEqual([
      {
        field: 'overlapHours',
        message: 'expected at most 3 earlier secrets that still sign, got 4; 0 hours end them',
      },
    ]);
    expect(await reasonsOf(0)).toBeUndefined();
  });
});

describe('a webhook that goes away', () => {
  it('while deliveries are pending takes them along, and disturbs nobody', async () => {
    await using business = await startHookedBusiness();
    const asked = Promise.withResolvers<ServerResponse>();
    await using receiver = await startReceiver((_, response) => asked.resolve(response));
    const { id } = await business.register(receiver.url);
    await business.submit();
    const response = await asked.promise;
    const leads = Array.from({ length: 10 }, () => submission());
    await business.data(importLeads, { input: { leads } });
    const remove = 'mutation ($id: ID!) { deleteWebhook(id: $id) { id } }';
    expect(await business.data(remove, { id })).toEqual({ deleteWebhook: { id } });
    response.writeHead(204).end();
    await business.scenario.settled();
    expect(await business.scenario.sql('select 1 from leads.webhook_deliveries')).toEqual([]);
    expect(
      await business.scenario.sql('select wrapped_key from vault.subject_keys where subject_id = $1', [id]),
    ).toEqual([{ wrapped_key: null }]);
    expect(await business.error(remove, { id })).toBe(`NOT_FOUND There is no webhook ${id}.`);
    await business.submit();
  });

  it('because it is disabled by hand fails what was pending, and hears again when it is enabled', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver(status(500));
    const { id } = await business.register(receiver.url);
    await business.submit();
    await business.scenario.settled();
    const { setWebhookActive } = await business.data(setActive, { input: { id, isActive: false } });
    expect(setWebhookActive).toEqual({
      isActive: false,
      disabledReason: 'BY_HAND',
      disabledMessage: 'Disabled by integrator@test.',
    });
    expect(await business.deliveries(id)).toMatchObject([
      { status: 'FAILED', failure: 'The webhook was disabled.', nextAttemptAt: null },
    ]);
    await business.submit();
    receiver.answer = status(204);
    await business.data(setActive, { input: { id, isActive: true } }, admin);
    const heard = await business.submit();
    await business.scenario.settled();
    expect(await business.deliveries(id, ['DELIVERED'])).toMatchObject([{ lead: { id: heard } }]);
  });
});

describe('leads, changes of webhooks and attempts', () => {
  it('go on side by side, and everything is written', async () => {
    await using business = await startHookedBusiness();
    let count = 0;
    await using receiver = await startReceiver((_, response) =>
      response.writeHead(++count % 3 === 0 ? 500 : 204).end(),
    );
    const own = await business.register(receiver.url);
    const all = await business.register(receiver.url, {}, admin);
    const leaving = await business.register(receiver.url, {}, admin);
    const changes = Array.from({ length: 40 }, (_, place): Promise<unknown>[] => [
      business.submit(),
      ...(place % 4 === 0
        ? [business.data(update, { input: { id: own.id, url: `${receiver.url}?${place}` } })]
        : []),
      ...(place % 5 === 0 ? [business.data(rotate, { input: { id: all.id, overlapHours: 0 } }, admin)] : []),
      ...(place % 7 === 0
        ? [business.data(setActive, { input: { id: own.id, isActive: place % 2 === 0 } })]
        : []),
      ...(place % 9 === 0
        ? [
            business.data(
              resendFailed,
              { input: { webhookId: all.id, since: '2025-01-01T00:00:00Z' } },
              admin,
            ),
          ]
        : []),
      ...(place === 20
        ? [business.data('mutation ($id: ID!) { deleteWebhook(id: $id) { id } }', { id: leaving.id }, admin)]
        : []),
    ]).flat();
    await Promise.all(changes);
    await business.scenario.settled();
    const rows = await business.scenario.sql(
      `select webhook_id, count(distinct lead_id)::int as leads from leads.webhook_deliveries
       where webhook_id <> $1 group by webhook_id`,
      [own.id],
    );
    expect(rows).toEqual([{ webhook_id: all.id, leads: 40 }]);
    const failed = await business.scenario.sql(
      'select last_error from leads_jobs.jobs where last_error is not null',
    );
    expect(failed).toEqual([]);
  });
});

describe('old deliveries', () => {
  it('are deleted thirty days after they were settled; pending ones are kept', async () => {
    let now = new Date('2025-03-01T12:00:00Z');
    await using business = await startHookedBusiness({ clock: () => now });
    await using receiver = await startReceiver();
    const { id } = await business.register(receiver.url);
    await business.submit();
    await business.scenario.settled();
    now = new Date('2025-03-31T11:59:59Z');
    await business.jobsRun();
    expect(await business.deliveries(id)).toHaveLength(1);
    receiver.answer = status(500);
    const pending = await business.submit();
    await business.scenario.settled();
    now = new Date('2025-03-31T12:00:01Z');
    await business.jobsRun();
    expect(await business.deliveries(id)).toMatchObject([{ status: 'PENDING', lead: { id: pending } }]);
  });

  it('whose job was lost are found again', async () => {
    let now = new Date('2025-03-01T12:00:00Z');
    await using business = await startHookedBusiness({ clock: () => now });
    await using receiver = await startReceiver(status(500));
    const { id } = await business.register(receiver.url);
    await business.submit();
    await business.scenario.settled();
    await business.scenario.sql(
      `select leads_jobs.complete_jobs(array_agg(id)) from leads_jobs.jobs where task_identifier = 'send-webhooks'`,
    );
    receiver.answer = status(204);
    now = new Date('2025-03-01T12:01:00Z');
    await business.jobsRun();
    expect(await business.deliveries(id)).toMatchObject([{ status: 'DELIVERED' }]);
  });
});
