import { operationFromDocument } from '@apollo/federation-internals';
import type { Supergraph } from '@apollo/federation-internals';
import { RemoteGraphQLDataSource } from '@apollo/gateway';
import type { GraphQLDataSource } from '@apollo/gateway';
import { executeQueryPlan } from '@apollo/gateway/dist/executeQueryPlan.js';
import { buildOperationContext } from '@apollo/gateway/dist/operationContext.js';
import { QueryPlanner } from '@apollo/query-planner';
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { execute, parse } from 'graphql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { salesSchema } from './sales.ts';
import type { Sale, Till } from './sales.ts';

type Data = Record<string, unknown>;

/** Executes the plan of an operation for one event. */
type Hydrate = (event: Data) => Promise<ExecutionResult>;

interface Prepared {
  /** The event as the plan's first step expects it. */
  readonly read: (sale: Sale) => Promise<Data>;
  readonly hydrate: Hydrate;
}

/**
 * Subscriptions by Apollo's planner and executor, hydrated for each listener. What does not depend on the listener is done
 * once for all: the plan, the parsed operation and the event's own fields.
 */
export function createPlainHydration(supergraph: Supergraph, till: Till) {
  const planner = new QueryPlanner(supergraph);
  const prepared = new Map<string, Prepared>();
  const remotes = Object.fromEntries(
    supergraph.subgraphsMetadata().map(({ name, url }) => [name, new RemoteGraphQLDataSource({ url })]),
  );

  function prepare(document: DocumentNode): Prepared {
    const apiSchema = supergraph.apiSchema();
    const plan = planner.buildQueryPlan(operationFromDocument(apiSchema, document));
    const { node } = plan;
    if (node?.kind !== 'Subscription') throw new Error(`Expected the plan of a subscription`);
    const operationContext = buildOperationContext({
      schema: apiSchema.toGraphQLJSSchema(),
      operationDocument: document,
    });
    const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
    const nodes: PlanNode[] = [node.primary, ...(node.rest ? [node.rest] : [])];
    const executable: QueryPlan = { kind: 'QueryPlan', node: { kind: 'Sequence', nodes } };
    return {
      read: createEventReader(node.primary, till),
      hydrate(event) {
        const sources = { ...remotes, [node.primary.serviceName]: sourceOf(event) };
        const request = { request: { variables: {} }, logger: console, metrics: {}, context: {} };
        return executeQueryPlan(
          executable,
          sources,
          request as unknown as Parameters<typeof executeQueryPlan>[2],
          operationContext,
          supergraphSchema,
          apiSchema,
        ) as Promise<ExecutionResult>;
      },
    };
  }

  return async function* subscribe(document: DocumentNode): AsyncGenerator<ExecutionResult> {
    const key = JSON.stringify(document);
    const known = prepared.get(key) ?? prepare(document);
    prepared.set(key, known);
    for await (const sale of till.listen()) yield await known.hydrate(await known.read(sale));
  };
}

/** The primary fetch is answered with the event. Execution writes into it, so each gets a copy. */
function sourceOf(event: Data): GraphQLDataSource {
  return { process: async () => ({ data: structuredClone(event) }) };
}

/** Reads of each sale what the primary fetch asks for, once for all listeners. */
function createEventReader(primary: FetchNode, till: Till): (sale: Sale) => Promise<Data> {
  const schema = salesSchema(till);
  const document = parse(primary.operation);
  const read = new WeakMap<Sale, Promise<Data>>();
  return (sale) => {
    const known = read.get(sale) ?? run(sale);
    read.set(sale, known);
    return known;
  };
  async function run(sale: Sale): Promise<Data> {
    const { data, errors } = await execute({ schema, document, rootValue: sale });
    if (errors) throw errors[0];
    return data as Data;
  }
}
