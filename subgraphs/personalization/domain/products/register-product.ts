import { createHash } from 'node:crypto';
import { inTransaction, requireScope } from '../../../shared/context.ts';
import { badInput } from '../../../shared/errors.ts';
import { takeTurns } from '../../../shared/locks.ts';
import type { PersonalizationContext } from '../../context.ts';
import { Product } from '../../entities.ts';
import { readKey } from '../read-key.ts';
import { validateProduct } from './validate-product.ts';
import type { ProductInput, Reason } from './validate-product.ts';

export type RegisterProductOutcome =
  | { readonly kind: 'registered' | 'repeated'; readonly product: Product }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

/** Adds a product to the range. @throws FORBIDDEN unless admin or manager, BAD_USER_INPUT for a key not of its form. */
export async function registerProduct(
  ctx: PersonalizationContext,
  input: ProductInput,
): Promise<RegisterProductOutcome> {
  requireScope(ctx, 'business:manage');
  const idempotencyKey = readKey(input.idempotencyKey);
  if (idempotencyKey === null) throw badInput('idempotencyKey', 'a text', input.idempotencyKey);
  const validation = validateProduct(input);
  if (!validation.ok) return { kind: 'rejected', reasons: validation.reasons };
  const { product } = validation;
  const requestHash = createHash('sha256').update(JSON.stringify(product)).digest('base64url');
  const registeredBy = ctx.viewer.subject;
  return inTransaction(ctx, async (tx) => {
    await takeTurns(tx, [`product:${registeredBy}:${idempotencyKey}`]);
    const earlier = await tx.em.findOne(Product, { registeredBy, idempotencyKey });
    if (earlier !== null)
      return earlier.requestHash === requestHash ? { kind: 'repeated', product: earlier } : keyReused();
    const created = tx.em.create(Product, {
      id: tx.newId(),
      ...product,
      active: true,
      registeredBy,
      idempotencyKey,
      requestHash,
      createdAt: tx.clock(),
    });
    return { kind: 'registered', product: created };
  });
}

function keyReused(): RegisterProductOutcome {
  const message = 'expected a new key, got one that was used with other content';
  return { kind: 'rejected', reasons: [{ field: 'idempotencyKey', message }] };
}
