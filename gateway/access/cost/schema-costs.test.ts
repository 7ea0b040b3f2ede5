import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  typeFromAST,
} from 'graphql';
import type { GraphQLInputType } from 'graphql';
import { readCostSettings } from '../../../subgraphs/shared/limit-settings.ts';
import { createEngine } from '../../engine/engine.ts';
import { loadSupergraph } from '../../engine/supergraph/load.ts';
import type { Engine } from '../../engine/types.ts';
import { readManifests } from '../../operations/manifest.ts';

const folder = new URL('../../../schema/', import.meta.url);
const supergraphSdl = readFileSync(new URL('supergraph.graphql', folder), 'utf8');
const { apiSchema, costRules } = loadSupergraph(supergraphSdl);

describe('the graph', () => {
  const pages = Object.values(apiSchema.getTypeMap())
    .filter((type) => isObjectType(type))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type: type.name, field })))
    .filter(({ field }) => field.args.some(({ name }) => name === 'first'));

  it('has pages', () => {
    expect(pages.length).toBeGreaterThan(15);
  });

  it.each(pages.map(({ type, field }) => [type, field.name] as const))(
    'says that %s.%s is as long as is asked for',
    (type, field) => {
      expect(costRules.listSize(type, field)).toEqual({
        assumedSize: 25,
        slicingArguments: ['first'],
        sizedFields: new Set(['edges']),
        requireOneSlicingArgument: false,
      });
    },
  );
});

/** A value with everything in it: 100 for numbers, and up to 500 in the lists that a list of inputs may have. */
function valueOf(declared: GraphQLInputType, depth = 0): unknown {
  const type = isNonNullType(declared) ? declared.ofType : declared;
  if (isListType(type))
    return Array.from({ length: depth === 1 ? 500 : 1 }, () => valueOf(type.ofType, depth + 1));
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type))
    return { Int: 100, Boolean: true, Float: 1 }[type.name] ?? '2026-01-01T00:00:00Z';
  return Object.fromEntries(
    Object.values(type.getFields()).map((field) => [field.name, valueOf(field.type, depth + 1)]),
  );
}

describe('published operations', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine({
      supergraphSdl,
      access: 'off',
      cost: {},
      transports: () => ({
        execute: () => Promise.reject(new Error('Nothing is asked.')),
        subscribe: () => Promise.reject(new Error('Nothing is asked.')),
        close: () => Promise.resolve(),
      }),
    });
  });
  afterAll(() => engine.close());

  const { ofRoles } = readCostSettings({});
  const smallest = Math.min(...Object.values(ofRoles).map(({ capacity }) => capacity));
  const manifests = readManifests(new URL('operations/manifests', folder).pathname);
  const operations = [...manifests].flatMap(([client, { operations: published }]) =>
    published.map(({ name, body }) => [client, name, body] as const),
  );

  it('are there', () => {
    expect(operations.length).toBeGreaterThan(10);
  });

  it.each(operations)('of %s fit the budget of whoever runs them: %s', (_client, operationName, query) => {
    const definition = parse(query).definitions.find(({ kind }) => kind === 'OperationDefinition');
    const variables = Object.fromEntries(
      (definition && 'variableDefinitions' in definition ? (definition.variableDefinitions ?? []) : []).map(
        ({ variable, type }) => [
          variable.name.value,
          valueOf(typeFromAST(apiSchema, type as never) as unknown as GraphQLInputType),
        ],
      ),
    );
    const estimate = engine.estimate({ query, operationName, variables, context: {} });
    expect(estimate).toBeGreaterThan(0);
    expect(estimate).toBeLessThanOrEqual(smallest);
  });
});
