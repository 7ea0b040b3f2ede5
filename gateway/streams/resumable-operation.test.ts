import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, print } from 'graphql';
import { resumableFields } from './resumable-fields.ts';
import { createResumableReader } from './resumable-operation.ts';

const sdl = `
  directive @resumable(cursor: String! = "cursor", after: String! = "after") on FIELD_DEFINITION
  type Query { ok: Boolean }
  type Subscription {
    marked(id: ID, after: String): Event! @resumable
    renamed(since: ID): Event! @resumable(cursor: "place", after: "since")
    unmarked(after: String): Event!
    wrong(after: String): Other! @resumable
  }
  type Event { cursor: String! place: ID! text(limit: String): String }
  type Other { text: String }
`;
const read = createResumableReader({ schema: buildSchema(sdl), supergraphSdl: sdl });

const resumed = (query: string, variables = {}) => {
  const operation = read({ query, variables });
  return (
    operation && {
      query: print(parse(operation.query)),
      after: operation.after,
      ...operation.variablesFor('c1'),
    }
  );
};
const text = (query: string): string => print(parse(query));

describe('an operation on a resumable field', () => {
  it.each([
    ['nothing', 'subscription { marked { text } }', {}, null],
    ['null', 'subscription { marked(after: null) { text } }', {}, null],
    ['a text', 'subscription { marked(after: "c0") { text } }', {}, 'c0'],
    ['a variable', 'subscription ($at: String) { marked(after: $at) { text } }', { at: 'c0' }, 'c0'],
    ['a variable without a value', 'subscription ($at: String) { marked(after: $at) { text } }', {}, null],
    ['a default', 'subscription ($at: String = "c0") { marked(after: $at) { text } }', {}, 'c0'],
  ])(
    'takes its beginning from a variable of the gateway where it gave %s',
    (_what, query, variables, after) => {
      expect(resumed(query, variables)).toEqual({
        query: text(`subscription ($_streamAfter: String) {
        marked(after: $_streamAfter) { text _streamCursor: cursor }
      }`),
        after,
        _streamAfter: 'c1',
      });
    },
  );

  it('keeps a variable that something else uses, and everything else it had', () => {
    const query = `subscription Mine($at: String, $id: ID!) {
      m: marked(id: $id, after: $at) @include(if: true) { ...E } }
      fragment E on Event { text(limit: $at) }`;
    expect(resumed(query, { at: 'c0', id: 1 })).toEqual({
      query: text(`subscription Mine($at: String, $id: ID!, $_streamAfter: String) {
        m: marked(id: $id, after: $_streamAfter) @include(if: true) { ...E _streamCursor: cursor } }
        fragment E on Event { text(limit: $at) }`),
      after: 'c0',
      at: 'c0',
      id: 1,
      _streamAfter: 'c1',
    });
  });

  it('finds the argument and the field that the mark names', () => {
    expect(resumed('subscription { renamed { text } }')?.query).toBe(
      text(`subscription ($_streamAfter: ID) {
        renamed(since: $_streamAfter) { text _streamCursor: place }
      }`),
    );
  });

  it('gives its cursor away and keeps it from the client', () => {
    const operation = read({ query: 'subscription { m: marked { text } }' });
    const event = { data: { m: { text: 'Hello', _streamCursor: 'c7' } } };
    expect(operation?.takeCursor(event)).toBe('c7');
    expect(event).toEqual({ data: { m: { text: 'Hello' } } });
    expect(operation?.takeCursor({ data: { m: null } })).toBeUndefined();
    expect(operation?.takeCursor({ data: null })).toBeUndefined();
  });

  it.each([
    ['a field without a mark', 'subscription { unmarked { text } }', {}],
    ['a mark that does not fit its type', 'subscription { wrong { text } }', {}],
    [
      'a beginning that is no cursor',
      'subscription ($at: String) { marked(after: $at) { text } }',
      { at: 5 },
    ],
    ['an unknown field', 'subscription { nothing { text } }', {}],
    ['a fragment at the root', 'subscription { ...S } fragment S on Subscription { marked { text } }', {}],
    ['a query', '{ ok }', {}],
    ['what is no GraphQL', 'subscription {', {}],
  ])('is not made of %s', (_what, query, variables) => {
    expect(read({ query, variables })).toBeUndefined();
  });
});

describe('the graph', () => {
  it('marks every subscription as resumable', () => {
    const supergraphSdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
    const api = readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8');
    const fields = Object.keys(buildSchema(api).getSubscriptionType()?.getFields() ?? {});
    expect([...resumableFields(supergraphSdl)]).toEqual(
      fields.map((field) => [field, { cursor: 'cursor', after: 'after' }]),
    );
  });
});
