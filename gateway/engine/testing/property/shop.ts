import { buildSubgraphSchema } from '@apollo/subgraph';
import { isAbstractType, isObjectType, parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { createInProcessTransport } from '../../transports/in-process.ts';
import type { SubgraphTransport } from '../../types.ts';
import { FEDERATION_LINK } from '../subgraphs.ts';
import type { World, WorldObject } from './world.ts';

/** Four subgraphs that meet in entities, an interface object, required, provided and shared fields. */
export const shop: Record<string, string> = {
  catalog: `
    type Query {
      products(first: Int = 3): [Product!]! @listSize(slicingArguments: ["first"])
      book(id: ID! @cost(weight: 5)): Book
      search(text: String): [Found]
      node(id: ID!): Node
      newest: Book
    }
    scalar Json
    enum Currency @cost(weight: 1) { USD EUR }
    interface Node { id: ID! }
    interface Product @key(fields: "id") {
      id: ID! name: String price(currency: Currency = USD): Int! related(first: Int): [Product] @listSize(slicingArguments: ["first"], assumedSize: 3, requireOneSlicingArgument: false) maker: Maker extra: Json
    }
    type Book implements Product & Node @key(fields: "id") {
      id: ID! name: String price(currency: Currency = USD): Int! related(first: Int): [Product] @listSize(slicingArguments: ["first"], assumedSize: 3, requireOneSlicingArgument: false) maker: Maker extra: Json
      pages: Int author: Person @cost(weight: 3) isbn: String! @cost(weight: 2)
    }
    type Film implements Product & Node @key(fields: "id") @cost(weight: 4) {
      id: ID! name: String price(currency: Currency = USD): Int! related(first: Int): [Product] @listSize(slicingArguments: ["first"], assumedSize: 3, requireOneSlicingArgument: false) maker: Maker! extra: Json
      minutes: Int directors: [Person!]
    }
    type Maker implements Node @key(fields: "id") { id: ID! seat: Country @shareable products: [[Product]] }
    type Country @shareable { code: String! label: String }
    type Person @key(fields: "id") { id: ID! }
    union Found = Book | Film | Person
  `,
  reviews: `
    type Query { reviews: [Review] best: [Product] }
    type Product @interfaceObject @key(fields: "id") { id: ID! reviews(first: Int): [Review!]! @listSize(slicingArguments: ["first"], assumedSize: 3, requireOneSlicingArgument: false) rating: Float }
    type Review @key(fields: "id") { id: ID! body: String author: Person product: Product }
    type Person @key(fields: "id") { id: ID! reviews: [Review!] favourite: Product }
  `,
  people: `
    type Query { people: [Person!]! me: Person maker(id: ID!): Maker }
    type Person @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String friends: [Person!] works: Work }
    type Work @shareable { title: String boss: Person }
    type Maker @key(fields: "id") { id: ID! seat: Country @shareable staff: [Person!] }
    type Country @shareable { code: String! label: String }
  `,
  shipping: `
    enum Currency { USD EUR }
    type Query { letters: [Letter!] }
    type Letter { to: Person text: String! }
    type Person @key(fields: "email") { email: String! address: String nameplate: String @requires(fields: "name") name: String @external }
    type Book @key(fields: "id") {
      id: ID! pages: Int @external price(currency: Currency = USD): Int! @external
      shipping(zip: Int): Int @requires(fields: "pages price(currency: EUR)")
      insurance: Int @requires(fields: "price(currency: USD)")
      maker: Maker @external
      customs: String @requires(fields: "maker { id seat { code label } }")
    }
    type Maker @key(fields: "id") { id: ID! seat: Country @external }
    type Country @shareable { code: String! label: String }
  `,
};

/** Every field of the schema asks the world. */
export function overWorld(schema: GraphQLSchema, world: () => World): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type) && !type.name.startsWith('_'))
      type.resolveType = (value: WorldObject) => value.__typename;
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    const isRoot = type.name === 'Query';
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      field.resolve = (source: WorldObject | undefined, args) =>
        world().resolve(isRoot || !source ? { __typename: 'Query', id: 'root' } : source, field.name, args);
    }
  }
  return schema;
}

/** A subgraph that knows the part of the world that its schema names. */
export function subgraphOverWorld(
  typeDefs: string,
  world: () => World,
  compileAfter?: number,
): SubgraphTransport {
  const document = parse(FEDERATION_LINK + typeDefs);
  const __resolveReference = (reference: { id?: string; email?: string }): WorldObject =>
    world().entity(reference.id ?? String(reference.email).replace(/@.*/, ''), { ...reference });
  const entities = document.definitions.flatMap((definition) =>
    'directives' in definition && definition.directives?.some(({ name }) => name.value === 'key')
      ? 'name' in definition && definition.name
        ? [definition.name.value]
        : []
      : [],
  );
  const resolvers = Object.fromEntries(entities.map((name) => [name, { __resolveReference }]));
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers }]);
  return createInProcessTransport({
    schema: overWorld(schema, world),
    createContext: () => ({}),
    ...(compileAfter !== undefined && { compileAfter }),
  });
}
