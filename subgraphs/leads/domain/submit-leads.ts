import { createHash } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { heldBy, submittedBy } from '../../lead-ownership.ts';
import { inTransaction, requireScope } from '../../shared/context.ts';
import { recordEvents } from '../../shared/events.ts';
import type { NewEvent, RecordedEvent } from '../../shared/events.ts';
import { setRowOwners } from '../../shared/row-owners.ts';
import type { LeadsContext } from '../context.ts';
import { DuplicateSubmission, Lead } from '../entities.ts';
import type { Contact } from '../entities.ts';
import { duplicateReceived, leadSubmitted } from '../events.ts';
import { writeDeliveries } from '../webhooks/domain/write-deliveries.ts';
import { validateSubmission } from './validate-submission.ts';
import type { Reason, Submission, ValidSubmission } from './validate-submission.ts';

export type DuplicateMatch = 'EMAIL' | 'PHONE';

export type SubmissionOutcome =
  | { readonly kind: 'created'; readonly lead: Lead }
  /** The same key with the same content: nothing was done again. */
  | { readonly kind: 'repeated'; readonly lead: Lead }
  | { readonly kind: 'duplicate'; readonly lead: Lead; readonly matchedOn: DuplicateMatch[] }
  /** A duplicate of a lead that the viewer may not see. */
  | { readonly kind: 'known'; readonly matchedOn: DuplicateMatch[] }
  | { readonly kind: 'rejected'; readonly reasons: Reason[] };

interface Candidate {
  readonly index: number;
  readonly submission: ValidSubmission;
  readonly requestHash: string;
  readonly emailHash: string | null;
  readonly phoneHash: string | null;
}

/**
 * Takes in submissions in one transaction: each becomes a lead, is found to be one that exists, or is refused.
 * @returns one outcome per submission, in order.
 */
export async function submitLeads(
  ctx: LeadsContext,
  inputs: readonly Submission[],
): Promise<SubmissionOutcome[]> {
  requireScope(ctx, 'leads:write');
  const outcomes: SubmissionOutcome[] = new Array(inputs.length);
  const candidates: Candidate[] = [];
  for (const [index, input] of inputs.entries()) {
    const validation = validateSubmission(input, ctx.clock());
    if (validation.ok) candidates.push(toCandidate(ctx, index, validation.submission));
    else outcomes[index] = { kind: 'rejected', reasons: validation.reasons };
  }
  if (candidates.length > 0) {
    await inTransaction(ctx, async (tx) => {
      await lockKeys(tx, candidates);
      await takeIn(tx, candidates, outcomes);
    });
  }
  return Promise.all(outcomes.map((outcome) => withoutForeignLead(ctx, outcome)));
}

async function withoutForeignLead(ctx: LeadsContext, outcome: SubmissionOutcome): Promise<SubmissionOutcome> {
  if (outcome.kind !== 'duplicate' || (await ctx.rows.seesNow(outcome.lead.id))) return outcome;
  return { kind: 'known', matchedOn: outcome.matchedOn };
}

function toCandidate(ctx: LeadsContext, index: number, submission: ValidSubmission): Candidate {
  const { email, phone } = submission.contact;
  const hash = (purpose: string, value: string | null): string | null =>
    value === null ? null : ctx.vault.blindIndex(purpose, value);
  const content = createHash('sha256').update(JSON.stringify(submission)).digest('base64url');
  return {
    index,
    submission,
    // Keyed: the content is personal, and a plain hash of it could be guessed.
    requestHash: ctx.vault.blindIndex('submission', content),
    emailHash: hash('email', email),
    phoneHash: hash('phone', phone),
  };
}

/** Two requests with the same key, e-mail or phone take turns; sorted, so that they never wait for each other in a ring. */
async function lockKeys(tx: LeadsContext, candidates: readonly Candidate[]): Promise<void> {
  const keys = candidates.flatMap((candidate) => [
    `key:${tx.viewer.subject}:${candidate.submission.idempotencyKey}`,
    ...(candidate.emailHash === null ? [] : [candidate.emailHash]),
    ...(candidate.phoneHash === null ? [] : [candidate.phoneHash]),
  ]);
  await tx.em.execute(
    `select pg_advisory_xact_lock(hashtextextended(key, 0))
     from (select distinct value as key from jsonb_array_elements_text(?::jsonb) order by 1) keys`,
    [JSON.stringify(keys)],
  );
}

async function takeIn(
  tx: LeadsContext,
  candidates: readonly Candidate[],
  outcomes: SubmissionOutcome[],
): Promise<void> {
  const known = await knownLeads(tx, candidates);
  const answered = await answeredDuplicates(tx, candidates);
  await lockMatches(tx, candidates, known);
  const created: { lead: Lead; contact: Contact }[] = [];
  const events: NewEvent[] = [];
  for (const candidate of candidates) {
    const { submission, requestHash, index } = candidate;
    const earlier = known.byKey.get(submission.idempotencyKey);
    const earlierDuplicate = answered.get(submission.idempotencyKey);
    const same = known.match(candidate);
    if (earlier !== undefined) {
      outcomes[index] =
        earlier.requestHash === requestHash ? { kind: 'repeated', lead: earlier } : keyReused();
    } else if (earlierDuplicate !== undefined) {
      outcomes[index] = earlierDuplicate.requestHash === requestHash ? earlierDuplicate.outcome : keyReused();
    } else if (same !== undefined) {
      const outcome = { kind: 'duplicate', ...same } as const;
      outcomes[index] = outcome;
      answered.set(submission.idempotencyKey, { requestHash, outcome });
      rememberDuplicate(tx, candidate, same);
      events.push(duplicateReceived(same.lead, submission.source));
    } else {
      const lead = createLead(tx, candidate);
      known.add(lead);
      created.push({ lead, contact: submission.contact });
      outcomes[index] = { kind: 'created', lead };
    }
  }
  await sealContacts(tx, created);
  const submitted = created.map(({ lead, contact }) =>
    leadSubmitted(lead, { country: contact.country, state: contact.state }),
  );
  const recorded = await recordEvents(tx, [...submitted, ...events]);
  await setRowOwners(
    tx,
    created.flatMap(({ lead }) => [submittedBy(lead.id, lead.submittedBy), heldBy(lead.id, null, 0)]),
  );
  await writeDeliveries(
    tx,
    created.map(({ lead }, place) => ({
      lead,
      type: 'LEAD_SUBMITTED',
      recorded: recorded[place] as RecordedEvent,
    })),
  );
}

interface AnsweredDuplicate {
  readonly requestHash: string;
  readonly outcome: SubmissionOutcome;
}

/** What was answered with a lead that was there, by key. */
async function answeredDuplicates(
  tx: LeadsContext,
  candidates: readonly Candidate[],
): Promise<Map<string, AnsweredDuplicate>> {
  const keys = candidates.map(({ submission }) => submission.idempotencyKey);
  const found = await tx.em.find(DuplicateSubmission, {
    submittedBy: tx.viewer.subject,
    idempotencyKey: { $in: keys },
  });
  if (found.length === 0) return new Map();
  const leads = await tx.em.find(Lead, { id: { $in: found.map(({ leadId }) => leadId) } });
  const leadById = new Map(leads.map((lead) => [lead.id, lead]));
  return new Map(
    found.map(({ idempotencyKey, requestHash, leadId, matchedOn }) => {
      const lead = leadById.get(leadId) as Lead;
      return [idempotencyKey, { requestHash, outcome: { kind: 'duplicate', lead, matchedOn } }];
    }),
  );
}

function rememberDuplicate(
  tx: LeadsContext,
  { submission: { idempotencyKey }, requestHash }: Candidate,
  { lead, matchedOn }: { lead: Lead; matchedOn: DuplicateMatch[] },
): void {
  tx.em.create(DuplicateSubmission, {
    submittedBy: tx.viewer.subject,
    idempotencyKey,
    requestHash,
    leadId: lead.id,
    matchedOn,
    receivedAt: tx.clock(),
  });
}

/**
 * Whose history gets another event is locked, as everybody does who adds to it: a lead may be enriched, scored or assigned
 * at this moment. In the order of their ids, so that two batches never wait for each other in a ring.
 */
async function lockMatches(
  tx: LeadsContext,
  candidates: readonly Candidate[],
  known: KnownLeads,
): Promise<void> {
  const ids = candidates.flatMap((candidate) => known.match(candidate)?.lead.id ?? []);
  if (ids.length === 0) return;
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true } as const;
  await tx.em.find(Lead, { id: { $in: [...new Set(ids)] } }, lock);
}

/** Only what is kept gets a key in the vault. */
async function sealContacts(
  tx: LeadsContext,
  created: readonly { lead: Lead; contact: Contact }[],
): Promise<void> {
  const entries = created.map(({ lead, contact }) => ({ subjectId: lead.id, value: contact }));
  const sealed = await tx.vault.sealMany(entries);
  created.forEach(({ lead }, place) => {
    lead.sealedContact = sealed[place] as string;
  });
}

function keyReused(): SubmissionOutcome {
  const message = 'expected a new key, got one that was used with other content';
  return { kind: 'rejected', reasons: [{ field: 'idempotencyKey', message }] };
}

/** The contact is sealed afterwards, together with those of the other new leads. */
function createLead(tx: LeadsContext, candidate: Candidate): Lead {
  const { submission, requestHash, emailHash, phoneHash } = candidate;
  const { source, lineOfBusiness, consents, attributes, campaign, referralCode, externalId, idempotencyKey } =
    submission;
  return tx.em.create(Lead, {
    id: tx.newId(),
    status: 'SUBMITTED',
    source,
    lineOfBusiness,
    sealedContact: '',
    emailHash,
    phoneHash,
    consents,
    attributes,
    campaign,
    referralCode,
    externalId,
    outcome: null,
    submittedBy: tx.viewer.subject,
    idempotencyKey,
    requestHash,
    createdAt: tx.clock(),
  });
}

/** Leads that a batch can meet: those in the database, and those the batch itself has made so far. */
interface KnownLeads {
  readonly byKey: Map<string, Lead>;
  match(candidate: Candidate): { lead: Lead; matchedOn: DuplicateMatch[] } | undefined;
  add(lead: Lead): void;
}

async function knownLeads(tx: LeadsContext, candidates: readonly Candidate[]): Promise<KnownLeads> {
  const keys = candidates.map(({ submission }) => submission.idempotencyKey);
  const hashes = (pick: (candidate: Candidate) => string | null): string[] =>
    candidates.map(pick).filter((hash) => hash !== null);
  const found = await tx.em.find(
    Lead,
    {
      $or: [
        { submittedBy: tx.viewer.subject, idempotencyKey: { $in: keys } },
        { emailHash: { $in: hashes((candidate) => candidate.emailHash) } },
        { phoneHash: { $in: hashes((candidate) => candidate.phoneHash) } },
      ],
    },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  const byKey = new Map<string, Lead>();
  const byMatch = new Map<string, Lead>();

  const remember = (kind: DuplicateMatch, hash: string | null, lead: Lead): void => {
    const place = `${kind}:${lead.lineOfBusiness}:${hash}`;
    if (hash !== null && !byMatch.has(place)) byMatch.set(place, lead);
  };
  const add = (lead: Lead): void => {
    if (lead.submittedBy === tx.viewer.subject) byKey.set(lead.idempotencyKey, lead);
    remember('EMAIL', lead.emailHash ?? null, lead);
    remember('PHONE', lead.phoneHash ?? null, lead);
  };
  found.forEach(add);

  return {
    byKey,
    add,
    match({ submission, emailHash, phoneHash }) {
      const find = (kind: DuplicateMatch, hash: string | null): Lead | undefined =>
        hash === null ? undefined : byMatch.get(`${kind}:${submission.lineOfBusiness}:${hash}`);
      const byEmail = find('EMAIL', emailHash);
      const byPhone = find('PHONE', phoneHash);
      const lead = byEmail ?? byPhone;
      if (lead === undefined) return undefined;
      const matchedOn: DuplicateMatch[] = [];
      if (byEmail === lead) matchedOn.push('EMAIL');
      if (byPhone === lead) matchedOn.push('PHONE');
      return { lead, matchedOn };
    },
  };
}
