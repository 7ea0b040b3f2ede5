import { describe, expect, it } from '@jest/globals';
import { refuseLargeVariables } from './measure-variables.ts';

const limits = { maxVariableValues: 6, maxVariableDepth: 3 };
const refusal = (variables?: Record<string, unknown>) => refuseLargeVariables(variables, limits)?.toJSON();

describe('the size of variables', () => {
  it('is the number of their values, those within lists and objects included', () => {
    expect(refusal()).toBeUndefined();
    expect(refusal({ a: [1, 2, 3], b: { c: null } })).toBeUndefined();
    expect(refusal({ a: [1, 2, 3], b: { c: null, d: 'x' } })).toEqual({
      message: 'Expected at most 6 values in variables, got more.',
      extensions: { code: 'VARIABLES_TOO_LARGE', maxVariableValues: 6 },
    });
  });

  it('is how deep they are nested', () => {
    expect(refusal({ a: [{ b: 1 }] })).toBeUndefined();
    expect(refusal({ a: [{ b: [] }] })).toEqual({
      message: 'Expected at most 3 lists and objects within each other in variables, got more.',
      extensions: { code: 'VARIABLES_TOO_LARGE', maxVariableDepth: 3 },
    });
  });

  it('is found without looking at all of it', () => {
    const deep = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)) as unknown;
    expect(refusal({ deep })?.extensions).toEqual({ code: 'VARIABLES_TOO_LARGE', maxVariableDepth: 3 });
  });
});
