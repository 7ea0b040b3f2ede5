import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mapRow } from './map-row.ts';
import { columnsFor, noMapping, readMapping } from './mapping.ts';
import type { Mapping } from './mapping.ts';

function map(row: Record<string, string>, mapping: Mapping = noMapping) {
  const headers = Object.keys(row);
  return mapRow(Object.values(row), headers, columnsFor(headers, mapping), mapping);
}

function inputOf(row: Record<string, string>, mapping?: Mapping): Record<string, any> {
  const mapped = map(row, mapping);
  if (!mapped.ok) throw new Error(JSON.stringify(mapped.problems));
  return mapped.input;
}

function reasonOf(row: Record<string, string>, mapping?: Mapping): unknown {
  const mapped = map({ lineOfBusiness: 'AUTO', ...row }, mapping);
  return mapped.ok ? undefined : mapped.problems;
}

describe('a row', () => {
  it('becomes an input with its groups', () => {
    expect(
      inputOf({
        lineOfBusiness: 'auto',
        email: ' a@example.com ',
        ageYears: '34.0',
        homeOwner: 'Yes',
        dateOfBirth: '1984-02-29',
        creditTier: 'good',
        utmSource: 'mail',
        country: 'us',
        phone: '',
      }),
    ).toEqual({
      idempotencyKey: expect.stringMatching(/^import:[\w-]{43}$/),
      source: 'import',
      lineOfBusiness: 'AUTO',
      contact: { email: 'a@example.com', dateOfBirth: '1984-02-29', country: 'US' },
      attributes: { ageYears: 34, homeOwner: true, creditTier: 'GOOD' },
      campaign: { utmSource: 'mail' },
      consents: [],
    });
  });

  it('does without a value that cannot be read where the mapping allows it, and says so', () => {
    const mapping = readMapping(
      '{ lineOfBusiness: HOME, columns: { born: { to: contact.dateOfBirth, ifBad: empty } } }',
    );
    expect(map({ born: '1983-02-29' }, mapping)).toMatchObject({
      ok: true,
      input: { contact: {} },
      leftOut: [{ column: 'born', reason: 'expected a date as YYYY-MM-DD, got "1983-02-29"' }],
    });
  });

  it('without a line of business is refused', () => {
    const mapped = map({ email: 'a@example.com' });
    expect(mapped).toMatchObject({ ok: false, problems: [{ column: 'lineOfBusiness' }] });
  });

  it.each([
    ['ageYears', 'old', 'expected a whole number of at most 32 bits, got "old"'],
    ['ageYears', '0x10', 'expected a whole number of at most 32 bits, got "0x10"'],
    ['ageYears', '1e3', 'expected a whole number of at most 32 bits, got "1e3"'],
    ['ageYears', '2147483648', 'expected a whole number of at most 32 bits, got "2147483648"'],
    ['homeOwner', 'perhaps', 'expected yes or no, got "perhaps"'],
    ['dateOfBirth', '1983-02-29', 'expected a date as YYYY-MM-DD, got "1983-02-29"'],
    ['creditTier', 'poorest', 'expected one of EXCELLENT, GOOD, FAIR, POOR, got "poorest"'],
    ['city', 'M\uFFFDnchen', 'expected UTF-8, got bytes that are not'],
    ['city', 'a\0b', 'expected text, got a NUL character'],
  ])('with %s %j is refused with its column and reason', (column, text, reason) => {
    expect(reasonOf({ [column]: text })).toEqual([{ column, reason }]);
  });

  it('names every problem it has', () => {
    expect(reasonOf({ ageYears: 'old', homeOwner: 'perhaps' })).toHaveLength(2);
  });

  it('shows the beginning of a very long text', () => {
    const [problem] = reasonOf({ ageYears: 'x'.repeat(1_000) }) as { reason: string }[];
    expect(problem?.reason.length).toBeLessThan(120);
  });

  it('reads dates in the order that the mapping gives', () => {
    const mapping = readMapping(
      'lineOfBusiness: AUTO\ncolumns: { Born: { to: contact.dateOfBirth, format: DD.MM.YYYY } }',
    );
    expect(inputOf({ Born: '29.02.1984' }, mapping)['contact'].dateOfBirth).toBe('1984-02-29');
    expect(map({ Born: '1984-02-29' }, mapping)).toMatchObject({ ok: false });
  });

  it('takes what texts mean, what means nothing, and defaults from the mapping', () => {
    const mapping = readMapping(`
      empty: [NA]
      defaults: { attributes.ageYears: 40, contact.country: US }
      columns:
        line: { to: lineOfBusiness, values: { car: AUTO } }
        age: attributes.ageYears
        own: { to: attributes.homeOwner, values: { unknown: null } }`);
    const row = { line: 'car', age: 'NA', own: 'unknown' };
    expect(inputOf(row, mapping)).toMatchObject({ lineOfBusiness: 'AUTO', attributes: { ageYears: 40 } });
    expect(inputOf(row, mapping)['attributes']).not.toHaveProperty('homeOwner');
    expect(inputOf({ ...row, age: '0' }, mapping)['attributes'].ageYears).toBe(0);
  });

  it('joins columns of one field in the order of the file', () => {
    const mapping = readMapping(
      'lineOfBusiness: AUTO\ncolumns: { no: contact.street, street: contact.street, flat: contact.street }',
    );
    expect(inputOf({ no: '12', street: 'High St', flat: '' }, mapping)['contact'].street).toBe('12 High St');
  });

  it('has the same key in whatever order its columns stand, and another one for any other content', () => {
    const names = ['firstName', 'lastName', 'email', 'city', 'externalId'] as const;
    const row = fc.record(Object.fromEntries(names.map((name) => [name, fc.string({ maxLength: 4 })])));
    const shuffled = fc.shuffledSubarray([...names], { minLength: names.length });
    fc.assert(
      fc.property(row, row, shuffled, (one, other, order) => {
        const key = (
          values: Record<string, string>,
          columns: readonly string[] = names,
        ): string | undefined => {
          const cells = Object.fromEntries(columns.map((name) => [name, values[name] ?? '']));
          const mapped = map({ lineOfBusiness: 'AUTO', ...cells });
          return mapped.ok ? (mapped.input['idempotencyKey'] as string) : undefined;
        };
        const isSame = names.every((name) => one[name]?.trim() === other[name]?.trim());
        fc.pre(key(one) !== undefined && key(other) !== undefined);
        expect(key(one, order)).toBe(key(one));
        expect(key(one) === key(other)).toBe(isSame);
      }),
    );
  });
});
