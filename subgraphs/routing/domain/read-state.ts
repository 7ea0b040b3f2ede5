import { getCountries } from 'libphonenumber-js';

const countries = new Set<string>(getCountries());

/** USPS codes: the states, the District of Columbia and the territories that license insurance agents. */
const statesOfTheUnitedStates = new Set(
  (
    'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA ' +
    'RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI'
  ).split(' '),
);

/**
 * Reads where a licence holds: an ISO 3166-2 code such as AU-NSW, or two letters for a state of the United States, in any
 * case. @returns the ISO 3166-2 code, or null when it is neither.
 */
export function readLicensedState(text: string): string | null {
  const code = text.trim().toUpperCase();
  const [country = '', state = '', ...rest] = code.includes('-') ? code.split('-') : ['US', code];
  if (rest.length > 0 || !countries.has(country) || !/^[A-Z0-9]{1,3}$/.test(state)) return null;
  if (country === 'US' && !statesOfTheUnitedStates.has(state)) return null;
  return `${country}-${state}`;
}

/**
 * Where an agent must be licensed to take a lead. @returns ISO 3166-2, or null when the lead's state is not told or is not a
 * code: then nobody can be shown to be licensed.
 */
export function stateOfLead(country: string, state: string | null): string | null {
  if (state === null) return null;
  const code = state.trim().toUpperCase();
  return readLicensedState(code.includes('-') ? code : `${country}-${code}`);
}
