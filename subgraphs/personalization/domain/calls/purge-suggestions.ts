import type { PersonalizationContext } from '../../context.ts';

/** Forgets what was suggested in calls that ended before a time. What was said stays. */
export async function purgeSuggestions(ctx: PersonalizationContext, before: Date): Promise<void> {
  await ctx.em.execute('delete from suggestions s using calls c where c.id = s.call_id and c.ended_at < ?', [
    before,
  ]);
}
