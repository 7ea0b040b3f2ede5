import { isObject } from '../plan/merge.ts';
import type { DataObject } from '../plan/merge.ts';
import type { ResponsePath } from '../plan/paths.ts';
import type { ObjectShape, ValueShape } from './compile.ts';

/**
 * A path in the plan's data as a path in the response. Ends at the last part that the client asked for: what was fetched
 * as a key or as an input to another field has no place of its own.
 */
export function placeInResponse(
  path: ResponsePath,
  data: DataObject,
  root: ObjectShape,
): (string | number)[] {
  const place: (string | number)[] = [];
  let at: Position = { value: data, fields: root, shape: undefined };
  for (const part of path) {
    const next = typeof part === 'number' ? itemAt(at, part) : fieldAt(at, part);
    if (!next) return place;
    place.push(next.key);
    at = next;
  }
  return place;
}

/** Where a walk through data and shape has come to. */
interface Position {
  readonly value: unknown;
  readonly fields: ObjectShape | undefined;
  readonly shape: ValueShape | undefined;
}

function itemAt({ value, shape }: Position, index: number): (Position & { key: number }) | undefined {
  if (shape?.kind !== 'list') return undefined;
  return { key: index, ...positionOf(Array.isArray(value) ? value[index] : undefined, shape.item) };
}

function fieldAt({ value, fields }: Position, key: string): (Position & { key: string }) | undefined {
  const field = fields?.fields.find(({ dataKey }) => dataKey === key || dataKey === originalKey(key));
  if (!field) return undefined;
  return { key: field.key, ...positionOf(isObject(value) ? value[key] : undefined, field.value) };
}

function positionOf(value: unknown, shape: ValueShape): Position {
  const fields = shape.kind === 'object' ? shape.fields.forType(typenameOf(value)) : undefined;
  return { value, fields: fields === 'hidden' ? undefined : fields, shape };
}

/** A path in the client's own keys, whole. */
export function inResponseKeys(
  path: ResponsePath,
  responseKeys: ReadonlyMap<string, string>,
): (string | number)[] {
  return path.map((part) => (typeof part === 'string' ? (responseKeys.get(part) ?? part) : part));
}

/** Planners give fields that cannot be merged aliases of this form. */
function originalKey(key: string): string {
  return key.replace(/__alias_\d+$/, '');
}

function typenameOf(value: unknown): string | undefined {
  return isObject(value) && typeof value.__typename === 'string' ? value.__typename : undefined;
}
