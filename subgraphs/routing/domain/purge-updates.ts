import type { RoutingContext } from '../context.ts';

/** Forgets updates of desks before a time, and all that came before those: what is left of a desk has no holes. */
export async function purgeUpdates(ctx: RoutingContext, before: Date): Promise<void> {
  await ctx.em.execute(
    `delete from assignment_updates u
     using (select agent_id, max(sequence) as sequence from assignment_updates where at < ? group by agent_id) old
     where u.agent_id = old.agent_id and u.sequence <= old.sequence`,
    [before],
  );
}
