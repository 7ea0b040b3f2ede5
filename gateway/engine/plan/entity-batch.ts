import type { FetchStep } from './compile.ts';
import type { DataObject } from './merge.ts';
import { representationKey } from './representations.ts';
import { SeenEntities } from './seen-entities.ts';

/** Entities to ask a subgraph for in one request. */
export interface EntityBatch {
  readonly representations: DataObject[];
  /** For each representation, the entities in the data that it stands for. */
  readonly targets: DataObject[][];
  readonly contextArguments: Readonly<Record<string, unknown>>;
}

/**
 * One representation for all entities that look the same to the subgraph; none for those that lack a field which the
 * subgraph needs.
 */
export function batchEntities(
  step: FetchStep,
  represent: NonNullable<FetchStep['represent']>,
  entities: readonly DataObject[],
  contextArguments: Readonly<Record<string, unknown>> = {},
): EntityBatch {
  const batch: EntityBatch = { representations: [], targets: [], contextArguments };
  const positions = new Map<string, number>();
  let seen = entities.length > 1 && step.identifyingKeys ? new SeenEntities(step.identifyingKeys) : undefined;
  for (const entity of entities) {
    const next = batch.representations.length;
    let position = seen?.positionOf(entity, next);
    if (position === undefined || position === next) {
      const representation = represent(entity);
      if (representation === undefined) {
        // It was noted under a position that another entity will have.
        if (position !== undefined) seen = undefined;
        continue;
      }
      step.rewriteInput?.(representation);
      position ??= positionOfText(positions, representation, next);
      if (position === next) {
        batch.representations.push(representation);
        batch.targets.push([]);
      }
    }
    batch.targets[position]?.push(entity);
  }
  return batch;
}

function positionOfText(positions: Map<string, number>, representation: DataObject, next: number): number {
  const key = representationKey(representation);
  const position = positions.get(key);
  if (position !== undefined) return position;
  positions.set(key, next);
  return next;
}
