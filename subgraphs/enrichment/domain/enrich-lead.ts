import { isDeepStrictEqual } from 'node:util';
import { LockMode } from '@mikro-orm/core';
import { inTransaction } from '../../shared/context.ts';
import { recordEvent } from '../../shared/events.ts';
import type { EnrichmentContext } from '../context.ts';
import { Enrichment } from '../entities.ts';
import type { Contact, EnrichmentStatus, KnownField, ProviderAnswer } from '../entities.ts';
import { leadEnriched } from '../events.ts';
import { askProviders } from './ask-providers.ts';
import type { AskedProvider } from './ask-providers.ts';
import { assessRisk } from './assess-risk.ts';
import { extractFeatures } from './extract-features.ts';
import { resolveFields, valuesOf } from './resolve-fields.ts';

export interface EnrichJob {
  readonly leadId: string;
  /** 1 for the first time; a retry asks only those who did not answer. */
  readonly attempt: number;
}

/** So often in all is a provider asked that does not answer: over about an hour. */
export const maxAttempts = 6;
const firstRetryDelayMs = 60_000;

/** Queues a run. A run that waits for the same lead is replaced by it. */
export async function addEnrichJob(
  tx: EnrichmentContext,
  job: EnrichJob,
  options: { runAt?: Date } = {},
): Promise<void> {
  await tx.jobs.add(tx, 'enrich', { ...job }, { key: `enrich:${job.leadId}`, ...options });
}

/**
 * Asks providers about a lead and keeps what they say: all of them at the first attempt, later those that timed out or
 * failed. An unknown lead is left alone; an erased one ends as FAILED.
 */
export async function enrichLead(ctx: EnrichmentContext, job: EnrichJob): Promise<void> {
  const { leadId } = job;
  const before = await ctx.em.findOne(Enrichment, { leadId });
  if (before === null) return;
  const contact = await ctx.vault.open<Contact>(before.sealedContact);
  const asked = contact === null ? [] : await askProviders(whomToAsk(ctx, before, job), contact);
  await inTransaction(ctx, (tx) => keepAnswers(tx, job, asked));
}

function whomToAsk(ctx: EnrichmentContext, { providers }: Enrichment, { attempt }: EnrichJob) {
  if (attempt === 1) return ctx.providers;
  const silent = new Set(providers.filter(isSilent).map(({ name }) => name));
  return ctx.providers.filter(({ name }) => silent.has(name));
}

function isSilent({ outcome }: ProviderAnswer): boolean {
  return outcome === 'TIMED_OUT' || outcome === 'FAILED';
}

async function keepAnswers(tx: EnrichmentContext, job: EnrichJob, asked: AskedProvider[]): Promise<void> {
  const enrichment = await tx.em.findOneOrFail(
    Enrichment,
    { leadId: job.leadId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const isErased = (await tx.vault.open(enrichment.sealedContact)) === null;
  const before = leadEnriched(enrichment).payload;
  enrichment.providers = isErased ? [] : mergeAnswers(tx, enrichment, asked);
  const known = isErased ? [] : await mergeFields(tx, enrichment, asked);
  // Sealing would give an erased person a new key.
  enrichment.sealedFields = isErased ? null : await tx.vault.seal(enrichment.leadId, known);
  assess(enrichment, known);
  enrichment.enrichedAt = tx.clock();
  await retryLater(tx, enrichment, job);
  const isNews = job.attempt === 1 || !isDeepStrictEqual(before, leadEnriched(enrichment).payload);
  if (isNews) await recordEvent(tx, leadEnriched(enrichment));
}

/** In the order in which providers are asked; one that is no longer asked is forgotten. */
function mergeAnswers(
  { providers }: EnrichmentContext,
  known: Enrichment,
  asked: readonly AskedProvider[],
): ProviderAnswer[] {
  const byName = new Map(known.providers.map((answer) => [answer.name, answer]));
  for (const { answer } of asked) byName.set(answer.name, answer);
  return providers.map(({ name }) => byName.get(name)).filter((answer) => answer !== undefined);
}

/** A provider that answers replaces what it said before; what a silent one said before stands. */
async function mergeFields(
  tx: EnrichmentContext,
  { sealedFields }: Enrichment,
  asked: readonly AskedProvider[],
): Promise<KnownField[]> {
  const earlier = sealedFields == null ? null : await tx.vault.open<KnownField[]>(sealedFields);
  const answered = new Set(asked.filter(({ answer }) => !isSilent(answer)).map(({ answer }) => answer.name));
  const standing = new Set(tx.providers.map(({ name }) => name).filter((name) => !answered.has(name)));
  return [
    ...(earlier ?? []).filter(({ provider }) => standing.has(provider)),
    ...asked.flatMap(({ answer, fields }) => fields.map((field) => ({ ...field, provider: answer.name }))),
  ];
}

function assess(enrichment: Enrichment, known: readonly KnownField[]): void {
  const { fields } = resolveFields(known);
  const values = valuesOf(fields);
  const { providers, consentChannels } = enrichment;
  const hasAnswered = (name: string): boolean => providers.some((p) => p.name === name && !isSilent(p));
  enrichment.status = statusOf(providers);
  enrichment.confidence = confidenceOf(fields, providers);
  enrichment.features = extractFeatures(values);
  enrichment.risk = assessRisk({
    values,
    consentChannels,
    phoneAsked: hasAnswered('phone-numbering-plan'),
    emailAsked: hasAnswered('email-domain'),
  });
}

function statusOf(providers: readonly ProviderAnswer[]): EnrichmentStatus {
  const silent = providers.filter(isSilent).length;
  if (silent === providers.length) return 'FAILED';
  return silent === 0 ? 'COMPLETE' : 'PARTIAL';
}

/** The mean confidence of the fields times the share of providers that answered; 0 when nothing is known. */
function confidenceOf(fields: readonly KnownField[], providers: readonly ProviderAnswer[]): number {
  if (fields.length === 0 || providers.length === 0) return 0;
  const mean = fields.reduce((sum, { confidence }) => sum + confidence, 0) / fields.length;
  const answered = providers.filter((provider) => !isSilent(provider)).length / providers.length;
  return Math.round(mean * answered * 10_000) / 10_000;
}

async function retryLater(tx: EnrichmentContext, { providers }: Enrichment, job: EnrichJob): Promise<void> {
  const silent = providers.filter(isSilent);
  if (silent.length === 0 || job.attempt >= maxAttempts) return;
  const { leadId, attempt } = job;
  tx.logger.warn({ leadId, attempt, providers: silent }, 'providers did not answer');
  const runAt = new Date(tx.clock().getTime() + firstRetryDelayMs * 2 ** (attempt - 1));
  await addEnrichJob(tx, { leadId, attempt: attempt + 1 }, { runAt });
}
