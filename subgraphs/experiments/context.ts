import type { BaseContext } from '../shared/context.ts';
import { createLoaders } from './loaders.ts';
import type { ExperimentsLoaders } from './loaders.ts';

export interface ExperimentsContext extends BaseContext {
  readonly loaders: ExperimentsLoaders;
}

export function createContext(base: BaseContext): ExperimentsContext {
  return { ...base, loaders: createLoaders(base) };
}
