import { isId } from '../../../shared/connection.ts';
import { visibleRows } from '../../../shared/row-access.ts';
import type { PersonalizationContext } from '../../context.ts';
import type { Call } from '../../entities.ts';
import { unknownCall } from './lock-call.ts';

/** A call that the viewer may see: whoever sees the lead. Null for any other, be there one or not. */
export async function seeCall(ctx: PersonalizationContext, id: string): Promise<Call | null> {
  const { callById } = ctx.loaders;
  if (ctx.rows.isUnlimited) return callById.load(id);
  return (await seesCall(ctx, id)) ? callById.load(id) : null;
}

/** @throws NOT_FOUND for a call that the viewer may not see. */
export async function requireCall(ctx: PersonalizationContext, id: string): Promise<void> {
  if (!(await seesCall(ctx, id))) throw unknownCall(id);
}

async function seesCall(ctx: PersonalizationContext, id: string): Promise<boolean> {
  const condition = visibleRows(ctx.viewer, 'lead_id');
  if (condition === undefined) return true;
  if (!isId(id)) return false;
  return ctx.rows.patiently(async () => {
    const found = await ctx.em.execute<object[]>(`select 1 from calls where id = ? and ${condition.sql}`, [
      id,
      ...condition.values,
    ]);
    return found.length > 0;
  });
}
