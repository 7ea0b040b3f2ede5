import type { BaseContext } from '../shared/context.ts';
import { createLoaders } from './loaders.ts';
import type { RoutingLoaders } from './loaders.ts';

export interface RoutingContext extends BaseContext {
  readonly loaders: RoutingLoaders;
}

export function createContext(base: BaseContext): RoutingContext {
  return { ...base, loaders: createLoaders(base) };
}
