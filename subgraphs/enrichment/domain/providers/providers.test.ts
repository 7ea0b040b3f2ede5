import { describe, expect, it } from '@jest/globals';
import { loadDisposableDomains } from '../disposable-domains.ts';
import { loadPostalCodes } from '../us-postal-codes.ts';
import type { Contact } from '../../entities.ts';
import { createEmailProvider } from './email.ts';
import { phoneProvider } from './phone.ts';
import { createPostalCodeProvider } from './postal-code.ts';
import type { EnrichmentProvider } from './provider.ts';

const nobody: Contact = {
  firstName: null,
  lastName: null,
  email: null,
  phone: null,
  street: null,
  city: null,
  state: null,
  postalCode: null,
  country: 'US',
  dateOfBirth: null,
};
const postalCodes = await loadPostalCodes();
const emailProvider = createEmailProvider(await loadDisposableDomains());
const { signal } = new AbortController();

async function ask(provider: EnrichmentProvider, contact: Partial<Contact>): Promise<Record<string, string>> {
  const fields = await provider.lookup({ ...nobody, ...contact }, signal);
  for (const { confidence } of fields) expect(confidence > 0 && confidence <= 1).toBe(true);
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

describe('what a phone number tells', () => {
  it('is its type, its country and how it is written there', async () => {
    expect(await ask(phoneProvider, { phone: '+12125550123' })).toEqual({
      phoneValid: 'true',
      phoneType: 'FIXED_LINE_OR_MOBILE',
      phoneNational: '(212) 555-0123',
      country: 'US',
      phoneCountryMatches: 'true',
    });
  });

  it.each([
    ['+18005550199', 'US', 'TOLL_FREE', 'true'],
    ['+4915123456789', 'US', 'MOBILE', 'false'],
    ['+495001234567', 'DE', 'OTHER', 'true'],
    ['+445600123456', 'GB', 'VOIP', 'true'],
  ])('of %s in %s is %s', async (phone, country, phoneType, phoneCountryMatches) => {
    const said = await ask(phoneProvider, { phone, country });
    if (said['phoneValid'] === 'true') expect(said).toMatchObject({ phoneType, phoneCountryMatches });
    else expect(said).toEqual({ phoneValid: 'false' });
  });

  it.each(['+19995550123', '+1212555', 'nonsense', ''])('of %j is that it cannot exist', async (phone) => {
    expect(await ask(phoneProvider, { phone })).toEqual({ phoneValid: 'false' });
  });

  it('is nothing when there is none', async () => {
    expect(await ask(phoneProvider, {})).toEqual({});
  });
});

describe('what a postal code tells', () => {
  const offices = [
    { name: 'Los Angeles', latitude: 34.0522, longitude: -118.2437 },
    { name: 'Boston', latitude: 42.3601, longitude: -71.0589 },
  ];
  const provider = createPostalCodeProvider(postalCodes, async () => offices);

  it('is the place, whether the stated state is right, and how far the nearest office is', async () => {
    expect(await ask(provider, { postalCode: '90210-1234', state: 'CA' })).toMatchObject({
      placeKnown: 'true',
      city: 'Beverly Hills',
      state: 'CA',
      country: 'US',
      stateMatches: 'true',
      nearestOffice: 'Los Angeles',
      distanceKm: '16',
    });
  });

  it.each([
    ['California', 'true'],
    ['NY', 'false'],
    ['somewhere', 'false'],
    ['constructor', 'false'],
  ])('is for a state given as %j: matches %s', async (state, stateMatches) => {
    expect(await ask(provider, { postalCode: '90210', state })).toMatchObject({ stateMatches });
  });

  it('is that it is not known when no table has it', async () => {
    expect(await ask(provider, { postalCode: '00000' })).toEqual({ placeKnown: 'false' });
  });

  it('is nothing outside the United States', async () => {
    expect(await ask(provider, { postalCode: '10115', country: 'DE' })).toEqual({});
  });

  it('is no distance without offices, and none for an address of the armed forces', async () => {
    const alone = createPostalCodeProvider(postalCodes, async () => []);
    expect(await ask(alone, { postalCode: '90210' })).not.toHaveProperty('distanceKm');
    const forces = await ask(provider, { postalCode: '34001' });
    expect(forces).toMatchObject({ placeKnown: 'true', state: 'AA' });
    expect(forces).not.toHaveProperty('distanceKm');
  });
});

describe('what an e-mail address tells', () => {
  it.each([
    ['ada@gmail.com', 'PERSONAL', '0.9'],
    ['ada@byron-analytics.com', 'BUSINESS', '0.85'],
    ['ada@mail.example.co.uk', 'BUSINESS', '0.85'],
    ['info+web@byron-analytics.com', 'ROLE', '0.5'],
    ['ada@mailinator.com', 'DISPOSABLE', '0.05'],
    ['ada@sub.mailinator.com', 'DISPOSABLE', '0.05'],
  ])('%s is %s', async (email, emailKind, emailQuality) => {
    const said = await ask(emailProvider, { email });
    expect(said).toMatchObject({ emailDomainValid: 'true', emailKind, emailQuality });
    expect(said).not.toHaveProperty('emailDomainMeant');
  });

  it.each([
    ['ada@gmial.com', 'gmail.com'],
    ['ada@hotmial.com', 'hotmail.com'],
    ['ada@outlok.com', 'outlook.com'],
  ])('%s was meant for %s', async (email, emailDomainMeant) => {
    const said = await ask(emailProvider, { email });
    if (said['emailKind'] !== 'DISPOSABLE')
      expect(said).toMatchObject({ emailDomainMeant, emailQuality: '0.2' });
  });

  it.each(['ymail.com', 'mail.com', 'email.com', 'yahoo.ca', 'msn.com'])(
    'leaves %s alone, which is a name of its own',
    async (domain) => {
      expect(await ask(emailProvider, { email: `ada@${domain}` })).not.toHaveProperty('emailDomainMeant');
    },
  );

  it('is that no mail can arrive where no top-level domain exists', async () => {
    expect(await ask(emailProvider, { email: 'ada@byron.notatld' })).toEqual({
      emailDomainValid: 'false',
      emailQuality: '0',
    });
  });

  it('is nothing when there is none', async () => {
    expect(await ask(emailProvider, {})).toEqual({});
  });
});
