import { loadDisposableDomains } from './domain/disposable-domains.ts';
import type { DisposableDomains } from './domain/disposable-domains.ts';
import { loadPostalCodes } from './domain/us-postal-codes.ts';
import type { PostalCodes } from './domain/us-postal-codes.ts';

/** What providers look up offline. */
export interface ReferenceTables extends AsyncDisposable {
  readonly postalCodes: PostalCodes;
  readonly disposableDomains: DisposableDomains;
}

/** Loaded at the start: a provider's timeout is for its answer, not for reading a table. */
export async function openReferenceTables(): Promise<ReferenceTables> {
  const [postalCodes, disposableDomains] = await Promise.all([loadPostalCodes(), loadDisposableDomains()]);
  return { postalCodes, disposableDomains, [Symbol.asyncDispose]: async () => undefined };
}
