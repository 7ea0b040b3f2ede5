import { describe, expect, it } from '@jest/globals';
import { isStorable } from './text.ts';

describe('whether a text can be stored', () => {
  it.each(['', 'Rosa', 'Zoë 😀', '\u{10ffff}', '\u0001\ufeff', "'; drop table leads; --"])(
    '%j can',
    (text) => {
      expect(isStorable(text)).toBe(true);
    },
  );

  it.each(['\0', 'a\0b', '\ud800', 'a\udc00b', '\ude00\ud83d'])('%j cannot', (text) => {
    expect(isStorable(text)).toBe(false);
  });
});
