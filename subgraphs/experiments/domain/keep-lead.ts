import type { ExperimentsContext } from '../context.ts';
import type { LineOfBusiness } from '../entities.ts';

/** Keeps what audiences ask about a lead. */
export async function keepLead(
  tx: ExperimentsContext,
  input: { leadId: string; lineOfBusiness: LineOfBusiness },
): Promise<void> {
  await tx.em.execute(
    `insert into known_leads (lead_id, line_of_business) values (?, ?)
     on conflict (lead_id) do update set line_of_business = excluded.line_of_business`,
    [input.leadId, input.lineOfBusiness],
  );
}
