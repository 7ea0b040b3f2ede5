/** A setting that is not of its form. The message is one line: which setting, what was expected, what came. */
export class SettingError extends Error {
  readonly setting: string;
  constructor(setting: string, expected: string, received: string | undefined) {
    super(
      `${setting}: expected ${expected}, got ${received === undefined ? 'nothing' : JSON.stringify(received)}`,
    );
    this.name = 'SettingError';
    this.setting = setting;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** An unset and an empty variable are the same. */
function given(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

export function readText(env: Environment, name: string, fallback: string): string {
  return given(env, name) ?? fallback;
}

/** @throws SettingError unless it is a whole number in the range. */
export function readInteger(
  env: Environment,
  name: string,
  options: { fallback: number; min: number; max: number },
): number {
  const value = given(env, name);
  if (value === undefined) return options.fallback;
  const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= options.min && number <= options.max) return number;
  throw new SettingError(name, `a whole number from ${options.min} to ${options.max}`, value);
}

export function readChoice<Choice extends string>(
  env: Environment,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const value = given(env, name);
  if (value === undefined) return fallback;
  const choice = choices.find((known) => known === value);
  if (choice === undefined) throw new SettingError(name, `one of ${choices.join(', ')}`, value);
  return choice;
}

/** @param protocols such as `postgres:`; the URL's must be one of them. */
export function readUrl(env: Environment, name: string, protocols: readonly string[]): string | undefined {
  const value = given(env, name);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !protocols.includes(url.protocol)) {
    throw new SettingError(
      name,
      `a URL starting with ${protocols.map((p) => `${p}//`).join(' or ')}`,
      maskPassword(value),
    );
  }
  return value;
}

/** @throws SettingError when it is shorter than `minLength`; the value itself is never shown. */
export function readSecret(env: Environment, name: string, minLength: number): string | undefined {
  const value = given(env, name);
  if (value === undefined || value.length >= minLength) return value;
  throw new SettingError(name, `at least ${minLength} characters`, `${value.length} characters`);
}

/**
 * A URL or what was meant to be one, as it may be shown: without the password, wherever it stands. A password may hold
 * any character that should have been escaped in it, so all up to the last @ counts as its part.
 */
export function maskPassword(text: string): string {
  return text
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)?([^:/@]*):(?!\/\/).*@/is, '$1$2:***@')
    .replace(/([?&](?:[^=&#]*(?:password|secret|token|key)[^=&#]*)=)[^&#]*/gi, '$1***');
}
