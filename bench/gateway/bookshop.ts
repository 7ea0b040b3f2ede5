import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key", "@requires", "@external", "@shareable", "@provides"])`;

const MEMBERS = 20;
const BOOKS = 200;
const REVIEWS = 200;
/** Books that are reviewed at all. */
const REVIEWED_BOOKS = 30;
/** Members and books link to so many of the reviews, which keeps the nested answer at about 14 KB. */
const LINKED_REVIEWS = 6;
/** The linked reviews are of as many books by as many members. */
const LINKED = 4;

const members = Array.from({ length: MEMBERS }, (_, index) => ({
  id: `m${index}`,
  name: `Member number ${index}`,
  username: `reader-${index}`,
  joined: 2000 + index,
}));

const books = Array.from({ length: BOOKS }, (_, index) => ({
  isbn: `978-${index}`,
  title: `The ${index}th book of the shop`,
  priceCents: 500 + ((index * 37) % 4000),
  weightGrams: 100 + ((index * 61) % 900),
  stock: (index * 7) % 5,
}));

const reviews = Array.from({ length: REVIEWS }, (_, index) => ({
  id: `r${index}`,
  body: `Opinion ${index}: read it in one sitting, would read it again.`,
  stars: (index % 5) + 1,
  memberId: `m${index % (index < LINKED_REVIEWS ? LINKED : MEMBERS)}`,
  isbn: `978-${(index * 7) % (index < LINKED_REVIEWS ? LINKED : REVIEWED_BOOKS)}`,
}));

const linkedReviews = reviews.slice(0, LINKED_REVIEWS);

const memberById = new Map(members.map((member) => [member.id, member]));
const bookByIsbn = new Map(books.map((book) => [book.isbn, book]));

interface PageArguments {
  readonly first: number;
}
interface MemberKey {
  readonly id: string;
}
interface BookKey {
  readonly isbn: string;
}
type Review = (typeof reviews)[number];

type SubgraphModule = Extract<
  Extract<Parameters<typeof buildSubgraphSchema>[0], unknown[]>[number],
  { typeDefs: unknown }
>;

/** The four subgraphs of a book shop, by name. */
export const bookshop: Readonly<Record<string, { typeDefs: string; resolvers: object }>> = {
  members: {
    typeDefs: `${LINK}
      type Query { members(first: Int = 4): [Member!]! }
      type Member @key(fields: "id") { id: ID! name: String! username: String! joined: Int! }`,
    resolvers: {
      Query: { members: (_: unknown, { first }: PageArguments) => members.slice(0, first) },
      Member: { __resolveReference: ({ id }: MemberKey) => memberById.get(id) },
    },
  },
  books: {
    typeDefs: `${LINK}
      type Query { topBooks(first: Int = 4): [Book!]! }
      type Book @key(fields: "isbn") { isbn: ID! title: String! priceCents: Int! weightGrams: Int! }`,
    resolvers: {
      Query: { topBooks: (_: unknown, { first }: PageArguments) => books.slice(0, first) },
      Book: { __resolveReference: ({ isbn }: BookKey) => bookByIsbn.get(isbn) },
    },
  },
  reviews: {
    typeDefs: `${LINK}
      type Query { reviews(first: Int!): [Review!]! }
      type Review @key(fields: "id") { id: ID! body: String! stars: Int! author: Member! book: Book! }
      type Member @key(fields: "id") { id: ID! reviews: [Review!]! }
      type Book @key(fields: "isbn") { isbn: ID! reviews: [Review!]! averageStars: Float }`,
    resolvers: {
      Query: { reviews: (_: unknown, { first }: PageArguments) => reviews.slice(0, first) },
      Member: { reviews: ({ id }: MemberKey) => linkedReviews.filter(({ memberId }) => memberId === id) },
      Book: {
        reviews: ({ isbn }: BookKey) => reviewsOf(isbn),
        averageStars: ({ isbn }: BookKey) => averageStars(reviewsOf(isbn)),
      },
      Review: {
        author: ({ memberId }: Review) => ({ id: memberId }),
        book: ({ isbn }: Review) => ({ isbn }),
      },
    },
  },
  warehouse: {
    typeDefs: `${LINK}
      type Book @key(fields: "isbn") {
        isbn: ID!
        priceCents: Int! @external
        weightGrams: Int! @external
        inStock: Boolean!
        shippingCents: Int! @requires(fields: "priceCents weightGrams")
      }`,
    resolvers: {
      Book: {
        inStock: ({ isbn }: BookKey) => (bookByIsbn.get(isbn)?.stock ?? 0) > 0,
        shippingCents: ({ priceCents, weightGrams }: { priceCents: number; weightGrams: number }) =>
          priceCents > 2000 ? 0 : Math.round(weightGrams / 2),
      },
    },
  },
};

function reviewsOf(isbn: string): Review[] {
  return linkedReviews.filter((review) => review.isbn === isbn);
}

function averageStars(of: readonly Review[]): number | null {
  return of.length === 0 ? null : of.reduce((sum, { stars }) => sum + stars, 0) / of.length;
}

/** The executable schema of one of the subgraphs. */
export function bookshopSchema(name: string): GraphQLSchema {
  const { typeDefs, resolvers } = bookshop[name] as (typeof bookshop)[string];
  return buildSubgraphSchema([
    { typeDefs: parse(typeDefs), resolvers: resolvers as SubgraphModule['resolvers'] },
  ]);
}

/**
 * The operations that are timed. `nested` goes back and forth between the subgraphs; `list` is a list whose items share
 * authors and books, as lists do; `entities` is a list whose items are all different and all asked of three subgraphs,
 * which is mostly the reading and writing of JSON for any gateway.
 */
export const operations = {
  nested: /* GraphQL */ `
    query Nested {
      members {
        ...MemberFields
        reviews {
          ...ReviewFields
          book {
            ...BookFields
            reviews {
              ...ReviewFields
              author {
                ...MemberFields
                reviews {
                  ...ReviewFields
                  book {
                    ...BookFields
                  }
                }
              }
            }
          }
        }
      }
      topBooks {
        ...BookFields
        reviews {
          ...ReviewFields
          author {
            ...MemberFields
            reviews {
              ...ReviewFields
              book {
                ...BookFields
                reviews {
                  ...ReviewFields
                  author {
                    ...MemberFields
                  }
                }
              }
            }
          }
        }
      }
    }
    fragment MemberFields on Member {
      id
      username
      name
    }
    fragment ReviewFields on Review {
      id
      body
    }
    fragment BookFields on Book {
      inStock
      title
      priceCents
      shippingCents
      isbn
      weightGrams
    }
  `,
  list: /* GraphQL */ `
    query List {
      reviews(first: 200) {
        id
        body
        stars
        author {
          id
          name
          username
        }
        book {
          isbn
          title
          priceCents
          inStock
          shippingCents
        }
      }
    }
  `,
  entities: /* GraphQL */ `
    query Entities {
      topBooks(first: 200) {
        isbn
        title
        priceCents
        weightGrams
        inStock
        shippingCents
        averageStars
        reviews {
          id
          stars
          author {
            id
            name
          }
        }
      }
    }
  `,
} as const;

export type OperationName = keyof typeof operations;
