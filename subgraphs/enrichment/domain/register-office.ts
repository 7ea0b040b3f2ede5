import { inTransaction, requireScope } from '../../shared/context.ts';
import { badInput } from '../../shared/errors.ts';
import { isStorable } from '../../shared/text.ts';
import type { EnrichmentContext } from '../context.ts';
import { Office } from '../entities.ts';

export interface OfficeInput {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly postalCode: string;
}

export type RegistrationResult =
  | { readonly kind: 'registered'; readonly office: Office }
  | { readonly kind: 'postal-code-unknown'; readonly postalCode: string };

/** Adds an office, or answers the one that was added with the same key. @throws FORBIDDEN, BAD_USER_INPUT. */
export async function registerOffice(
  ctx: EnrichmentContext,
  input: OfficeInput,
): Promise<RegistrationResult> {
  requireScope(ctx, 'business:manage');
  const idempotencyKey = readText('idempotencyKey', input.idempotencyKey);
  const name = readText('name', input.name);
  const postalCode = input.postalCode.trim();
  const place = ctx.postalCodes.find(postalCode);
  if (place === null || place.coordinates === null) {
    return { kind: 'postal-code-unknown', postalCode: postalCode.slice(0, 20) };
  }
  const { city, state, coordinates } = place;
  return inTransaction(ctx, async (tx) => {
    const key = { registeredBy: tx.viewer.subject, idempotencyKey };
    await tx.em.execute(
      `insert into offices (id, name, postal_code, city, state, latitude, longitude, registered_by, idempotency_key, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz) on conflict (registered_by, idempotency_key) do nothing`,
      [
        ...[
          tx.newId(),
          name,
          postalCode.slice(0, 5),
          city,
          state,
          coordinates.latitude,
          coordinates.longitude,
        ],
        ...[key.registeredBy, key.idempotencyKey, tx.clock().toISOString()],
      ],
    );
    return { kind: 'registered', office: await tx.em.findOneOrFail(Office, key) };
  });
}

function readText(field: string, value: string): string {
  const text = value.trim();
  if (text === '' || text.length > 200 || !isStorable(text)) {
    throw badInput(field, '1 to 200 characters', value);
  }
  return text;
}
