import type { KnownField } from '../entities.ts';

export interface ResolvedFields {
  /** One per name: what the surest provider says. By name. */
  readonly fields: KnownField[];
  /** What other providers said under the same names. */
  readonly overruled: KnownField[];
}

/** Decides between providers: the surer one counts; between equals the one whose name sorts first. */
export function resolveFields(known: readonly KnownField[]): ResolvedFields {
  const fields: KnownField[] = [];
  const overruled: KnownField[] = [];
  const ranked = [...known].sort(
    (a, b) => compare(a.name, b.name) || b.confidence - a.confidence || compare(a.provider, b.provider),
  );
  for (const field of ranked) {
    if (fields.at(-1)?.name === field.name) overruled.push(field);
    else fields.push(field);
  }
  return { fields, overruled };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** By name; undefined where nobody said anything. */
export type FieldValues = Readonly<Record<string, string | undefined>>;

export function valuesOf(fields: readonly KnownField[]): FieldValues {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}
