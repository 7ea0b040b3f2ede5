import type { DocumentNode, ExecutionResult, FieldNode, OperationDefinitionNode } from 'graphql';
import { createEngine } from '../../engine/engine.ts';
import type { EngineOptions } from '../../engine/engine.ts';
import { mapEvents } from '../../engine/map-events.ts';
import { TransportError } from '../../engine/errors.ts';
import { composeForTest, transportFor } from '../../engine/testing/subgraphs.ts';
import type { TestSubgraph } from '../../engine/testing/subgraphs.ts';
import type { Engine, SubgraphTransport } from '../../engine/types.ts';

const subgraphs = {
  logbook: {
    typeDefs: `
      extend schema @link(url: "https://leadgraph.dev/resumable/v1.0", import: ["@resumable"])
        @composeDirective(name: "@resumable")
      directive @resumable(cursor: String! = "cursor", after: String! = "after") on FIELD_DEFINITION
      type Query { entries: Int }
      type Subscription {
        entries(book: ID!, after: String): Entry! @resumable
        unmarked: Entry!
      }
      type Entry { cursor: String! text: String! author: Person }
      type Person @key(fields: "id") { id: ID! }
    `,
  },
  people: {
    typeDefs: `
      type Query { person: Person }
      type Person @key(fields: "id") {
        id: ID! name: String phone: String @requiresScopes(scopes: [["personal-data:read"]])
      }`,
  },
} satisfies Record<string, TestSubgraph>;

/** A subgraph that keeps what was entered and tells it from any point on, and one that joins a name to each entry. */
export interface Logbook {
  readonly engine: Engine;
  /** Enters the next number. */
  enter(): void;
  /** Breaks every stream off. */
  breakOff(): void;
  /** Refuses new streams until it is false again. */
  down: boolean;
  /** Where each stream upstream began, in order. */
  readonly opened: (string | null)[];
  /** How many streams upstream are open. */
  readonly open: number;
  /** How many times a name was joined. */
  readonly hydrations: number;
  /** The next supergraph: the same, as another text. */
  reload(): Promise<void>;
}

interface Reader {
  wake(): void;
  fail(): void;
}

/** @param access what a caller may see of it; everything when left out */
export async function createLogbook(access: EngineOptions['access'] = 'off'): Promise<Logbook> {
  const opened: (string | null)[] = [];
  const readers = new Set<Reader>();
  let entered = 0;
  let hydrations = 0;

  function read(from: number): AsyncIterable<ExecutionResult> {
    let position = from;
    let failed = false;
    let left = false;
    let resume: (() => void) | undefined;
    const reader: Reader = {
      wake: () => resume?.(),
      fail() {
        failed = true;
        resume?.();
      },
    };
    readers.add(reader);
    return {
      [Symbol.asyncIterator]: () => ({
        async next() {
          while (position === entered && !failed && !left)
            await new Promise<void>((resolve) => (resume = resolve));
          if (failed || left) readers.delete(reader);
          if (failed) throw new TransportError('SUBGRAPH_UNREACHABLE', 'The logbook is gone.');
          if (left) return { value: undefined, done: true };
          position++;
          return { value: entry(position), done: false };
        },
        async return() {
          left = true;
          readers.delete(reader);
          resume?.();
          return { value: undefined, done: true };
        },
      }),
    };
  }

  const logbook: SubgraphTransport = {
    ...transportFor(subgraphs.logbook),
    async subscribe({ document, variables }) {
      if (state.down) throw new TransportError('SUBGRAPH_UNREACHABLE', 'The logbook is gone.');
      const after = (Object.values(variables).find((value) => /^e\d+$/.test(String(value))) ?? null) as
        string | null;
      opened.push(after);
      const from = after === null ? 0 : Number(after.slice(1));
      const field = rootField(document);
      return answered(read(field.name.value === 'unmarked' ? entered : from), field);
    },
  };
  const people = transportFor({
    ...subgraphs.people,
    resolvers: {
      Query: { person: () => ({ id: '1', name: 'Person 1', phone: '+1 1' }) },
      Person: {
        __resolveReference({ id }: { id: string }) {
          hydrations++;
          return { id, name: `Person ${id}`, phone: `+1 ${id}` };
        },
      },
    },
  });
  const supergraphSdl = composeForTest(subgraphs);
  const engine = await createEngine({ supergraphSdl, transports: { logbook, people }, access });
  const state: Logbook = {
    engine,
    down: false,
    opened,
    get open() {
      return readers.size;
    },
    get hydrations() {
      return hydrations;
    },
    enter() {
      entered++;
      for (const reader of [...readers]) reader.wake();
    },
    breakOff: () => [...readers].forEach((reader) => reader.fail()),
    reload: () => engine.reload(`${supergraphSdl}\n# another`),
  };
  return state;
}

function entry(number: number): ExecutionResult {
  const author = { __typename: 'Person', id: String(number % 2) };
  return { data: { __typename: 'Entry', cursor: `e${number}`, text: `Entry ${number}`, author } };
}

function rootField({ definitions }: DocumentNode): FieldNode {
  return (definitions[0] as OperationDefinitionNode).selectionSet.selections[0] as FieldNode;
}

/** Each entry under the names that it was asked by. */
function answered(
  entries: AsyncIterable<ExecutionResult>,
  field: FieldNode,
): AsyncGenerator<ExecutionResult> {
  const fields = field.selectionSet?.selections as readonly FieldNode[];
  return mapEvents(entries, async ({ data }) => {
    const named = fields.map(({ alias, name }) => [(alias ?? name).value, data?.[name.value]]);
    return { data: { [(field.alias ?? field.name).value]: Object.fromEntries(named) } };
  });
}
