import type { Config } from './config.ts';
import { SettingError } from './settings.ts';

/**
 * The secret that was given for this installation.
 *
 * @throws SettingError when none was, and in production also when it could be guessed: the one word for all of it is that
 * whoever knows the secret can be anyone and read everything.
 */
export function requireSecret({ secret, environment }: Pick<Config, 'secret' | 'environment'>): string {
  const isProduction = environment === 'production';
  if (secret === undefined) {
    const where = isProduction ? ', set for this installation, since NODE_ENV is production' : '';
    throw new SettingError('LEADGRAPH_SECRET', `at least 32 characters${where}`, undefined);
  }
  const weakness = isProduction ? weaknessOf(secret) : undefined;
  if (weakness === undefined) return secret;
  const expected = 'a random text, such as "openssl rand -base64 48" prints, since NODE_ENV is production';
  throw new SettingError('LEADGRAPH_SECRET', expected, weakness);
}

/** Random texts hold more: 32 hexadecimal digits have 14 different ones on average. */
const fewestDifferent = 9;

/** Words of made-up secrets. A random text of 64 characters holds one of them once in some ten million times. */
const words = [
  'secret',
  'password',
  'passw0rd',
  'change',
  'example',
  'leadgraph',
  'develop',
  'default',
  'qwerty',
  'asdfgh',
  'letmein',
  'insecure',
  // What begins so is the secret of a webhook, which others have.
  'whsec_',
];

/**
 * Why a secret is no random text, in words that do not give it away; undefined when nothing speaks against it. It catches
 * what people type and what documentation shows, not a bad generator.
 */
export function weaknessOf(secret: string): string | undefined {
  const word = words.find((each) => secret.toLowerCase().includes(each));
  if (word !== undefined) return `a text with "${word}" in it`;
  if (new Set(secret).size < fewestDifferent) return `${new Set(secret).size} different characters`;
  if (isRepetition(secret)) return 'a text that repeats itself';
  if (shareInSequence(secret) > 0.5) return 'characters in their order';
  return undefined;
}

/** Whether it is one part of at most half its length, again and again. */
function isRepetition(text: string): boolean {
  const lengths = Array.from({ length: Math.floor(text.length / 2) }, (_, index) => index + 1);
  return lengths.some((length) => text.slice(length) === text.slice(0, -length));
}

/** How many of the characters follow the one before in the alphabet, forwards or backwards, as `abcd` and `4321` do. */
function shareInSequence(text: string): number {
  const steps = [...text].map((character, index) =>
    index === 0 ? 0 : character.charCodeAt(0) - text.charCodeAt(index - 1),
  );
  return steps.filter((step) => Math.abs(step) === 1).length / text.length;
}
