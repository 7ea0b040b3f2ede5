import type { BaseContext } from '../shared/context.ts';
import { createLoaders } from './loaders.ts';
import type { GrowthLoaders } from './loaders.ts';

export interface GrowthContext extends BaseContext {
  readonly loaders: GrowthLoaders;
}

export function createContext(base: BaseContext): GrowthContext {
  return { ...base, loaders: createLoaders(base) };
}
