import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode, NumberType, PhoneNumber } from 'libphonenumber-js/max';
import type { PhoneType } from '../../entities.ts';
import type { EnrichmentProvider, ProvidedField } from './provider.ts';

const typeOf: Partial<Record<NonNullable<NumberType>, PhoneType>> = {
  MOBILE: 'MOBILE',
  FIXED_LINE: 'FIXED_LINE',
  FIXED_LINE_OR_MOBILE: 'FIXED_LINE_OR_MOBILE',
  VOIP: 'VOIP',
  TOLL_FREE: 'TOLL_FREE',
};

/**
 * What the national numbering plans say about a number, by the metadata of Google's libphonenumber. A number that is
 * valid by its plan need not be in service.
 */
export const phoneProvider: EnrichmentProvider = {
  name: 'phone-numbering-plan',
  timeoutMs: 1_000,
  async lookup({ phone, country }) {
    if (phone === null) return [];
    const number = parsePhoneNumberFromString(phone, country as CountryCode);
    if (number === undefined || !number.isValid()) {
      return [{ name: 'phoneValid', value: 'false', confidence: 0.95 }];
    }
    return fieldsOf(number, country);
  },
};

function fieldsOf(number: PhoneNumber, statedCountry: string): ProvidedField[] {
  const type = number.getType();
  const fields: ProvidedField[] = [
    { name: 'phoneValid', value: 'true', confidence: 0.95 },
    { name: 'phoneType', value: (type && typeOf[type]) ?? 'OTHER', confidence: 0.9 },
    { name: 'phoneNational', value: number.formatNational(), confidence: 0.95 },
  ];
  if (number.country !== undefined) {
    fields.push(
      // People move and keep their number: it says less about where they live than their address does.
      { name: 'country', value: number.country, confidence: 0.7 },
      { name: 'phoneCountryMatches', value: String(number.country === statedCountry), confidence: 0.9 },
    );
  }
  return fields;
}
