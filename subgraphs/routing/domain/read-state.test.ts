import { describe, expect, it } from '@jest/globals';
import { readLicensedState, stateOfLead } from './read-state.ts';

describe('where a licence holds', () => {
  it.each([
    ['ny', 'US-NY'],
    [' US-ny ', 'US-NY'],
    ['PR', 'US-PR'],
    ['au-nsw', 'AU-NSW'],
    ['ZZ', null],
    ['US-NSW', null],
    ['XX-NY', null],
    ['*', null],
    ['', null],
    ['US-NY-1', null],
    ['New York', null],
  ])('reads %j as %j', (text, code) => {
    expect(readLicensedState(text)).toBe(code);
  });

  it.each([
    ['US', 'NY', 'US-NY'],
    ['AU', 'nsw', 'AU-NSW'],
    ['US', 'US-CA', 'US-CA'],
    ['US', null, null],
    ['US', 'New York', null],
    ['AU', 'x'.repeat(300), null],
  ])('places a lead of %s %j in %j', (country, state, code) => {
    expect(stateOfLead(country, state)).toBe(code);
  });
});
