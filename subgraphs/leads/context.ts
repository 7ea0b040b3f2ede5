import type { BaseContext } from '../shared/context.ts';
import { createLoaders } from './loaders.ts';
import type { LeadsLoaders } from './loaders.ts';

export interface LeadsContext extends BaseContext {
  readonly loaders: LeadsLoaders;
}

export function createContext(base: BaseContext): LeadsContext {
  return { ...base, loaders: createLoaders(base) };
}
