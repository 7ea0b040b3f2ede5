import type { Contact } from '../../entities.ts';
import { greatCircleKm } from '../great-circle.ts';
import type { Coordinates } from '../great-circle.ts';
import type { Place, PostalCodes } from '../us-postal-codes.ts';
import type { EnrichmentProvider, ProvidedField } from './provider.ts';

export interface OfficeLocation extends Coordinates {
  readonly name: string;
}

/**
 * Where a postal code is, by an open table of centroids. It knows the United States; about other countries it says
 * nothing.
 * @param offices the offices to measure the distance to.
 */
export function createPostalCodeProvider(
  postalCodes: PostalCodes,
  offices: () => Promise<readonly OfficeLocation[]>,
): EnrichmentProvider {
  return {
    name: 'us-postal-codes',
    timeoutMs: 5_000,
    async lookup(contact) {
      if (contact.country !== 'US' || contact.postalCode === null) return [];
      const place = postalCodes.find(contact.postalCode);
      // New codes appear every month, and the table is older than that.
      if (place === null) return [{ name: 'placeKnown', value: 'false', confidence: 0.8 }];
      return [
        ...placeFields(place),
        ...stateFields(place, contact, postalCodes),
        ...distanceFields(place, await offices()),
      ];
    },
  };
}

function placeFields({ city, state, coordinates }: Place): ProvidedField[] {
  const fields: ProvidedField[] = [
    { name: 'placeKnown', value: 'true', confidence: 0.95 },
    { name: 'city', value: city, confidence: 0.85 },
    { name: 'state', value: state, confidence: 0.95 },
    { name: 'country', value: 'US', confidence: 0.9 },
  ];
  if (coordinates !== null) {
    fields.push(
      { name: 'latitude', value: String(coordinates.latitude), confidence: 0.8 },
      { name: 'longitude', value: String(coordinates.longitude), confidence: 0.8 },
    );
  }
  return fields;
}

function stateFields(place: Place, { state }: Contact, postalCodes: PostalCodes): ProvidedField[] {
  if (state === null) return [];
  const stated = postalCodes.readState(state);
  return [{ name: 'stateMatches', value: String(stated === place.state), confidence: 0.95 }];
}

function distanceFields({ coordinates }: Place, offices: readonly OfficeLocation[]): ProvidedField[] {
  if (coordinates === null) return [];
  const [nearest] = offices
    .map((office) => ({ name: office.name, km: greatCircleKm(coordinates, office) }))
    .sort((a, b) => a.km - b.km);
  if (nearest === undefined) return [];
  return [
    { name: 'nearestOffice', value: nearest.name, confidence: 0.8 },
    // Whole kilometres: the middle of a postal area is no more exact than that.
    { name: 'distanceKm', value: String(Math.round(nearest.km)), confidence: 0.8 },
  ];
}
