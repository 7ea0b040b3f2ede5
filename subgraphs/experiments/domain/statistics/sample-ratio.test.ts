import { describe, expect, it } from '@jest/globals';
import { checkSampleRatio } from './sample-ratio.ts';

describe('the sample ratio check', () => {
  it('warns when one variant loses leads', () => {
    // Two halves of a real experiment, p = 1.8e-6: Kohavi, Tang & Xu (2020), "Trustworthy Online Controlled Experiments", ch. 21.
    const check = checkSampleRatio([
      { observed: 821_588, weight: 1 },
      { observed: 815_482, weight: 1 },
    ]);
    expect(check?.pValue).toBeLessThan(2e-6);
    expect(check).toMatchObject({ degreesOfFreedom: 1, isMismatch: true });
  });

  it('is calm about chance, and respects the weights', () => {
    expect(
      checkSampleRatio([
        { observed: 510, weight: 1 },
        { observed: 490, weight: 1 },
      ])?.isMismatch,
    ).toBe(false);
    const exact = checkSampleRatio([
      { observed: 100, weight: 1 },
      { observed: 300, weight: 3 },
      { observed: 600, weight: 6 },
    ]);
    expect(exact).toEqual({ chiSquare: 0, degreesOfFreedom: 2, pValue: 1, isMismatch: false });
  });

  it('says nothing about a handful of leads', () => {
    expect(
      checkSampleRatio([
        { observed: 9, weight: 1 },
        { observed: 0, weight: 1 },
      ]),
    ).toBeUndefined();
    expect(
      checkSampleRatio([
        { observed: 0, weight: 1 },
        { observed: 0, weight: 1 },
      ]),
    ).toBeUndefined();
    expect(checkSampleRatio([{ observed: 100, weight: 1 }])).toBeUndefined();
  });
});
