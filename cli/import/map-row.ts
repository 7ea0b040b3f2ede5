import { createHash } from 'node:crypto';
import type { Column, Mapping } from './mapping.ts';

export interface RowProblem {
  /** Header of the column, or the field where no column fills it. */
  readonly column: string;
  readonly reason: string;
}

/** A row as `SubmitLeadInput`, or what is wrong with it. */
export type MappedRow =
  | { readonly ok: true; readonly input: Record<string, unknown> }
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
  for (const [index, column] of columns.entries()) {
    const text = cells[index]?.trim() ?? '';
    if (column === undefined || text === '' || mapping.empty.has(text)) continue;
    const value = readCell(text, column);
    if (value instanceof Error) problems.push({ column: headers[index] ?? '', reason: value.message });
    else if (value !== null) values.set(column.target, join(values.get(column.target), value));
  }
  for (const [path, value] of mapping.defaults) if (!values.has(path)) values.set(path, value);
  if (!values.has('source')) values.set('source', 'import');
  if (!values.has('lineOfBusiness')) {
    problems.push({ column: 'lineOfBusiness', reason: 'expected a column or a mapping for it, got none' });
  }
  if (problems.length > 0) return { ok: false, problems };
  const input = { ...nest(values), consents: mapping.consents };
  return { ok: true, input: { ...input, idempotencyKey: keyOf(input) } };
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

function readCell(text: string, column: Column): unknown {
  if (text.includes('\uFFFD')) return new Error('expected UTF-8, got bytes that are not');
  const meant = column.values.get(text);
  if (meant !== undefined) return meant;
  switch (column.kind) {
    case 'text':
      return text;
    case 'upper':
      return text.toUpperCase();
    case 'integer':
      return readInteger(text);
    case 'boolean':
      return readBoolean(text);
    case 'date':
      return readDate(text, column.format);
  }
}

function readInteger(text: string): number | Error {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : new Error(`expected a whole number, got ${quote(text)}`);
}

function readBoolean(text: string): boolean | Error {
  if (/^(true|yes|y|1)$/i.test(text)) return true;
  if (/^(false|no|n|0)$/i.test(text)) return false;
  return new Error(`expected yes or no, got ${quote(text)}`);
}

function readDate(text: string, format: string): string | Error {
  const part = (name: string): string => {
    const at = format.indexOf(name);
    return at === -1 ? '' : text.slice(at, at + name.length);
  };
  const date = `${part('YYYY')}-${part('MM')}-${part('DD')}`;
  const isReal = text.length === format.length && /^\d{4}-\d{2}-\d{2}$/.test(date) && isCalendarDay(date);
  return isReal ? date : new Error(`expected a date as ${format}, got ${quote(text)}`);
}

function isCalendarDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
