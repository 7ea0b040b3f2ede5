/** How a text becomes a value of the graph: a list holds the only words that are allowed. */
export type FieldKind = 'text' | 'country' | 'integer' | 'boolean' | 'date' | readonly string[];

export type FieldValue = string | number | boolean;

/** Reads one text. @returns the value, or an Error that says what was expected and what came. */
export function readValue(text: string, kind: FieldKind, dateFormat = 'YYYY-MM-DD'): FieldValue | Error {
  if (text.includes('\uFFFD')) return new Error('expected UTF-8, got bytes that are not');
  if (text.includes('\0')) return new Error('expected text, got a NUL character');
  switch (kind) {
    case 'text':
      return text;
    case 'country':
      return text.toUpperCase();
    case 'integer':
      return readInteger(text);
    case 'boolean':
      return readBoolean(text);
    case 'date':
      return readDate(text, dateFormat);
    default:
      return readWord(text, kind);
  }
}

/** A GraphQL Int has 32 bits. Programs that keep a column with gaps in it as floats write 34.0 for 34. */
function readInteger(text: string): number | Error {
  const number = /^[+-]?\d+(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
  return (number | 0) === number
    ? number || 0
    : new Error(`expected a whole number of at most 32 bits, got ${quote(text)}`);
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

function readWord(text: string, words: readonly string[]): string | Error {
  const word = text.toUpperCase();
  return words.includes(word) ? word : new Error(`expected one of ${words.join(', ')}, got ${quote(text)}`);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
