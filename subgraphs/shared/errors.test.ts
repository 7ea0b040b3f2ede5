import { describe, expect, it } from '@jest/globals';
import { GraphError } from './errors.ts';

describe('an error for the client', () => {
  it('says what it was told, up to 300 characters', () => {
    const huge = 'x'.repeat(1_000_000);
    const error = new GraphError('NOT_FOUND', `There is no lead ${huge}.`, { id: huge, allowed: ['admin'] });
    expect(error.message).toBe(`There is no lead ${'x'.repeat(280)}...`);
    expect(error.extensions).toEqual({ code: 'NOT_FOUND', id: `${'x'.repeat(297)}...`, allowed: ['admin'] });
    const short = new GraphError('NOT_FOUND', 'There is no lead 1.', { id: '1' });
    expect(short.message).toBe('There is no lead 1.');
    expect(short.extensions).toEqual({ code: 'NOT_FOUND', id: '1' });
  });
});
