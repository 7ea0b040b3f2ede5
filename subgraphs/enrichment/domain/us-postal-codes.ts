import type { Coordinates } from './great-circle.ts';

/** Where a ZIP code is. */
export interface Place {
  readonly city: string;
  /** Two-letter code of the state, district, territory, or armed forces region. */
  readonly state: string;
  /** The middle of the area. Null for the armed forces' codes, which are nowhere in particular. */
  readonly coordinates: Coordinates | null;
}

interface Row {
  readonly city: string;
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** The postal codes of the United States. */
export interface PostalCodes {
  /** @param postalCode five digits, or nine as 12345-6789. @returns null when the table does not know it. */
  find(postalCode: string): Place | null;
  /** @param text a state's two-letter code or its English name, in any case. @returns the code; null for anything else. */
  readState(text: string): string | null;
}

/**
 * About 42,500 rows: 25 MB and 0.2 s. Of the package `zipcodes` only the table of the United States is read, so that no
 * other country's data comes along.
 */
export async function loadPostalCodes(): Promise<PostalCodes> {
  const [codesModule, statesModule] = await Promise.all([
    import('zipcodes/lib/codes.js'),
    import('zipcodes/lib/states.js'),
  ]);
  const { codes } = codesModule.default;
  const stateCodes = statesModule.default.full;
  return {
    find(postalCode) {
      const row: Row | undefined = /^\d{5}(-\d{4})?$/.test(postalCode)
        ? codes[postalCode.slice(0, 5)]
        : undefined;
      if (row === undefined) return null;
      const { city, state, latitude, longitude } = row;
      const isNowhere = latitude === 0 && longitude === 0;
      return { city, state, coordinates: isNowhere ? null : { latitude, longitude } };
    },
    readState(text) {
      const given = text.trim().toUpperCase();
      if (/^[A-Z]{2}$/.test(given)) return given;
      return Object.hasOwn(stateCodes, given) ? (stateCodes[given] ?? null) : null;
    },
  };
}
