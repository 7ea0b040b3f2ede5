import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { refuseOversize } from './measure-size.ts';
import type { SizeLimits } from './measure-size.ts';

const limits = { maxFields: 1_000, maxDepth: 20, maxAliases: 10, maxRootFields: 15, maxDirectives: 5 };
const refusal = (query: string, more: Partial<SizeLimits> = {}) =>
  refuseOversize(parse(query), { ...limits, ...more })?.toJSON();

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
    const wide = { maxRootFields: 10_000 };
    expect(refusal(bomb(9), wide)).toBeUndefined();
    expect(refusal(bomb(10), wide)).toEqual({
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

  it('counts aliases as often as fragments bring them', () => {
    const aliases = (count: number): string => Array.from({ length: count }, (_, i) => `x${i}: a`).join(' ');
    expect(refusal(`{ n { ${aliases(10)} } }`)).toBeUndefined();
    expect(refusal(`{ n { ...F } m { ...F } } fragment F on T { ${aliases(6)} }`)).toEqual({
      message: 'Expected at most 10 aliases with all fragments in place, got 12.',
      extensions: { code: 'OPERATION_TOO_LARGE', aliases: 12, maxAliases: 10 },
    });
  });

  it('counts the fields of the root, those of its fragments too', () => {
    expect(refusal(`{ ${'a '.repeat(15)} }`)).toBeUndefined();
    expect(refusal(`{ n { ${'a '.repeat(20)} } }`)).toBeUndefined();
    expect(
      refusal(`{ a ... { ${'a '.repeat(5)} } ...F ...F } fragment F on Query { ${'a '.repeat(5)} }`),
    ).toEqual({
      message: 'Expected at most 15 fields of the root with all fragments in place, got 16.',
      extensions: { code: 'OPERATION_TOO_LARGE', rootFields: 16, maxRootFields: 15 },
    });
  });

  it('counts the directives that are written, wherever they stand', () => {
    expect(refusal(`query @a { a @a @a ...F ...F } fragment F on Query @a { b @a }`)).toBeUndefined();
    expect(
      refusal(`query ($v: Int @a) @a { a @a ... @a { b } ...F @a } fragment F on Query { b @a }`),
    ).toEqual({
      message: 'Expected at most 5 directives, got 6.',
      extensions: { code: 'OPERATION_TOO_LARGE', directives: 6, maxDirectives: 5 },
    });
  });

  it('leaves fragments that spread themselves or are missing to validation', () => {
    expect(
      refusal('{ ...A ...Nowhere } fragment A on Query { a ...B } fragment B on Query { b ...A }'),
    ).toBeUndefined();
  });
});
