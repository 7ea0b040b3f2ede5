import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { checkOperations } from './check-operations.ts';
import { buildFromTexts } from './testing/manifest-folder.ts';

const sdl = /* GraphQL */ `
  type Query {
    lead(id: ID!, depth: Int): Lead
  }
  type Mutation {
    submit(input: LeadInput!): Lead!
  }
  type Lead {
    id: ID!
    score: Float
    tags: [String!]!
  }
  input LeadInput {
    name: String
    kind: Kind
    contact: ContactInput
  }
  input ContactInput {
    phone: String
  }
  enum Kind {
    AUTO
    HOME
  }
`;

const manifests = buildFromTexts({
  crm: 'mutation Submit($input: LeadInput!) { submit(input: $input) { id } }',
  web: `query Desk($id: ID!) { lead(id: $id) { ...L } } fragment L on Lead { id score tags }`,
});

function check(...changes: [from: string, to: string][]): string[] {
  const candidate = changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, sdl);
  return checkOperations(manifests, buildSchema(candidate), buildSchema(sdl)).map(
    ({ client, operation, field, reason }) => `${client} ${operation} ${field}: ${reason}`,
  );
}

describe('a candidate breaks an operation', () => {
  it.each<[string, string, string, string[]]>([
    ['a field', 'score: Float', '', ['web Desk Lead.score: Cannot query field "score" on type "Lead".']],
    [
      'a root field',
      'lead(id: ID!, depth: Int): Lead',
      'other: Int',
      ['web Desk Query.lead: Cannot query field "lead" on type "Query".'],
    ],
  ])('that loses %s', (_, from, to, lines) => {
    expect(check([from, to])).toEqual(lines);
  });

  it('by another type of a result', () => {
    expect(check(['score: Float', 'score: Int'])).toEqual(['web Desk Lead.score: was Float, would be Int']);
    expect(check(['tags: [String!]!', 'tags: [String]!'])).toEqual([
      'web Desk Lead.tags: was [String!]!, would be [String]!',
    ]);
    expect(check(['submit(input: LeadInput!): Lead!', 'submit(input: LeadInput!): Lead'])).toEqual([
      'crm Submit Mutation.submit: was Lead!, would be Lead',
    ]);
  });

  it('by an argument that becomes required', () => {
    expect(check(['depth: Int', 'depth: Int!'])).toEqual([
      'web Desk Query.lead: Field "lead" argument "depth" of type "Int!" is required, but it was not provided.',
    ]);
  });

  it('by what its variables may no longer hold, at any depth', () => {
    expect(check(['phone: String', 'mobile: String!'])).toEqual([
      'crm Submit ContactInput.phone: the field is gone',
      'crm Submit ContactInput.mobile: is new and required',
    ]);
    expect(check(['name: String', 'name: String!'])).toEqual([
      'crm Submit LeadInput.name: was String, would be String!',
    ]);
    expect(check(['    HOME\n', ''])).toEqual(['crm Submit Kind.HOME: the value is gone']);
  });

  it('by the type of a variable', () => {
    const renamed = sdl.replaceAll('LeadInput', 'NewLeadInput');
    const lines = checkOperations(manifests, buildSchema(renamed), buildSchema(sdl)).map(
      ({ client, operation, field }) => `${client} ${operation} ${field}`,
    );
    expect(lines).toContain('crm Submit $input');
  });
});

describe('a candidate breaks nothing', () => {
  it.each([
    ['with the same schema', 'type Query', 'type Query'],
    ['when a field nobody asks for goes', 'depth: Int', 'other: Int'],
    ['when a result becomes stricter', 'score: Float', 'score: Float!'],
    ['when an input becomes more lenient', 'input: LeadInput!): Lead!', 'input: LeadInput): Lead!'],
    ['when an input gets an optional field', 'name: String', 'name: String\n nick: String! = "x"'],
    ['when a value is added', 'HOME', 'HOME\n LIFE'],
    ['when a default makes an argument optional', 'depth: Int', 'depth: Int! = 1'],
  ])('%s', (_, from, to) => {
    expect(check([from, to])).toEqual([]);
  });
});

describe('an operation that was not valid before', () => {
  it('is named, and nothing else is said of it', () => {
    const published = buildFromTexts({ web: 'query Old { gone }' });
    expect(checkOperations(published, buildSchema(sdl), buildSchema(sdl))).toEqual([
      {
        client: 'web',
        operation: 'Old',
        field: 'Query.gone',
        reason: 'Cannot query field "gone" on type "Query".',
      },
    ]);
  });
});
