import { GraphError } from '../../shared/errors.ts';
import type { LeadsContext } from '../context.ts';
import type { Lead } from '../entities.ts';

/** A lead that the viewer may see. Null for any other, be there one or not. */
export async function seeLead(ctx: LeadsContext, id: string): Promise<Lead | null> {
  return (await ctx.rows.sees(id)) ? ctx.loaders.leadById.load(id) : null;
}

/** @throws NOT_FOUND for a lead that the viewer may not see. */
export async function requireSeen(ctx: LeadsContext, id: string): Promise<void> {
  if (!(await ctx.rows.sees(id))) throw unknownLead(id);
}

export function unknownLead(id: string): GraphError {
  return new GraphError('NOT_FOUND', `There is no lead ${id}.`, { id });
}
