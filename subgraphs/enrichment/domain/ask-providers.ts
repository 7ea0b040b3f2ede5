import { messageOf } from '../../shared/errors.ts';
import type { Contact, ProviderAnswer } from '../entities.ts';
import type { EnrichmentProvider, ProvidedField } from './providers/provider.ts';

/** What one provider answered, and its fields. */
export interface AskedProvider {
  readonly answer: ProviderAnswer;
  /** Empty unless the outcome is FOUND. */
  readonly fields: ProvidedField[];
}

/**
 * Asks all providers at once. One that fails, answers nonsense or takes longer than its timeout costs its own fields.
 * @returns one entry per provider, in order; never rejects.
 */
export function askProviders(
  providers: readonly EnrichmentProvider[],
  contact: Contact,
): Promise<AskedProvider[]> {
  return Promise.all(providers.map((provider) => askProvider(provider, contact)));
}

async function askProvider(provider: EnrichmentProvider, contact: Contact): Promise<AskedProvider> {
  const { name, timeoutMs } = provider;
  const abort = new AbortController();
  const timedOut = Promise.withResolvers<'timed-out'>();
  const timer = setTimeout(() => timedOut.resolve('timed-out'), timeoutMs);
  try {
    const fields = await Promise.race([provider.lookup(contact, abort.signal), timedOut.promise]);
    if (fields === 'timed-out') {
      return {
        answer: { name, outcome: 'TIMED_OUT', error: `no answer within ${timeoutMs} ms` },
        fields: [],
      };
    }
    checkFields(fields);
    return {
      answer: { name, outcome: fields.length === 0 ? 'NOTHING_FOUND' : 'FOUND', error: null },
      fields,
    };
  } catch (error) {
    return { answer: { name, outcome: 'FAILED', error: messageOf(error).slice(0, 200) }, fields: [] };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function checkFields(fields: readonly ProvidedField[]): void {
  for (const { name, confidence } of fields) {
    if (!(confidence >= 0 && confidence <= 1))
      throw new Error(`${name}: expected a confidence from 0 to 1, got ${confidence}`);
  }
}
