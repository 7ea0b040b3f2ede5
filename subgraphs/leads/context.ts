import type { BaseContext } from '../shared/context.ts';
import type { Outbound } from '../shared/outbound/outbound.ts';
import type { Vault } from '../shared/vault.ts';
import { createLoaders } from './loaders.ts';
import type { LeadsLoaders } from './loaders.ts';

export interface LeadsContext extends BaseContext {
  readonly loaders: LeadsLoaders;
  /** Sends webhooks. */
  readonly outbound: Outbound;
  /**
   * The vault for secrets of webhooks, which are sealed under keys of their own and are no personal data: what is done with
   * them does not belong among the accesses to people's data, as what is done through `vault` does.
   */
  readonly secrets: Vault;
}

/** What the subgraph holds as long as it runs. */
export interface LeadsResource extends AsyncDisposable {
  readonly outbound: Outbound;
  readonly secrets: Vault;
}

export function createContext(base: BaseContext, { outbound, secrets }: LeadsResource): LeadsContext {
  return { ...base, outbound, secrets, loaders: createLoaders(base) };
}
