import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { GraphQLSchema } from 'graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key", "@requires", "@external", "@shareable", "@provides"])`;

/** Enough for an answer of about 14 KB to the nested query and 40 KB to the list. */
const MEMBERS = 4;
const BOOKS = 200;
const REVIEWS = 6;
/** Reviews are spread over these books only, so that the nested query finds its way back to them. */
const REVIEWED_BOOKS = 4;

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
  memberId: `m${index % MEMBERS}`,
  isbn: `978-${(index * 3) % REVIEWED_BOOKS}`,
}));

const memberById = new Map(members.map((member) => [member.id, member]));
const bookByIsbn = new Map(books.map((book) => [book.isbn, book]));

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
      type Query { me: Member members: [Member!]! }
      type Member @key(fields: "id") { id: ID! name: String! username: String! joined: Int! }`,
    resolvers: {
      Query: { me: () => members[0], members: () => members },
      Member: { __resolveReference: ({ id }: MemberKey) => memberById.get(id) },
    },
  },
  books: {
    typeDefs: `${LINK}
      type Query { topBooks(first: Int = 4): [Book!]! }
      type Book @key(fields: "isbn") { isbn: ID! title: String! priceCents: Int! weightGrams: Int! }`,
    resolvers: {
      Query: { topBooks: (_: unknown, { first }: { first: number }) => books.slice(0, first) },
      Book: { __resolveReference: ({ isbn }: BookKey) => bookByIsbn.get(isbn) },
    },
  },
  reviews: {
    typeDefs: `${LINK}
      type Review @key(fields: "id") { id: ID! body: String! stars: Int! author: Member! book: Book! }
      type Member @key(fields: "id") { id: ID! reviews: [Review!]! }
      type Book @key(fields: "isbn") { isbn: ID! reviews: [Review!]! averageStars: Float }`,
    resolvers: {
      Member: { reviews: ({ id }: MemberKey) => reviews.filter(({ memberId }) => memberId === id) },
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
  return reviews.filter((review) => review.isbn === isbn);
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

/** The two operations that are timed. */
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
