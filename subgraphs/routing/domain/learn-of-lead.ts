import type { RoutingContext } from '../context.ts';
import type { LeadQuality, LineOfBusiness, RoutedLead } from '../entities.ts';
import { assignLeads } from './assign-leads.ts';
import { lockOrCreateLead, tryTurn } from './lock-routing.ts';
import { callForBatch } from './retry-waiting-leads.ts';
import { stateOfLead } from './read-state.ts';

/** What a lead asks for. Routes the lead when its score is known already. */
export async function learnOfSubmission(
  tx: RoutingContext,
  input: { leadId: string; lineOfBusiness: LineOfBusiness; country: string; state: string | null },
): Promise<void> {
  const lead = await lockOrCreateLead(tx, input.leadId);
  lead.lineOfBusiness = input.lineOfBusiness;
  lead.state = stateOfLead(input.country, input.state);
  await routeWhenReady(tx, lead);
}

/** What a lead is worth. Routes the lead when its submission is known already; a later score changes no assignment. */
export async function learnOfScore(
  tx: RoutingContext,
  input: { leadId: string; value: number; quality: LeadQuality },
): Promise<void> {
  const lead = await lockOrCreateLead(tx, input.leadId);
  lead.scoreValue = input.value;
  lead.scoreQuality = input.quality;
  await routeWhenReady(tx, lead);
}

async function routeWhenReady(tx: RoutingContext, lead: RoutedLead): Promise<void> {
  if (!lead.isReady()) return;
  const { lineOfBusiness, state = null } = lead;
  if (await tryTurn(tx)) {
    await assignLeads(tx, { lineOfBusiness: lineOfBusiness as LineOfBusiness, state }, [lead]);
    return;
  }
  lead.queue(tx.clock());
  await tx.em.flush();
  await callForBatch(tx);
}
