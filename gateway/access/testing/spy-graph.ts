import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  TypeInfo,
  execute,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type {
  DocumentNode,
  ExecutionResult,
  GraphQLAbstractType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
} from 'graphql';
import { composeSupergraph } from '../../../schema/compose-supergraph.ts';
import { subgraphs } from '../../../subgraphs/index.ts';
import { typeDefsOf } from '../../../subgraphs/shared/subgraph.ts';
import { createEngine } from '../../engine/engine.ts';
import type { AccessGrants } from '../../engine/supergraph/access-rules.ts';
import type { Engine, SubgraphRequest, SubgraphTransport } from '../../engine/types.ts';

/** The whole graph over subgraphs that answer something plausible to everything and remember what they were asked. */
export interface SpyGraph {
  readonly engine: Engine;
  /** What each subgraph was asked since the last look: `Type.field`, by the subgraph's name. */
  asked(): ReadonlyMap<string, ReadonlySet<string>>;
}

/** The engine's context is what the caller may do. */
export async function openSpyGraph(): Promise<SpyGraph> {
  let asked = new Map<string, Set<string>>();
  const note = (name: string, coordinates: ReadonlySet<string>): void => {
    asked.set(name, new Set([...(asked.get(name) ?? []), ...coordinates]));
  };
  const engine = await createEngine({
    supergraphSdl: composeSupergraph(subgraphs).supergraphSdl,
    transports: Object.fromEntries(subgraphs.map((subgraph) => [subgraph.name, spyOn(subgraph, note)])),
    access: (context) => context as AccessGrants,
  });
  return {
    engine,
    asked() {
      const before = asked;
      asked = new Map();
      return before;
    },
  };
}

function spyOn(
  subgraph: (typeof subgraphs)[number],
  note: (name: string, coordinates: ReadonlySet<string>) => void,
): SubgraphTransport {
  const schema = buildSubgraphSchema(parse(typeDefsOf(subgraph)));
  const answer = async ({ document, variables }: SubgraphRequest): Promise<ExecutionResult> => {
    note(subgraph.name, coordinatesIn(document, schema));
    return execute({
      schema,
      document,
      variableValues: variables,
      fieldResolver: (source, _args, _context, info) =>
        (source as Readonly<Record<string, unknown>> | undefined)?.[info.fieldName] ??
        plausible(info.returnType, info),
      typeResolver: ({ __typename }: { __typename: string }) => __typename,
    });
  };
  return {
    execute: answer,
    async subscribe(request) {
      return (async function* () {
        yield await answer(request);
      })();
    },
    async close() {},
  };
}

function coordinatesIn(document: DocumentNode, schema: GraphQLSchema): ReadonlySet<string> {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => void found.add(`${types.getParentType()?.name}.${name.value}`),
    }),
  );
  return found;
}

const leaves: Readonly<Record<string, unknown>> = { Int: 1, Float: 0.5, Boolean: true };

/** Something of the type; lists hold one item. */
function plausible(type: GraphQLOutputType, info: GraphQLResolveInfo): unknown {
  if (isNonNullType(type)) return plausible(type.ofType, info);
  if (isListType(type)) return [plausible(type.ofType, info)];
  if (isAbstractType(type)) return { __typename: typeAskedFor(type, info) };
  if (isObjectType(type)) return {};
  return isEnumType(type) ? type.getValues()[0]?.value : (leaves[type.name] ?? `some ${type.name}`);
}

/** Of a union the type that the operation has a fragment for. */
function typeAskedFor(type: GraphQLAbstractType, { fieldNodes, schema }: GraphQLResolveInfo): string {
  const [first] = schema.getPossibleTypes(type);
  const conditions = fieldNodes
    .flatMap(({ selectionSet }) => selectionSet?.selections ?? [])
    .flatMap((selection) => ('typeCondition' in selection ? (selection.typeCondition ?? []) : []));
  return conditions[0]?.name.value ?? first?.name ?? '';
}
