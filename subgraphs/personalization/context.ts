import type { BaseContext } from '../shared/context.ts';
import { createLoaders } from './loaders.ts';
import type { PersonalizationLoaders } from './loaders.ts';

export interface PersonalizationContext extends BaseContext {
  readonly loaders: PersonalizationLoaders;
}

export function createContext(base: BaseContext): PersonalizationContext {
  return { ...base, loaders: createLoaders(base) };
}
