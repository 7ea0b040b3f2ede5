import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildASTSchema, isEnumType, isInputObjectType, getNamedType, parse } from 'graphql';
import { columnsFor, noMapping, readMapping, targets } from './mapping.ts';

const targetOf = (headers: string[], mapping = noMapping): (string | undefined)[] =>
  columnsFor(headers, mapping).map((column) => column?.target);

describe('a mapping', () => {
  it('reads columns, defaults, empty texts and consents', () => {
    const mapping = readMapping(`
      source: partner
      lineOfBusiness: auto
      empty: [NA, '-']
      defaults: { contact.country: us, attributes.ageYears: 40 }
      columns:
        Given: contact.firstName
        Born: { to: contact.dateOfBirth, format: DD.MM.YYYY }
        Owner: { to: attributes.homeOwner, values: { own: yes, rent: false, other: null } }
      consents: [{ channel: PHONE, grantedAt: 2024-01-01T00:00:00Z }]`);
    expect([...mapping.defaults]).toEqual([
      ['contact.country', 'US'],
      ['attributes.ageYears', 40],
      ['source', 'partner'],
      ['lineOfBusiness', 'AUTO'],
    ]);
    expect([...(mapping.columns.get('Owner')?.values ?? [])]).toEqual([
      ['own', true],
      ['rent', false],
      ['other', null],
    ]);
    expect(mapping.empty).toEqual(new Set(['NA', '-']));
    expect(mapping.consents).toEqual([{ channel: 'PHONE', grantedAt: '2024-01-01T00:00:00Z' }]);
  });

  it('may be empty', () => {
    expect(readMapping('')).toEqual(noMapping);
  });

  it.each([
    ['columns: { A: contact.nose }', /^--map: expected one of source, .*, got "contact.nose"$/],
    ['columns: { A: constructor }', /got "constructor"$/],
    [
      'columns: { A: { to: contact.dateOfBirth, format: D.M.Y } }',
      /date format with YYYY, MM and DD.*"D.M.Y"$/,
    ],
    ['lineOfBusiness: boats', /fits lineOfBusiness \(expected one of AUTO, .*\), got "boats"$/],
    ['defaults: { attributes.ageYears: old }', /fits attributes.ageYears \(expected a whole number/],
    ['columns: { A: { to: attributes.homeOwner, values: { x: perhaps } } }', /expected yes or no/],
    ['colums: {}', /^--map: .*colums/],
    ['consents: [{ channel: PHONE, grantedAt: yesterday }]', /consents\.0\.grantedAt/],
    ['a: [', /^--map: expected a YAML file/],
    ['- a list', /^--map: expected a mapping .*, got "Invalid input: expected object, received array"$/],
    ['columns: 5', /^--map: expected a mapping .* received number at \\"columns\\""$/],
  ])('that says %s is refused in one line', (yaml, message) => {
    expect(() => readMapping(yaml)).toThrow(message);
    expect(() => readMapping(yaml)).toThrow(/^[^\n]*$/);
  });

  it('that names a column which is not in the file is refused', () => {
    const mapping = readMapping('columns: { A: contact.email, B: contact.phone }');
    expect(() => columnsFor(['A', 'C'], mapping)).toThrow(
      '--map: expected columns of the file (A, C), got "B"',
    );
  });

  it('that names columns uses those alone', () => {
    expect(targetOf(['A', 'email'], readMapping('columns: { A: contact.phone }'))).toEqual([
      'contact.phone',
      undefined,
    ]);
  });

  it('joins columns of text, and no others', () => {
    const street = readMapping('columns: { A: contact.street, B: contact.street }');
    expect(targetOf(['A', 'B'], street)).toEqual(['contact.street', 'contact.street']);
    const age = readMapping('columns: { A: attributes.ageYears, B: attributes.ageYears }');
    expect(() => columnsFor(['A', 'B'], age)).toThrow(
      '--map: expected one column for attributes.ageYears, got "A, B"',
    );
  });
});

describe('headers without a mapping', () => {
  it('are matched by name, without case and punctuation', () => {
    expect(targetOf(['E-Mail', 'first_name', 'contact.postalCode', 'UTM Source', 'shoe size'])).toEqual([
      'contact.email',
      'contact.firstName',
      'contact.postalCode',
      'campaign.utmSource',
      undefined,
    ]);
  });

  it('do not put the name of a person into the campaign', () => {
    expect(targetOf(['name', 'campaign name'])).toEqual([undefined, 'campaign.name']);
  });
});

describe('the fields that a column can fill', () => {
  const sdl = readFileSync(new URL('../../subgraphs/leads/schema.graphql', import.meta.url), 'utf8');
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const fieldOf = (target: string) => {
    let type = schema.getType('SubmitLeadInput');
    let field;
    for (const name of target.split('.')) {
      if (!isInputObjectType(type)) throw new Error(`${target} leads nowhere.`);
      field = type.getFields()[name];
      type = field === undefined ? undefined : getNamedType(field.type);
    }
    return type;
  };

  it.each(Object.entries(targets))('are in the graph with the same type: %s', (target, kind) => {
    const type = fieldOf(target);
    const expected = { text: 'String', country: 'String', integer: 'Int', boolean: 'Boolean', date: 'Date' };
    if (isEnumType(type)) expect(type.getValues().map(({ name }) => name)).toEqual(kind);
    else expect(type?.name).toBe(expected[kind as keyof typeof expected]);
  });
});
