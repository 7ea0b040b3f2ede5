import { defineEntity, p } from '@mikro-orm/core';
import type { WebhookEventType } from './event-types.ts';

/** A secret of an endpoint. The first of a list is the present one; the others still sign until they end. */
export interface KeptSecret {
  /** Sealed under the endpoint's own key. */
  readonly sealed: string;
  /** UTC, ISO-8601. */
  readonly createdAt: string;
  /** UTC, ISO-8601; null for the present one. */
  readonly validUntil: string | null;
}

export type DisabledReason = 'BY_HAND' | 'GONE' | 'FAILING';
export type DeliveryStatus = 'PENDING' | 'DELIVERED' | 'FAILED';

/** One try to hand a delivery over. */
export interface Attempt {
  /** UTC, ISO-8601. */
  readonly at: string;
  /** Null when no answer came. */
  readonly statusCode: number | null;
  readonly durationMs: number;
  /** In words; null when it succeeded. */
  readonly error: string | null;
}

const WebhookSchema = defineEntity({
  name: 'Webhook',
  tableName: 'webhooks',
  properties: {
    id: p.uuid().primary(),
    owner: p.string(),
    /** An admin's: hears of every lead, not only of those its owner submitted. */
    hearsAll: p.boolean(),
    url: p.text(),
    description: p.text().nullable(),
    eventTypes: p.json<WebhookEventType[]>(),
    secrets: p.json<KeptSecret[]>(),
    isActive: p.boolean(),
    disabledAt: p.datetime().nullable(),
    disabledReason: p.string().$type<DisabledReason>().nullable(),
    disabledMessage: p.text().nullable(),
    /** Since when no attempt has succeeded. */
    failingSince: p.datetime().nullable(),
    failuresInRow: p.integer(),
    /** Nothing is sent before. */
    restUntil: p.datetime().nullable(),
    idempotencyKey: p.string(),
    requestHash: p.string(),
    createdAt: p.datetime(),
  },
});

/** Where somebody wants to be told what becomes of leads. */
export class Webhook extends WebhookSchema.class {
  /** The present secret and those that still sign beside it, newest first. */
  secretsAt(now: Date): KeptSecret[] {
    return this.secrets.filter(({ validUntil }) => validUntil === null || new Date(validUntil) > now);
  }
}
WebhookSchema.setClass(Webhook);

const WebhookDeliverySchema = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_deliveries',
  properties: {
    /** Travels as `webhook-id`. */
    id: p.uuid().primary(),
    webhookId: p.uuid(),
    /** The fact that is told: nobody hears it twice. */
    eventId: p.uuid(),
    /** As in the body. */
    eventType: p.string(),
    /** Null for a test. */
    leadId: p.uuid().nullable(),
    /** Fixed at creation: every attempt sends the same bytes. */
    body: p.text(),
    status: p.string().$type<DeliveryStatus>(),
    /** Failed attempts since it was written or re-sent: the place in the schedule of retries. */
    failures: p.integer(),
    /** The latest ones, oldest first. */
    attempts: p.json<Attempt[]>(),
    /** Null unless pending. */
    nextAttemptAt: p.datetime().nullable(),
    /** When it was delivered or given up. */
    settledAt: p.datetime().nullable(),
    /** Why it was given up. */
    failure: p.text().nullable(),
    createdAt: p.datetime(),
  },
});

/** One fact for one endpoint: the outbox row, and afterwards the record of what became of it. */
export class WebhookDelivery extends WebhookDeliverySchema.class {}
WebhookDeliverySchema.setClass(WebhookDelivery);
