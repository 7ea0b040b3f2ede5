import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireSecret, weaknessOf } from './require-secret.ts';
import { SettingError } from './settings.ts';

// Made here: one that is written down is no random text any more.
const random = createHash('sha256').update('a secret').digest('base64');
const production = (secret: string | undefined) => requireSecret({ secret, environment: 'production' });

describe('the secret of an installation in production', () => {
  it('is taken when it was set and is random', () => {
    expect(production(random)).toBe(random);
  });

  it('has to be set', () => {
    expect(() => production(undefined)).toThrow(
      new SettingError(
        'LEADGRAPH_SECRET',
        'at least 32 characters, set for this installation, since NODE_ENV is production',
        undefined,
      ),
    );
  });

  it.each([
    ['a secret for tests alone, 32 characters', 'a text with \\"secret\\" in it'],
    ['Change-me-before-you-go-to-production', 'a text with \\"change\\" in it'],
    [`whsec_${random}`, 'a text with \\"whsec_\\" in it'],
    ['x'.repeat(40), '1 different characters'],
    ['12341234123412341234123412341234', '4 different characters'],
    ['0123456789abcdef0123456789abcdef', 'a text that repeats itself'],
    ['rZk0Pq7uWn3xVb9LrZk0Pq7uWn3xVb9LrZk0', 'a text that repeats itself'],
    ['abcdefghijklmnopqrstuvwxyz0123456789', 'characters in their order'],
    ['zyxwvutsrqponmlkjihgfedcba9876543210', 'characters in their order'],
  ])('is refused when it is %j', (secret, received) => {
    const message =
      'LEADGRAPH_SECRET: expected a random text, such as "openssl rand -base64 48" prints, ' +
      `since NODE_ENV is production, got "${received}"`;
    expect(() => production(secret)).toThrow(new Error(message));
    expect(requireSecret({ secret, environment: 'development' })).toBe(secret);
  });

  it('is taken for each of many random texts', () => {
    const digests = Array.from({ length: 500 }, (_, index) =>
      createHash('sha256').update(`${index}`).digest(),
    );
    const secrets = digests.flatMap((each) => [
      each.toString('hex').slice(0, 32),
      each.toString('hex'),
      each.toString('base64'),
      each.toString('base64url').slice(0, 32),
    ]);
    expect(secrets.filter((secret) => weaknessOf(secret) !== undefined)).toEqual([]);
  });

  it('is refused when it stands anywhere in this repository', () => {
    const published = secretsIn(fileURLToPath(new URL('../../', import.meta.url)));
    expect(published).toContain('a secret for tests alone, 32 characters');
    expect(published.filter((secret) => weaknessOf(secret) === undefined)).toEqual([]);
  });
});

const skipped = new Set(['node_modules', '.git', '.data', 'generated', 'models']);

/** Every text of 32 characters or more that some file gives as a secret. */
function secretsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (skipped.has(entry.name)) return [];
    if (entry.isDirectory()) return secretsIn(file);
    if (!/\.(ts|js|md|ya?ml|env|sh|json)$/.test(entry.name) || !existsSync(file)) return [];
    const text = readFileSync(file, 'utf8');
    const given = text.matchAll(
      /secret['"]?\s*[:=]\s*(['"`])([^'"`\n]{32,}?)\1|_SECRET=(['"]?)([^'"\s$]{32,})\3/gi,
    );
    return [...given].flatMap(([, , quoted, , assigned]) => quoted ?? assigned ?? []);
  });
}
