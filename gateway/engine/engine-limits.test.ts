import { describe, expect, it } from '@jest/globals';
import { asJson, engineFor } from './testing/subgraphs.ts';

const subgraphs = {
  words: {
    typeDefs: `
      type Query { word(of: [Filter]): Word }
      input Filter { text: String, all: [Filter] }
      type Word { text: String next: Word }
    `,
    resolvers: { Query: { word: () => ({ text: 'a', next: { text: 'b' } }) } },
  },
};

describe('an engine with limits', () => {
  it.each([
    ['{ word { text } }', { maxTokens: 5 }, 'Expected at most 5 tokens, got more.', { maxTokens: 5 }],
    [
      '{ word { next { text } } }',
      { maxDepth: 2 },
      'Expected at most 2 fields below each other, got 3.',
      { depth: 3, maxDepth: 2 },
    ],
    [
      '{ word { text next { text } } }',
      { maxFields: 3 },
      'Expected at most 3 fields with all fragments in place, got 4.',
      { fields: 4, maxFields: 3 },
    ],
    [
      '{ a: word { b: text } }',
      { maxAliases: 1 },
      'Expected at most 1 aliases with all fragments in place, got 2.',
      { aliases: 2, maxAliases: 1 },
    ],
    [
      '{ a: word { text } word { text } }',
      { maxRootFields: 1 },
      'Expected at most 1 fields of the root with all fragments in place, got 2.',
      { rootFields: 2, maxRootFields: 1 },
    ],
    [
      '{ word @skip(if: true) @include(if: false) { text } }',
      { maxDirectives: 1 },
      'Expected at most 1 directives, got 2.',
      { directives: 2, maxDirectives: 1 },
    ],
  ])('refuses %s', async (query, options, message, numbers) => {
    const engine = await engineFor(subgraphs, options);
    expect(asJson(await engine.execute({ query, context: {} }))).toEqual({
      errors: [{ message, extensions: { code: 'OPERATION_TOO_LARGE', ...numbers } }],
    });
    expect(engine.asked).toEqual([]);
  });

  it('refuses variables that hold too much', async () => {
    const engine = await engineFor(subgraphs, { maxVariableValues: 3 });
    const ask = async (of: object[]) =>
      asJson(
        await engine.execute({
          query: 'query ($of: [Filter]) { word(of: $of) { text } }',
          variables: { of },
          context: {},
        }),
      );
    expect(await ask([{ text: 'a' }])).toEqual({ data: { word: { text: 'a' } } });
    expect(await ask([{ text: 'a' }, {}])).toEqual({
      errors: [
        {
          message: 'Expected at most 3 values in variables, got more.',
          extensions: { code: 'VARIABLES_TOO_LARGE', maxVariableValues: 3 },
        },
      ],
    });
  });

  it('suggests names of the schema only where everybody may ask for it', async () => {
    const messageOf = async (options: object) =>
      asJson(await (await engineFor(subgraphs, options)).execute({ query: '{ worf { text } }', context: {} }))
        .errors?.[0]?.message;
    expect(await messageOf({})).toBe('Cannot query field "worf" on type "Query". Did you mean "word"?');
    expect(await messageOf({ mayIntrospect: () => true })).toBe('Cannot query field "worf" on type "Query".');
    const engine = await engineFor(subgraphs, { mayIntrospect: () => true });
    const query = 'query ($of: [Filter]) { word(of: $of) { text } }';
    const { errors } = asJson(
      await engine.execute({ query, variables: { of: [{ texf: 'a' }] }, context: {} }),
    );
    expect(errors?.[0]?.message).not.toContain('Did you mean');
  });

  it('tells the schema only to those who may ask for it', async () => {
    const engine = await engineFor(subgraphs, {
      mayIntrospect: (context) => (context as { tool: boolean }).tool,
    });
    const refused = {
      errors: [
        { message: 'The schema cannot be asked for here.', extensions: { code: 'INTROSPECTION_DISABLED' } },
      ],
    };
    const ask = async (query: string, tool: boolean) =>
      asJson(await engine.execute({ query, context: { tool } }));
    for (const query of [
      '{ __schema { queryType { name } } }',
      '{ ...F } fragment F on Query { a: __type(name: "Word") { name } }',
      '{ word { text } __schema @skip(if: true) { queryType { name } } }',
    ]) {
      expect(await ask(query, false)).toEqual(refused);
      expect(await ask(query, true)).toMatchObject({ data: {} });
    }
    expect(await ask('{ __typename word { __typename } }', false)).toEqual({
      data: { __typename: 'Query', word: { __typename: 'Word' } },
    });
  });
});
