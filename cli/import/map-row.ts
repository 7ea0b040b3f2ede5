import { createHash } from 'node:crypto';
import type { Column, Mapping } from './mapping.ts';
import { readValue } from './read-value.ts';
import type { FieldValue } from './read-value.ts';

export interface RowProblem {
  /** Header of the column, or the field where no column fills it. */
  readonly column: string;
  readonly reason: string;
}

/** A row as `SubmitLeadInput` and what it does without, or what is wrong with it. */
export type MappedRow =
  | { readonly ok: true; readonly input: Record<string, unknown>; readonly leftOut: readonly RowProblem[] }
  | { readonly ok: false; readonly problems: RowProblem[] };

/** Reads one row. Columns with the same target are joined by a blank, in the order of the file. */
export function mapRow(
  cells: readonly string[],
  headers: readonly string[],
  columns: readonly (Column | undefined)[],
  mapping: Mapping,
): MappedRow {
  const values = new Map<string, unknown>();
  const problems: RowProblem[] = [];
  const leftOut: RowProblem[] = [];
  for (const [index, column] of columns.entries()) {
    const text = cells[index]?.trim() ?? '';
    if (column === undefined || text === '' || mapping.empty.has(text)) continue;
    const value = readCell(text, column);
    if (value instanceof Error) {
      const problem = { column: headers[index] ?? '', reason: value.message };
      (column.isOptional ? leftOut : problems).push(problem);
    } else if (value !== null) values.set(column.target, join(values.get(column.target), value));
  }
  for (const [path, value] of mapping.defaults) if (!values.has(path)) values.set(path, value);
  if (!values.has('source')) values.set('source', 'import');
  if (problems.length === 0 && !values.has('lineOfBusiness')) {
    problems.push({ column: 'lineOfBusiness', reason: 'expected a column or a mapping for it, got none' });
  }
  if (problems.length > 0) return { ok: false, problems };
  const input = { ...nest(values), consents: mapping.consents };
  return { ok: true, input: { ...input, idempotencyKey: keyOf(input) }, leftOut };
}

function join(before: unknown, value: unknown): unknown {
  return before === undefined ? value : `${before} ${value}`;
}

/** The same row gives the same key, in whatever file and place it stands: importing twice creates nothing twice. */
function keyOf(input: object): string {
  return `import:${createHash('sha256').update(JSON.stringify(input)).digest('base64url')}`;
}

function nest(values: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const root: Record<string, unknown> = { contact: {} };
  // Sorted, so that the key does not hang on the order of columns.
  for (const [path, value] of [...values].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [group = '', field] = path.split('.');
    if (field === undefined) root[group] = value;
    else root[group] = { ...(root[group] as object | undefined), [field]: value };
  }
  return root;
}

/** @returns null where the column says that the text means nothing. */
function readCell(text: string, column: Column): FieldValue | Error | null {
  const meant = column.values.get(text);
  return meant === undefined ? readValue(text, column.kind, column.format) : meant;
}
