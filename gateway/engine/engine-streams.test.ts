import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { createEngine } from './engine.ts';
import { TransportError } from './errors.ts';
import { asJson, composeForTest, transportFor } from './testing/subgraphs.ts';
import type { TestSubgraph } from './testing/subgraphs.ts';
import type { SubgraphTransport } from './types.ts';

const calls = {
  calls: {
    typeDefs: `
      type Query { calls: Int }
      type Subscription { said: Utterance! }
      type Utterance { text: String! speaker: Person }
      type Person @key(fields: "id") { id: ID! }
    `,
  },
  people: {
    typeDefs: `type Person @key(fields: "id") { id: ID! name: String }`,
    resolvers: { Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Person ${id}` }) } },
  },
} satisfies Record<string, TestSubgraph>;

const said = (text: string): ExecutionResult => ({
  data: { said: { text, speaker: { __typename: 'Person', id: '1' } } },
});

/** An engine whose calls are heard from this source. */
async function engineHearing(source: () => AsyncIterable<ExecutionResult>) {
  const transport: SubgraphTransport = { ...transportFor(calls.calls), subscribe: async () => source() };
  return createEngine({
    supergraphSdl: composeForTest(calls),
    transports: { calls: transport, people: transportFor(calls.people) },
  });
}

async function streamOf(engine: Awaited<ReturnType<typeof engineHearing>>, signal?: AbortSignal) {
  const query = 'subscription ($yes: Boolean!) { said @include(if: $yes) { text speaker { name } } }';
  const stream = await engine.subscribe({ query, variables: { yes: true }, context: {}, signal });
  if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
  return stream;
}

/** A source that never says anything and notes when it is left. */
function silence() {
  const left = Promise.withResolvers<void>();
  const source: AsyncIterable<ExecutionResult> = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise(() => undefined),
      async return() {
        left.resolve();
        return { value: undefined, done: true };
      },
    }),
  };
  return { source, left: left.promise };
}

describe('a subscription through the engine', () => {
  it('joins each event without writing into it', async () => {
    const event = said('Hello');
    const before = structuredClone(event);
    const engine = await engineHearing(async function* () {
      yield event;
    });
    const stream = await streamOf(engine);
    expect(asJson((await stream.next()).value as ExecutionResult)).toEqual({
      data: { said: { text: 'Hello', speaker: { name: 'Person 1' } } },
    });
    expect(event).toEqual(before);
    expect((await stream.next()).done).toBe(true);
  });

  it('ends with the reason when its subgraph is lost', async () => {
    const engine = await engineHearing(async function* () {
      yield said('Hello');
      throw new TransportError('SUBGRAPH_UNREACHABLE', 'The stream broke off.');
    });
    const seen: ExecutionResult[] = [];
    for await (const event of await streamOf(engine)) seen.push(event);
    expect(asJson(seen[1] ?? {})).toEqual({
      errors: [
        {
          message: 'The stream broke off.',
          path: [],
          extensions: { code: 'SUBGRAPH_UNREACHABLE', service: 'calls' },
        },
      ],
    });
    expect(seen).toHaveLength(2);
  });

  it('leaves the source at once when the listener leaves, even while nothing is said', async () => {
    const { source, left } = silence();
    const stream = await streamOf(await engineHearing(() => source));
    void stream.next();
    await stream.return(undefined);
    await left;
  });

  it('leaves the source when the client goes away', async () => {
    const { source, left } = silence();
    const controller = new AbortController();
    const stream = await streamOf(await engineHearing(() => source), controller.signal);
    void stream.next();
    controller.abort();
    await left;
  });

  it('passes the errors of an event on, in the place where they belong', async () => {
    const engine = await engineHearing(async function* () {
      yield {
        data: { said: { text: 'Hello', speaker: null } },
        errors: [{ message: 'Unknown voice.', path: ['said', 'speaker'], extensions: { code: 'VOICE' } }],
      } as unknown as ExecutionResult;
    });
    const stream = await streamOf(engine);
    expect(asJson((await stream.next()).value as ExecutionResult)).toEqual({
      data: { said: { text: 'Hello', speaker: null } },
      errors: [
        {
          message: 'Unknown voice.',
          path: ['said', 'speaker'],
          extensions: { code: 'VOICE', service: 'calls' },
        },
      ],
    });
  });

  it('is refused when it selects more than one field', async () => {
    const engine = await engineHearing(() => silence().source);
    const result = await engine.subscribe({
      query: 'subscription { a: said { text } b: said { text } }',
      context: {},
    });
    expect(result).toMatchObject({
      errors: [{ message: expect.stringContaining('only one top level field') }],
    });
  });
});

describe('events of a subgraph in this process', () => {
  const utterances = (texts: readonly string[]) => texts.map((text) => ({ text, speaker: { id: '1' } }));

  /** Which context each utterance and each name was resolved in. A source says of which moment its latest event is. */
  async function hear(pages: readonly { at: number; texts: readonly string[] }[]) {
    const resolvedIn: Record<'text' | 'name', unknown[]> = { text: [], name: [] };
    const source = () => {
      let moment: { at: number } | undefined;
      const events = (async function* () {
        for (const { at, texts } of pages) {
          moment = { at };
          for (const utterance of utterances(texts)) yield { said: utterance };
        }
      })();
      return Object.defineProperty(events, 'moment', { get: () => moment });
    };
    const resolvers = {
      Subscription: { said: { subscribe: source } },
      Utterance: {
        text({ text }: { text: string }, _: unknown, context: unknown) {
          resolvedIn.text.push(context);
          return text;
        },
      },
    };
    const Person = {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      name(_: unknown, __: unknown, context: unknown) {
        resolvedIn.name.push(context);
        return 'Ada';
      },
    };
    const transports = {
      calls: transportFor({ ...calls.calls, resolvers }, () => ({})),
      people: transportFor({ ...calls.people, resolvers: { Person } }, () => ({})),
    };
    const engine = await createEngine({ supergraphSdl: composeForTest(calls), transports });
    const heard: unknown[] = [];
    for await (const event of await streamOf(engine)) heard.push(asJson(event));
    const numbers = (contexts: readonly unknown[]): number[] =>
      contexts.map((context) => contexts.indexOf(context));
    return { heard, text: numbers(resolvedIn.text), name: numbers(resolvedIn.name) };
  }

  it('that were read together are joined in one context, those read later in another', async () => {
    const at = performance.now() + 60_000;
    const { heard, text, name } = await hear([
      { at, texts: ['a', 'b'] },
      { at, texts: ['c'] },
    ]);
    expect(heard).toEqual(
      ['a', 'b', 'c'].map((each) => ({ data: { said: { text: each, speaker: { name: 'Ada' } } } })),
    );
    expect(text).toEqual([0, 0, 2]);
    expect(name).toEqual([0, 0, 2]);
  });

  it('that were read together long ago are joined with what holds now', async () => {
    const { text, name } = await hear([{ at: performance.now() - 101, texts: ['a', 'b'] }]);
    expect(text).toEqual([0, 1]);
    expect(name).toEqual([0, 1]);
  });
});
