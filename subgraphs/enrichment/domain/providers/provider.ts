import type { Contact } from '../../entities.ts';

/** What one provider says about one field of a lead. */
export interface ProvidedField {
  /** Such as `city` or `phoneType`. Providers that mean the same use the same name. */
  readonly name: string;
  readonly value: string;
  /** 0 to 1: how sure the provider is. Between providers the surer one counts. */
  readonly confidence: number;
}

/** A source of knowledge about a contact. It owns nothing, so it may be asked again at any time. */
export interface EnrichmentProvider {
  /** Stable: it is kept with what the provider said. */
  readonly name: string;
  /** After so long its answer is no longer waited for. */
  readonly timeoutMs: number;
  /**
   * @param signal aborted when the answer is no longer waited for.
   * @returns nothing when the contact gives it nothing to look up, or nothing is known.
   */
  lookup(contact: Contact, signal: AbortSignal): Promise<ProvidedField[]>;
}
