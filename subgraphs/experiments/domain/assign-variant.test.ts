import { describe, expect, it } from '@jest/globals';
import { assignVariant, unitHash } from './assign-variant.ts';

const subjects = Array.from({ length: 20_000 }, (_, index) => `subject-${index}`);

/** Pearson's chi-square of counts against expected shares. */
function chiSquare(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count, index) => {
    const expected = total * (shares[index] as number);
    return sum + (count - expected) ** 2 / expected;
  }, 0);
}

describe('assignment by hash', () => {
  it('is the fraction that SHA-256 gives', () => {
    // printf 's:k:1' | sha256sum begins with these 13 hexadecimal digits.
    expect(unitHash('s', 'k', '1')).toBe(0xba330a6ab6267 / 2 ** 52);
  });

  it('is spread evenly over [0, 1)', () => {
    const counts = new Array<number>(20).fill(0);
    for (const subject of subjects) {
      const cell = Math.floor(unitHash('salt', 'even', subject) * 20);
      counts[cell] = (counts[cell] as number) + 1;
    }
    // 0.999 quantile of chi-square with 19 degrees of freedom: 43.82 (NIST/SEMATECH e-Handbook, table 1.3.6.7.4).
    expect(chiSquare(counts, new Array<number>(20).fill(1 / 20))).toBeLessThan(43.82);
  });

  it('follows the weights', () => {
    const variants = [
      { key: 'a', weight: 1 },
      { key: 'b', weight: 3 },
      { key: 'c', weight: 6 },
    ];
    const counts = variants.map(() => 0);
    for (const subject of subjects) {
      const { key } = assignVariant({ id: 'id', key: 'weights', variants }, subject);
      const index = variants.findIndex((variant) => variant.key === key);
      counts[index] = (counts[index] as number) + 1;
    }
    // 0.999 quantile with 2 degrees of freedom: 13.816.
    expect(chiSquare(counts, [0.1, 0.3, 0.6])).toBeLessThan(13.816);
  });

  it('is independent between experiments', () => {
    const variants = [
      { key: 'a', weight: 1 },
      { key: 'b', weight: 1 },
    ];
    const counts = new Map<string, number>();
    for (const subject of subjects) {
      const both = ['first', 'second'].map((key) => assignVariant({ id: 'id', key, variants }, subject).key);
      counts.set(both.join(), (counts.get(both.join()) ?? 0) + 1);
    }
    const cells = ['a,a', 'a,b', 'b,a', 'b,b'].map((cell) => counts.get(cell) ?? 0);
    // 0.999 quantile with 3 degrees of freedom: 16.266.
    expect(chiSquare(cells, [0.25, 0.25, 0.25, 0.25])).toBeLessThan(16.266);
  });

  it('does not depend on the case in which an id is written', () => {
    const variants = [
      { key: 'a', weight: 1 },
      { key: 'b', weight: 1 },
    ];
    for (const subject of subjects.slice(0, 200)) {
      const one = assignVariant({ id: 'id', key: 'case', variants }, subject);
      expect(assignVariant({ id: 'id', key: 'case', variants }, subject.toUpperCase())).toBe(one);
    }
  });
});
