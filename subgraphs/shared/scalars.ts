import { GraphQLScalarType, Kind } from 'graphql';
import { badInput } from './errors.ts';

/** Reads an ISO-8601 time with offset, in UTC of the years 0001 to 9999. @throws BAD_USER_INPUT for anything else. */
function readDateTime(value: unknown): Date {
  const isoWithOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
  if (typeof value === 'string' && isoWithOffset.test(value)) {
    const date = new Date(value);
    // What an offset moves out of these years (or is no time: NaN) is none that PostgreSQL reads from ISO-8601.
    if (date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999) return date;
  }
  throw badInput('DateTime', 'an ISO-8601 time with offset, such as 2025-03-01T09:30:00Z', value);
}

/** A point in time: ISO-8601 in, UTC ISO-8601 out. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A point in time as UTC ISO-8601, such as 2025-03-01T09:30:00.000Z.',
  serialize: (value) => (value instanceof Date ? value : readDateTime(value)).toISOString(),
  parseValue: readDateTime,
  parseLiteral: (node) => readDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

function readDate(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const date = new Date(`${value}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) && value >= '0001')
      return value;
  }
  throw badInput('Date', 'a calendar date such as 1984-02-29', value);
}

/** A calendar date without a time, kept as text. */
export const LocalDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar date as YYYY-MM-DD.',
  serialize: readDate,
  parseValue: readDate,
  parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : undefined),
});
