import { LockMode } from '@mikro-orm/core';
import { isId } from '../../../shared/connection.ts';
import { inTransaction, requireScope } from '../../../shared/context.ts';
import { GraphError } from '../../../shared/errors.ts';
import type { PersonalizationContext } from '../../context.ts';
import { Product } from '../../entities.ts';

/** Takes a product out of the range or back in. @throws FORBIDDEN unless admin or manager, NOT_FOUND */
export async function setProductActive(
  ctx: PersonalizationContext,
  { productId, active }: { productId: string; active: boolean },
): Promise<Product> {
  requireScope(ctx, 'business:manage');
  return inTransaction(ctx, async (tx) => {
    const product = isId(productId)
      ? await tx.em.findOne(Product, { id: productId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null;
    if (product === null)
      throw new GraphError('NOT_FOUND', `There is no product ${productId}.`, { id: productId });
    product.active = active;
    return product;
  });
}
