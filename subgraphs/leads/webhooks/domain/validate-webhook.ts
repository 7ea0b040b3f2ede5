import { maskPassword } from '../../../shared/settings.ts';
import { isStorable } from '../../../shared/text.ts';
import type { LeadsContext } from '../../context.ts';
import type { Reason } from '../../domain/validate-submission.ts';
import { allEventTypes } from '../event-types.ts';
import type { WebhookEventType } from '../event-types.ts';

/** What an owner may choose. */
export interface WebhookProfile {
  readonly url: string;
  readonly description: string | null;
  readonly eventTypes: readonly WebhookEventType[];
}

export type WebhookValidation =
  | { readonly ok: true; readonly profile: WebhookProfile }
  | { readonly ok: false; readonly reasons: Reason[] };

const maxDescriptionLength = 500;
const maxKeyLength = 200;

/** Puts a profile in order and reports every reason against it. Resolves the URL's host name. */
export async function validateWebhook(ctx: LeadsContext, input: WebhookProfile): Promise<WebhookValidation> {
  const reasons: Reason[] = [];
  const refuse = (field: string, expected: string, got: string): void => {
    reasons.push({ field, message: `expected ${expected}, got ${got}` });
  };
  const target = await ctx.outbound.check(input.url);
  if (!target.ok) refuse('url', target.expected, shorten(maskPassword(input.url)));
  const description = input.description?.trim() ?? '';
  if (description.length > maxDescriptionLength)
    refuse('description', `at most ${maxDescriptionLength} characters`, `${description.length} characters`);
  if (!isStorable(description))
    refuse('description', 'a text of Unicode characters without NUL', shorten(description));
  const eventTypes = allEventTypes.filter((type) => input.eventTypes.includes(type));
  if (eventTypes.length === 0) refuse('eventTypes', 'at least one', 'none');
  if (!target.ok || reasons.length > 0) return { ok: false, reasons };
  return {
    ok: true,
    profile: {
      url: target.url.href,
      description: description === '' ? null : description,
      eventTypes,
    },
  };
}

export function reasonsAgainstKey(key: string): Reason[] {
  if (key.trim() !== '' && key.length <= maxKeyLength && isStorable(key)) return [];
  return [
    { field: 'idempotencyKey', message: `expected 1 to ${maxKeyLength} characters, got ${key.length}` },
  ];
}

function shorten(value: string): string {
  const shown = JSON.stringify(value.length > 100 ? value.slice(0, 100) : value);
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
}
