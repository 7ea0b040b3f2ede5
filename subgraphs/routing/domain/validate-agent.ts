import type { LineOfBusiness } from '../entities.ts';
import { isStorable } from '../../shared/text.ts';
import { readLicensedState } from './read-state.ts';

/** What can be told about an agent, before it is checked. */
export interface AgentProfile {
  readonly name: string;
  readonly email: string | null;
  readonly linesOfBusiness: readonly LineOfBusiness[];
  readonly licensedStates: readonly string[];
  readonly capacity: number;
  readonly experienceYears: number | null;
  readonly active: boolean;
  /** Whose managers see the agent's leads. */
  readonly team: string;
}

export interface Reason {
  /** Path inside the input. */
  readonly field: string;
  readonly message: string;
}

export type AgentValidation =
  { readonly ok: true; readonly profile: AgentProfile } | { readonly ok: false; readonly reasons: Reason[] };

const maxNameLength = 200;
const maxStates = 400;
const maxTeamLength = 100;

/** Reports every reason at once. @returns the profile with texts trimmed, e-mail in lower case and lists without repeats. */
export function validateAgent(input: AgentProfile): AgentValidation {
  const reasons: Reason[] = [];
  const refuse = (field: string, expected: string, received: unknown): void => {
    reasons.push({ field, message: `expected ${expected}, got ${describe(received)}` });
  };
  const name = input.name.trim();
  if (name === '' || name.length > maxNameLength || !isStorable(name))
    refuse('name', `1 to ${maxNameLength} characters`, input.name);
  const email = input.email?.trim().toLowerCase() ?? null;
  if (email !== null && !isEmail(email)) refuse('email', 'an e-mail address', input.email);
  if (input.linesOfBusiness.length === 0) refuse('linesOfBusiness', 'at least one', 'none');
  const states = input.licensedStates.slice(0, maxStates).map(readLicensedState);
  for (const [index, state] of states.entries()) {
    if (state === null)
      refuse(`licensedStates.${index}`, 'a code such as NY or AU-NSW', input.licensedStates[index]);
  }
  if (input.licensedStates.length === 0) refuse('licensedStates', 'at least one', 'none');
  if (input.licensedStates.length > maxStates)
    refuse('licensedStates', `at most ${maxStates}`, input.licensedStates.length);
  if (input.capacity < 0 || input.capacity > 1000)
    refuse('capacity', 'a number from 0 to 1000', input.capacity);
  const { experienceYears } = input;
  if (experienceYears !== null && (experienceYears < 0 || experienceYears > 70))
    refuse('experienceYears', 'a number from 0 to 70', experienceYears);
  const team = input.team.trim();
  if (team === '' || team.length > maxTeamLength || !isStorable(team))
    refuse('team', `1 to ${maxTeamLength} characters`, input.team);
  if (reasons.length > 0) return { ok: false, reasons };
  const licensedStates = [...new Set(states.filter((state) => state !== null))].sort();
  const linesOfBusiness = [...new Set(input.linesOfBusiness)].sort();
  return { ok: true, profile: { ...input, name, email, linesOfBusiness, licensedStates, team } };
}

function isEmail(text: string): boolean {
  const isForm = /^[^\s@"(),:;<>[\\\]]{1,64}@([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/.test(text);
  return isForm && text.length <= 254 && isStorable(text);
}

function describe(value: unknown): string {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
}
