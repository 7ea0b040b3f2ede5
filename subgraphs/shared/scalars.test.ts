import { describe, expect, it } from '@jest/globals';
import { DateTime, LocalDate } from './scalars.ts';

describe('a DateTime', () => {
  it.each([
    ['2025-03-01T09:30Z', '2025-03-01T09:30:00.000Z'],
    ['2025-03-01T09:30:00.5+05:30', '2025-03-01T04:00:00.500Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is read', (text, iso) => {
    expect(DateTime.serialize(DateTime.parseValue(text))).toBe(iso);
  });

  it.each([
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-14:00',
    '2025-01-01T00:00:00+99:99',
    '2025-01-01T00:00:00',
    '2025-01-01',
    '',
    0,
    null,
  ])('%j is refused', (value) => {
    expect(() => DateTime.parseValue(value)).toThrow('DateTime: expected an ISO-8601 time with offset');
  });
});

describe('a Date', () => {
  it.each(['0001-01-01', '1984-02-29', '9999-12-31'])('%s is read', (text) => {
    expect(LocalDate.parseValue(text)).toBe(text);
  });

  it.each(['0000-01-01', '2025-02-29', '2025-1-1', '', 0])('%j is refused', (value) => {
    expect(() => LocalDate.parseValue(value)).toThrow('Date: expected a calendar date');
  });
});
