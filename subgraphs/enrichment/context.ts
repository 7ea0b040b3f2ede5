import type { BaseContext } from '../shared/context.ts';
import { listOfficeLocations } from './domain/list-offices.ts';
import { createEmailProvider } from './domain/providers/email.ts';
import { phoneProvider } from './domain/providers/phone.ts';
import { createPostalCodeProvider } from './domain/providers/postal-code.ts';
import type { EnrichmentProvider } from './domain/providers/provider.ts';
import type { PostalCodes } from './domain/us-postal-codes.ts';
import { createLoaders } from './loaders.ts';
import type { EnrichmentLoaders } from './loaders.ts';
import type { ReferenceTables } from './reference-tables.ts';

export interface EnrichmentContext extends BaseContext {
  readonly loaders: EnrichmentLoaders;
  readonly postalCodes: PostalCodes;
  /** Whom to ask, with names that differ. */
  readonly providers: readonly EnrichmentProvider[];
}

export function createContext(base: BaseContext, tables: ReferenceTables): EnrichmentContext {
  const { postalCodes, disposableDomains } = tables;
  return {
    ...base,
    loaders: createLoaders(base),
    postalCodes,
    providers: [
      phoneProvider,
      createPostalCodeProvider(postalCodes, () => listOfficeLocations(base)),
      createEmailProvider(disposableDomains),
    ],
  };
}
