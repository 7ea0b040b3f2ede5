import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { admin, agentViewer, integrator } from '../../../test/scenario.ts';
import { register, startHookedBusiness } from '../../../test/webhooks/hooked-business.ts';
import type { HookedBusiness } from '../../../test/webhooks/hooked-business.ts';
import { startReceiver, status } from '../../../test/webhooks/receiver.ts';
import type { Viewer } from '../../shared/context.ts';

const manager: Viewer = { subject: 'manager@test', role: 'manager' };
const other: Viewer = { subject: 'other@test', role: 'integrator' };
const url = 'https://hooks.example.com/leads';
/** Names that stand for what a resolver may answer. */
const names: Record<string, string> = {
  'hooks.example.com': '93.184.216.34',
  'inside.example.com': '10.0.0.7',
};

const update = /* GraphQL */ `
  mutation ($input: UpdateWebhookInput!) {
    updateWebhook(input: $input) {
      __typename
      ... on WebhookUpdated {
        webhook {
          url
          description
          eventTypes
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
const list = /* GraphQL */ `
  query ($first: Int, $after: String) {
    webhooks(first: $first, after: $after) {
      totalCount
      edges {
        node {
          id
          owner
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
const test = /* GraphQL */ `
  mutation ($input: SendTestEventInput!) {
    sendTestEvent(input: $input) {
      __typename
      ... on DeliveryScheduled {
        delivery {
          id
          eventType
          lead {
            id
          }
        }
      }
      ... on WebhookDisabled {
        webhook {
          id
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

describe('webhooks', () => {
  let business: HookedBusiness;
  beforeAll(async () => {
    const resolve = async (name: string) => {
      const address = names[name];
      if (address === undefined) throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
      return [{ address, family: 4 }];
    };
    business = await startHookedBusiness({ outbound: { resolve } });
  });
  afterAll(async () => {
    await business[Symbol.asyncDispose]();
  });

  const someone = (): Viewer => ({ subject: `${randomUUID()}@test`, role: 'integrator' });
  const registering = (input: Record<string, unknown>, viewer: Viewer = someone()) =>
    business
      .data(register, { input: { idempotencyKey: randomUUID(), url, ...input } }, viewer)
      .then(({ registerWebhook }) => registerWebhook);

  it('are registered with a secret that is told once and stored sealed', async () => {
    const viewer = someone();
    const input = { idempotencyKey: randomUUID(), url, description: ' CRM ', eventTypes: ['LEAD_SOLD'] };
    const first = await registering(input, viewer);
    expect(first).toEqual({
      __typename: 'WebhookRegistered',
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      webhook: {
        id: expect.any(String),
        url,
        description: 'CRM',
        eventTypes: ['LEAD_SOLD'],
        owner: viewer.subject,
        isActive: true,
      },
    });
    expect(await registering(input, viewer)).toEqual({ ...first, secret: null });
    const rows = await business.scenario.sql(`select secrets::text from leads.webhooks where id = $1`, [
      first.webhook.id,
    ]);
    expect(JSON.stringify(rows)).not.toContain(first.secret.slice('whsec_'.length));
  });

  it('hear of everything when no types are named', async () => {
    const { webhook } = await registering({});
    expect(webhook.eventTypes).toHaveLength(10);
  });

  it('are refused with every reason at once', async () => {
    const input = {
      idempotencyKey: ' ',
      url: 'http://example.com/',
      description: 'x'.repeat(501),
      eventTypes: [],
    };
    expect(await registering(input)).toEqual({
      __typename: 'WebhookRejected',
      reasons: [
        { field: 'idempotencyKey', message: 'expected 1 to 200 characters, got 1' },
        { field: 'url', message: 'expected an https URL, got "http://example.com/"' },
        { field: 'description', message: 'expected at most 500 characters, got 501 characters' },
        { field: 'eventTypes', message: 'expected at least one, got none' },
      ],
    });
  });

  it('are refused a key that was used with other content', async () => {
    const viewer = someone();
    const idempotencyKey = randomUUID();
    await registering({ idempotencyKey }, viewer);
    const message = 'expected a new key, got one that was used with other content';
    expect(await registering({ idempotencyKey, description: 'another' }, viewer)).toEqual({
      __typename: 'WebhookRejected',
      reasons: [{ field: 'idempotencyKey', message }],
    });
    expect((await registering({ idempotencyKey, description: 'another' })).__typename).toBe(
      'WebhookRegistered',
    );
  });

  it.each([
    ['https://inside.example.com/', 'a host with public addresses only'],
    ['https://nobody.example.com/', 'a host name that resolves'],
    ['https://169.254.169.254/latest/meta-data/', 'a host with public addresses only'],
    ['https://0x7f000001/', 'a host with public addresses only'],
    ['https://[::ffff:127.0.0.1]/', 'a host with public addresses only'],
    ['https://localhost/', 'a host name of the public internet'],
    ['https://hooks.example.com./', 'a host name without a dot at its end'],
    ['https://me:pw@hooks.example.com/', 'a URL without user name and password'],
    ['https://hooks.example.com:6379/', 'a URL with port 443 or 8443'],
    ['not a url', 'a URL such as https://example.com/hooks'],
  ])('are refused the target %s, when registered and when changed', async (target, expected) => {
    const shown = JSON.stringify(target.replace(':pw@', ':***@'));
    const reasons = [{ field: 'url', message: `expected ${expected}, got ${shown}` }];
    expect(await registering({ url: target })).toEqual({ __typename: 'WebhookRejected', reasons });
    const viewer = someone();
    const { webhook } = await registering({}, viewer);
    const { updateWebhook } = await business.data(update, { input: { id: webhook.id, url: target } }, viewer);
    expect(updateWebhook).toEqual({ __typename: 'WebhookRejected', reasons });
    expect((await business.webhook(webhook.id, viewer))['url']).toBe(url);
  });

  it('are at most twenty of one owner, also when they come at the same moment', async () => {
    const viewer = someone();
    const results = await Promise.all(Array.from({ length: 22 }, () => registering({}, viewer)));
    const refused = results.filter(({ __typename }) => __typename === 'WebhookRejected');
    expect(refused).toHaveLength(2);
    expect(refused[0].reasons).toEqual([
      { field: 'url', message: 'expected at most 20 webhooks, got one more' },
    ]);
    expect((await business.data(list, {}, viewer))['webhooks'].totalCount).toBe(20);
  });

  it('are registered once when the same request comes twice at the same moment', async () => {
    const viewer = someone();
    const input = { idempotencyKey: randomUUID() };
    const [one, two] = await Promise.all([registering(input, viewer), registering(input, viewer)]);
    expect(one.webhook.id).toBe(two.webhook.id);
    expect([one.secret, two.secret].filter((secret) => secret !== null)).toHaveLength(1);
  });

  it('change what is given and keep the rest', async () => {
    const viewer = someone();
    const { webhook } = await registering({ description: 'CRM', eventTypes: ['LEAD_SOLD'] }, viewer);
    const changed = async (input: Record<string, unknown>) =>
      (await business.data(update, { input: { id: webhook.id, ...input } }, viewer))['updateWebhook'];
    expect(await changed({ eventTypes: ['LEAD_LOST', 'LEAD_SOLD'] })).toEqual({
      __typename: 'WebhookUpdated',
      webhook: { url, description: 'CRM', eventTypes: ['LEAD_SOLD', 'LEAD_LOST'] },
    });
    expect((await changed({ description: null })).webhook.description).toBeNull();
    expect((await changed({ url: `${url}/2` })).webhook).toEqual({
      url: `${url}/2`,
      description: null,
      eventTypes: ['LEAD_SOLD', 'LEAD_LOST'],
    });
    expect(await changed({ url: null, eventTypes: null })).toEqual({
      __typename: 'WebhookRejected',
      reasons: [
        { field: 'url', message: 'expected a value, got null' },
        { field: 'eventTypes', message: 'expected a value, got null' },
      ],
    });
    expect((await changed({ eventTypes: [] })).reasons).toEqual([
      { field: 'eventTypes', message: 'expected at least one, got none' },
    ]);
  });

  it('are listed newest first, in pages', async () => {
    const viewer = someone();
    const ids: string[] = [];
    for (let place = 0; place < 3; place++) ids.unshift((await registering({}, viewer)).webhook.id);
    const { webhooks: one } = await business.data(list, { first: 2 }, viewer);
    const { webhooks: two } = await business.data(list, { first: 2, after: one.pageInfo.endCursor }, viewer);
    const idsOf = ({ edges }: typeof one) => edges.map(({ node }: { node: { id: string } }) => node.id);
    expect([...idsOf(one), ...idsOf(two)]).toEqual(ids);
    expect([one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([true, false]);
    expect(await business.error(list, { first: 101 }, viewer)).toBe(
      'BAD_USER_INPUT first: expected a number from 1 to 100, got 101.',
    );
    expect(await business.error(list, { after: 'x' }, viewer)).toBe(
      'BAD_USER_INPUT after: expected a cursor from an earlier answer, got "x".',
    );
  });

  it('of others are seen by admins alone', async () => {
    const { webhook } = await registering({}, integrator);
    for (const viewer of [integrator, admin])
      expect(await business.webhook(webhook.id, viewer)).toMatchObject({ id: webhook.id });
    for (const viewer of [other, manager]) expect(await business.webhook(webhook.id, viewer)).toBeNull();
    expect(await business.webhook(randomUUID(), integrator)).toBeNull();
    expect(await business.webhook('no id', integrator)).toBeNull();
    expect((await business.data(list, {}, other))['webhooks']).toMatchObject({ totalCount: 0, edges: [] });
  });

  it('of others cannot be touched: they are not found, and neither are their deliveries', async () => {
    await using allowed = await startHookedBusiness();
    await using receiver = await startReceiver(status(500));
    const { id } = await allowed.register(receiver.url);
    await allowed.submit();
    await allowed.scenario.settled();
    const [delivery] = await allowed.deliveries(id);
    const missing = `NOT_FOUND There is no webhook ${id}.`;
    const attempts: [string, Record<string, unknown>][] = [
      [update, { input: { id, description: 'mine' } }],
      [
        'mutation ($input: SetWebhookActiveInput!) { setWebhookActive(input: $input) { id } }',
        { input: { id, isActive: false } },
      ],
      ['mutation ($id: ID!) { deleteWebhook(id: $id) { id } }', { id }],
      [
        'mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { __typename } }',
        { input: { id } },
      ],
      [test, { input: { idempotencyKey: 'k', webhookId: id } }],
      [
        'mutation ($input: ResendFailedDeliveriesInput!) { resendFailedDeliveries(input: $input) { __typename } }',
        { input: { webhookId: id, since: '2025-01-01T00:00:00Z' } },
      ],
    ];
    for (const [query, variables] of attempts) {
      expect(await allowed.error(query, variables, other)).toBe(missing);
      expect(await allowed.error(query, variables, agentViewer(randomUUID()))).toBe(
        'FORBIDDEN Expected role integrator or manager or admin, got agent.',
      );
    }
    const resend = 'mutation ($id: ID!) { resendDelivery(id: $id) { __typename } }';
    const deliveryId = delivery?.['id'];
    expect(await allowed.error(resend, { id: deliveryId }, other)).toBe(
      `NOT_FOUND There is no delivery ${deliveryId}.`,
    );
    const unknown = randomUUID();
    expect(await allowed.error(resend, { id: unknown }, other)).toBe(
      `NOT_FOUND There is no delivery ${unknown}.`,
    );
    expect(await allowed.error(resend, { id: deliveryId }, agentViewer(randomUUID()))).toBe(
      'FORBIDDEN Expected role integrator or manager or admin, got agent.',
    );
    expect(await allowed.webhook(id)).toMatchObject({ id, isActive: true, description: null });
  });

  it('need the scope where a token names its scopes', async () => {
    const narrow: Viewer = { ...integrator, scopes: ['leads:read', 'leads:write'] };
    expect(await business.error(list, {}, narrow)).toBe('FORBIDDEN Expected the scope webhooks:manage.');
    const wide: Viewer = { ...integrator, scopes: ['webhooks:manage'] };
    expect((await business.data(list, {}, wide))['webhooks'].totalCount).toBeGreaterThan(0);
  });
});

describe('a test event', () => {
  it('is sent once per key, and at most ten times in a minute', async () => {
    let now = new Date('2025-03-01T12:00:00Z');
    await using business = await startHookedBusiness({ clock: () => now });
    await using receiver = await startReceiver();
    const { id } = await business.register(receiver.url);
    const send = async (idempotencyKey: string) =>
      (await business.data(test, { input: { idempotencyKey, webhookId: id } }))['sendTestEvent'];
    const first = await send('1');
    expect(first).toEqual({
      __typename: 'DeliveryScheduled',
      delivery: { id: expect.any(String), eventType: 'webhook.test', lead: null },
    });
    expect(await send('1')).toEqual(first);
    for (let place = 2; place <= 10; place++)
      expect((await send(`${place}`)).__typename).toBe('DeliveryScheduled');
    expect(await send('11')).toEqual({
      __typename: 'WebhookRejected',
      reasons: [
        {
          field: 'webhookId',
          message: 'expected at most 10 test events of a webhook in a minute, got one more',
        },
      ],
    });
    now = new Date('2025-03-01T12:01:00Z');
    expect((await send('11')).__typename).toBe('DeliveryScheduled');
    await business.scenario.settled();
    expect(receiver.received).toHaveLength(11);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual({
      type: 'webhook.test',
      timestamp: '2025-03-01T12:00:00.000Z',
      data: { webhookId: id },
    });
    expect((await send(' ')).reasons).toEqual([
      { field: 'idempotencyKey', message: 'expected 1 to 200 characters, got 1' },
    ]);
  });

  it('is not sent to a webhook that is disabled', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver();
    const { id } = await business.register(receiver.url);
    const off = 'mutation ($input: SetWebhookActiveInput!) { setWebhookActive(input: $input) { id } }';
    await business.data(off, { input: { id, isActive: false } });
    const { sendTestEvent } = await business.data(test, { input: { idempotencyKey: '1', webhookId: id } });
    expect(sendTestEvent).toEqual({ __typename: 'WebhookDisabled', webhook: { id } });
  });
});
