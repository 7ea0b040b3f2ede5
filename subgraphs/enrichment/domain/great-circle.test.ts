import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { greatCircleKm } from './great-circle.ts';

const place = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
const halfCircumferenceKm = Math.PI * 6371.0088;

describe('the way over the globe', () => {
  // Nashville to Los Angeles: the worked example of Rosetta Code's "Haversine formula" (2887.2599 km at R = 6372.8).
  it('agrees with a published example', () => {
    const nashville = { latitude: 36.12, longitude: -86.67 };
    const losAngeles = { latitude: 33.94, longitude: -118.4 };
    expect((greatCircleKm(nashville, losAngeles) * 6372.8) / 6371.0088).toBeCloseTo(2887.2599, 3);
  });

  it('agrees with the spherical law of cosines where that one is exact enough', () => {
    const lawOfCosines = (a: number, b: number, dLon: number): number =>
      6371.0088 * Math.acos(Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(dLon));
    const rad = Math.PI / 180;
    const [from, to] = [
      { latitude: 40.7484, longitude: -73.9967 },
      { latitude: 34.0901, longitude: -118.4065 },
    ];
    const expected = lawOfCosines(
      from.latitude * rad,
      to.latitude * rad,
      (to.longitude - from.longitude) * rad,
    );
    expect(greatCircleKm(from, to)).toBeCloseTo(expected, 6);
  });

  it('is a distance: nothing to oneself, the same there and back, never more than half way round', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const km = greatCircleKm(a, b);
        expect(greatCircleKm(a, a)).toBe(0);
        expect(km).toBeCloseTo(greatCircleKm(b, a), 6);
        expect(km).toBeGreaterThanOrEqual(0);
        expect(km).toBeLessThanOrEqual(halfCircumferenceKm + 1e-6);
      }),
    );
  });

  it('is half way round between antipodes', () => {
    expect(
      greatCircleKm({ latitude: 12.3, longitude: 45 }, { latitude: -12.3, longitude: -135 }),
    ).toBeCloseTo(halfCircumferenceKm, 6);
  });
});
