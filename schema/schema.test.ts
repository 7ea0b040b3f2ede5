import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isInputObjectType, isIntrospectionType, isObjectType } from 'graphql';
import { subgraphs } from '../subgraphs/index.ts';
import { composeSupergraph } from './compose-supergraph.ts';

const committed = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

describe('the committed schema', () => {
  const composition = composeSupergraph(subgraphs);

  it('is what composition gives', () => {
    expect(committed('supergraph.graphql')).toBe(composition.supergraphSdl);
    expect(committed('api.graphql')).toBe(composition.apiSdl);
  });

  it('pages every list of entities through a connection', () => {
    const schema = buildSchema(composition.apiSdl);
    const edges = Object.values(schema.getTypeMap()).filter((type) => type.name.endsWith('Connection'));
    for (const connection of edges) {
      if (!isObjectType(connection)) continue;
      expect(Object.keys(connection.getFields())).toEqual(expect.arrayContaining(['edges', 'pageInfo']));
    }
  });

  it('asks for an idempotency key wherever something is created', () => {
    const mutations = buildSchema(composition.apiSdl).getMutationType()?.getFields() ?? {};
    const creating = Object.values(mutations).filter(({ name }) => /^(submit|register|create)/.test(name));
    expect(creating.length).toBeGreaterThan(0);
    for (const field of creating) {
      const input = getNamedType(field.args[0]?.type ?? null);
      expect([field.name, isInputObjectType(input) && 'idempotencyKey' in input.getFields()]).toEqual([
        field.name,
        true,
      ]);
    }
  });

  it('describes every type', () => {
    const schema = buildSchema(composition.apiSdl);
    const plumbing = /^(Query|Mutation|Subscription|PageInfo|.*(Edge|Connection|Input|Result|Payload))$/;
    const bare = Object.values(schema.getTypeMap()).filter(
      (type) =>
        isObjectType(type) && !isIntrospectionType(type) && !plumbing.test(type.name) && !type.description,
    );
    expect(bare.map((type) => type.name)).toEqual([]);
  });
});
