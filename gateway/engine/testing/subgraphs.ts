import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { createEngine } from '../engine.ts';
import type { EngineOptions } from '../engine.ts';
import { createInProcessTransport } from '../transports/in-process.ts';
import type { Engine, SubgraphRequest, SubgraphTransport } from '../types.ts';

type Resolvers = Readonly<Record<string, object>>;
type SubgraphModule = Extract<Parameters<typeof buildSubgraphSchema>[0], unknown[]>[number];
type ResolverMap = Extract<SubgraphModule, { typeDefs: unknown }>['resolvers'];

/** A subgraph of a test: its schema without the link to the federation spec, and what resolves it. */
export interface TestSubgraph {
  readonly typeDefs: string;
  readonly resolvers?: Resolvers;
}

/** Links a test subgraph to everything that federation offers. */
export const FEDERATION_LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires",
  "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@context", "@fromContext",
  "@authenticated", "@requiresScopes", "@policy", "@extends", "@composeDirective", "@tag", "@cost", "@listSize"])\n`;

/** The supergraph of the subgraphs. Throws with the composition's errors. */
export function composeForTest(subgraphs: Readonly<Record<string, TestSubgraph>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, { typeDefs }]) => ({
      name,
      typeDefs: parse(FEDERATION_LINK + typeDefs),
      url: '',
    })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** What was asked of the subgraphs, in order. */
export interface AskedQuestion {
  readonly service: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** An engine over in-process subgraphs that notes what it asks. */
export async function engineFor(
  subgraphs: Readonly<Record<string, TestSubgraph>>,
  options: Partial<EngineOptions> = {},
): Promise<Engine & { readonly asked: AskedQuestion[] }> {
  const asked: AskedQuestion[] = [];
  const transports = Object.fromEntries(
    Object.entries(subgraphs).map(([name, subgraph]) => [name, noting(name, transportFor(subgraph), asked)]),
  );
  const engine = await createEngine({ supergraphSdl: composeForTest(subgraphs), transports, ...options });
  return Object.defineProperty(engine, 'asked', { value: asked }) as Engine & {
    readonly asked: AskedQuestion[];
  };
}

/** Runs the subgraph's resolvers in this process. */
export function transportFor(
  { typeDefs, resolvers }: TestSubgraph,
  createContext: (requestContext: unknown) => unknown = (context) => context,
): SubgraphTransport {
  const schema = buildSubgraphSchema([
    { typeDefs: parse(FEDERATION_LINK + typeDefs), resolvers: (resolvers ?? {}) as ResolverMap },
  ]);
  return createInProcessTransport({ schema, createContext });
}

function noting(service: string, transport: SubgraphTransport, asked: AskedQuestion[]): SubgraphTransport {
  const note = ({ query, variables }: SubgraphRequest): void => {
    asked.push({ service, query, variables: structuredClone(variables) });
  };
  return {
    execute(request) {
      note(request);
      return transport.execute(request);
    },
    subscribe(request) {
      note(request);
      return transport.subscribe(request);
    },
    close: () => transport.close(),
  };
}

/** A result as a client reads it: plain JSON. */
export function asJson(result: ExecutionResult): {
  data?: unknown;
  errors?: { message: string; path?: unknown; extensions?: Record<string, unknown> }[];
} {
  return JSON.parse(JSON.stringify(result)) as ReturnType<typeof asJson>;
}
