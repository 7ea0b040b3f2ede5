import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { bookshop } from '../gateway/bookshop.ts';

/** The subgraph that owns the events. Each server has it in its own process; the others are reached over HTTP. */
const typeDefs = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.5"
      import: ["@key", "@composeDirective", "@requiresScopes"]
    )
    @link(url: "https://leadgraph.dev/resumable/v1.0", import: ["@resumable"])
    @composeDirective(name: "@resumable")

  directive @resumable(cursor: String! = "cursor", after: String! = "after") on FIELD_DEFINITION
  scalar federation__Scope

  type Query {
    lastSale: Sale
  }
  type Subscription {
    bookSold(after: String): Sale! @resumable
  }
  type Sale {
    cursor: String!
    number: Int!
    note: String!
    book: Book!
    buyer: Member! @requiresScopes(scopes: [["leads:read"]])
  }
  type Book @key(fields: "isbn") {
    isbn: ID!
  }
  type Member @key(fields: "id") {
    id: ID!
  }
`;

/** Each event of it asks three other subgraphs, one of them for a field that requires two of another. */
export const query = /* GraphQL */ `
  subscription BookSold {
    bookSold {
      cursor
      number
      note
      book {
        isbn
        title
        priceCents
        inStock
        shippingCents
        averageStars
      }
      buyer {
        id
        name
        username
      }
    }
  }
`;

export interface Sale {
  readonly cursor: string;
  readonly number: number;
  readonly note: string;
  readonly book: { readonly isbn: string };
  readonly buyer: { readonly id: string };
}

const BOOKS = 40;
const BUYERS = 10;

function saleOf(number: number): Sale {
  return {
    cursor: `sale-${number}`,
    number,
    note: `Sold over the counter as number ${number} of the day, wrapped as a present, paid in cash.`,
    book: { isbn: `978-${number % BOOKS}` },
    buyer: { id: `m${number % BUYERS}` },
  };
}

/** Tells everybody who listens of each sale. What somebody has not taken yet waits. */
export interface Till {
  /** Sells as many books. The first is number 1. */
  sell(count: number): void;
  /** Every sale from now on. */
  listen(): AsyncGenerator<Sale, undefined, undefined>;
}

export function openTill(): Till {
  const sales: Sale[] = [];
  const sleepers = new Set<() => void>();
  return {
    sell(count) {
      for (let left = count; left > 0; left--) sales.push(saleOf(sales.length + 1));
      for (const wake of [...sleepers]) wake();
    },
    listen() {
      let position = sales.length;
      let isLeft = false;
      let wake = (): void => undefined;
      const leave = async (): Promise<IteratorResult<Sale, undefined>> => {
        isLeft = true;
        wake();
        return { value: undefined, done: true };
      };
      return {
        async next() {
          while (!isLeft && position === sales.length) {
            await new Promise<void>((resolve) => {
              wake = resolve;
              sleepers.add(wake);
            });
            sleepers.delete(wake);
          }
          const sale = sales[position];
          if (isLeft || sale === undefined) return { value: undefined, done: true };
          position++;
          return { value: sale, done: false };
        },
        return: leave,
        throw: leave,
        [Symbol.asyncIterator]() {
          return this;
        },
        async [Symbol.asyncDispose]() {
          await leave();
        },
      };
    },
  };
}

/** The executable schema of the subgraph. */
export function salesSchema(till: Till): GraphQLSchema {
  return buildSubgraphSchema([
    {
      typeDefs: parse(typeDefs),
      resolvers: {
        Subscription: { bookSold: { subscribe: () => till.listen(), resolve: (sale: Sale) => sale } },
      },
    },
  ]);
}

/** The supergraph of the book shop with its sales. @param ports where the others listen */
export function composeSales(ports: Readonly<Record<string, number>>): string {
  const services = Object.entries(bookshop).map(([name, subgraph]) => ({
    name,
    typeDefs: parse(subgraph.typeDefs),
    url: `http://127.0.0.1:${ports[name]}/graphql`,
  }));
  services.push({ name: 'sales', typeDefs: parse(typeDefs), url: 'http://in.process' });
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
