import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { refuseOversize } from './measure-size.ts';

const limits = { maxFields: 1_000, maxDepth: 20 };
const refusal = (query: string) => refuseOversize(parse(query), limits)?.toJSON();

/** Each fragment spreads the next one twice: 2^count fields in a text of some hundred characters. */
function bomb(count: number): string {
  const fragments = Array.from(
    { length: count },
    (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
  );
  return `{ ...F0 } ${fragments.join(' ')} fragment F${count} on Query { a }`;
}

describe('the size of an operation', () => {
  it('counts a field as often as fragments bring it', () => {
    expect(refusal(bomb(9))).toBeUndefined();
    expect(refusal(bomb(10))).toEqual({
      message: 'Expected at most 1000 fields with all fragments in place, got 1024.',
      extensions: { code: 'OPERATION_TOO_LARGE', fields: 1024, maxFields: 1000 },
    });
  });

  it('is found without putting fragments in place', () => {
    expect(refusal(bomb(900))?.extensions).toMatchObject({ code: 'OPERATION_TOO_LARGE' });
  });

  it('counts how deep fields are nested, through fragments too', () => {
    const nested = (depth: number): string => 'a { '.repeat(depth - 1) + 'a' + ' }'.repeat(depth - 1);
    expect(refusal(`{ ${nested(20)} }`)).toBeUndefined();
    expect(refusal(`{ ${nested(10)} b { ...F } } fragment F on T { ${nested(20)} }`)).toEqual({
      message: 'Expected at most 20 fields below each other, got 21.',
      extensions: { code: 'OPERATION_TOO_LARGE', depth: 21, maxDepth: 20 },
    });
  });

  it('leaves fragments that spread themselves or are missing to validation', () => {
    expect(
      refusal('{ ...A ...Nowhere } fragment A on Query { a ...B } fragment B on Query { b ...A }'),
    ).toBeUndefined();
  });
});
