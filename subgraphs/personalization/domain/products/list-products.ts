import type { FilterQuery } from '@mikro-orm/core';
import { decodeCursor, isId, pageSize, toConnection } from '../../../shared/connection.ts';
import type { Connection } from '../../../shared/connection.ts';
import type { PersonalizationContext } from '../../context.ts';
import { Product } from '../../entities.ts';
import type { LineOfBusiness, Tier } from '../../entities.ts';

/** Conditions that all hold. Undefined and null: no condition. */
export interface ProductFilter {
  readonly lineOfBusiness?: readonly LineOfBusiness[] | null | undefined;
  readonly tier?: readonly Tier[] | null | undefined;
  readonly active?: boolean | null | undefined;
}

/** Products, oldest first. @throws BAD_USER_INPUT for a page size or cursor that is not of its form. */
export async function listProducts(
  ctx: PersonalizationContext,
  input: {
    first?: number | null | undefined;
    after?: string | null | undefined;
    filter?: ProductFilter | null | undefined;
  },
): Promise<Connection<Product>> {
  const first = pageSize(input.first);
  const { lineOfBusiness, tier, active } = input.filter ?? {};
  const conditions: FilterQuery<Product>[] = [];
  if (lineOfBusiness != null) conditions.push({ lineOfBusiness: { $in: [...lineOfBusiness] } });
  if (tier != null) conditions.push({ tier: { $in: [...tier] } });
  if (active != null) conditions.push({ active });
  if (input.after != null) {
    const [id] = decodeCursor<readonly [string]>(input.after, ([id]) => isId(id));
    conditions.push({ id: { $gt: id } });
  }
  // Ids are time-ordered (UUID version 7): their order is that of registration.
  const rows = await ctx.em.find(Product, conditions.length === 0 ? {} : { $and: conditions }, {
    orderBy: { id: 'asc' },
    limit: first + 1,
  });
  return toConnection<Product>(rows, first, (product) => [product.id], input.after);
}
