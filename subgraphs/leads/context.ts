import type { BaseContext } from '../shared/context.ts';
import type { Outbound } from '../shared/outbound/outbound.ts';
import { createLoaders } from './loaders.ts';
import type { LeadsLoaders } from './loaders.ts';

export interface LeadsContext extends BaseContext {
  readonly loaders: LeadsLoaders;
  /** Sends webhooks. */
  readonly outbound: Outbound;
}

export function createContext(base: BaseContext, outbound: Outbound): LeadsContext {
  return { ...base, outbound, loaders: createLoaders(base) };
}
