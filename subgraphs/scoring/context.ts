import type { BaseContext } from '../shared/context.ts';
import type { ConversionModel } from './domain/conversion-model.ts';
import { createLoaders } from './loaders.ts';
import type { ScoringLoaders } from './loaders.ts';

export interface ScoringContext extends BaseContext {
  readonly loaders: ScoringLoaders;
  readonly model: ConversionModel;
}

export function createContext(base: BaseContext, model: ConversionModel): ScoringContext {
  return { ...base, loaders: createLoaders(base), model };
}
