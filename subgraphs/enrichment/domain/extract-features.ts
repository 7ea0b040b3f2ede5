import type { EmailKind, EnrichmentFeatures, PhoneType } from '../entities.ts';
import type { FieldValues } from './resolve-fields.ts';

/** What other subgraphs learn of the fields: nothing that identifies the person. */
export function extractFeatures(values: FieldValues): EnrichmentFeatures {
  return {
    phoneValid: toBoolean(values['phoneValid']),
    phoneType: (values['phoneType'] as PhoneType | undefined) ?? null,
    emailQuality: toNumber(values['emailQuality']),
    emailKind: (values['emailKind'] as EmailKind | undefined) ?? null,
    placeKnown: toBoolean(values['placeKnown']),
    distanceKm: toNumber(values['distanceKm']),
  };
}

function toBoolean(value: string | undefined): boolean | null {
  return value === undefined ? null : value === 'true';
}

function toNumber(value: string | undefined): number | null {
  return value === undefined ? null : Number(value);
}
