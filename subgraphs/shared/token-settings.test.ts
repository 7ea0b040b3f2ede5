import { describe, expect, it } from '@jest/globals';
import { SettingError } from './settings.ts';
import { asymmetricAlgorithms, defaultClaimNames, readTokenSettings } from './token-settings.ts';

const provider = {
  JWKS_URL: 'https://id.example.com/keys',
  JWT_ISSUER: 'https://id.example.com',
  JWT_AUDIENCE: 'leadgraph',
};
const { JWKS_URL: _, ...withoutKeys } = provider;
const read = (env: Record<string, string>, environment = 'development') =>
  readTokenSettings(env, environment);

describe('settings of tokens', () => {
  it("accept the installation's own where nothing is set", () => {
    expect(read({})).toEqual({ provider: undefined, acceptsLocal: true, clockToleranceSeconds: 5 });
  });

  it('accept those of an identity provider, and then no others', () => {
    expect(read(provider)).toEqual({
      provider: {
        keys: { url: 'https://id.example.com/keys' },
        issuer: 'https://id.example.com',
        audience: 'leadgraph',
        algorithms: asymmetricAlgorithms,
        claims: defaultClaimNames,
      },
      acceptsLocal: false,
      clockToleranceSeconds: 5,
    });
    expect(read({ ...provider, LOCAL_TOKENS: 'on' }).acceptsLocal).toBe(true);
  });

  it('are read', () => {
    const env = {
      ...withoutKeys,
      JWT_PUBLIC_KEY_FILE: '/keys/idp.pem',
      JWT_ALGORITHMS: 'ES256, EdDSA',
      JWT_CLAIMS: 'role=realm_access.roles, teams=https://example.com/a=b',
      JWT_CLOCK_TOLERANCE_SECONDS: '30',
    };
    expect(read(env, 'production')).toEqual({
      provider: {
        keys: { file: '/keys/idp.pem' },
        issuer: 'https://id.example.com',
        audience: 'leadgraph',
        algorithms: ['ES256', 'EdDSA'],
        claims: { ...defaultClaimNames, role: 'realm_access.roles', teams: 'https://example.com/a=b' },
      },
      acceptsLocal: false,
      clockToleranceSeconds: 30,
    });
  });

  it.each([
    [{ JWKS_URL: 'id' }, 'JWKS_URL: expected a URL starting with https:// or http://, got "id"'],
    [
      { JWKS_URL: provider.JWKS_URL, JWT_AUDIENCE: 'leadgraph' },
      'JWT_ISSUER: expected the issuer of the tokens (iss), got nothing',
    ],
    [
      { JWKS_URL: provider.JWKS_URL, JWT_ISSUER: 'id' },
      'JWT_AUDIENCE: expected whom the tokens are for (aud), got nothing',
    ],
    [
      { JWT_ISSUER: 'id' },
      'JWKS_URL: expected a URL, or JWT_PUBLIC_KEY_FILE, to go with JWT_ISSUER, got nothing',
    ],
    [
      { ...provider, JWT_PUBLIC_KEY_FILE: 'key.pem' },
      'JWT_PUBLIC_KEY_FILE: expected nothing beside JWKS_URL, got "key.pem"',
    ],
    [
      { ...provider, JWT_ALGORITHMS: 'HS256' },
      `JWT_ALGORITHMS: expected some of ${asymmetricAlgorithms.join(', ')}, got "HS256"`,
    ],
    [
      { ...provider, JWT_ALGORITHMS: 'RS256,none' },
      `JWT_ALGORITHMS: expected some of ${asymmetricAlgorithms.join(', ')}, got "none"`,
    ],
    [
      { ...provider, JWT_CLAIMS: 'rank=role' },
      'JWT_CLAIMS: expected NAME=CLAIM for some of role, agent, teams, client, scope, got "rank=role"',
    ],
    [
      { ...provider, JWT_CLAIMS: 'role' },
      'JWT_CLAIMS: expected NAME=CLAIM for some of role, agent, teams, client, scope, got "role="',
    ],
    [
      { JWT_CLOCK_TOLERANCE_SECONDS: '301' },
      'JWT_CLOCK_TOLERANCE_SECONDS: expected a whole number from 0 to 300, got "301"',
    ],
    [{ LOCAL_TOKENS: 'no' }, 'LOCAL_TOKENS: expected one of on, off, auto, got "no"'],
    [
      { LOCAL_TOKENS: 'off' },
      'LOCAL_TOKENS: expected auto or on without JWKS_URL or JWT_PUBLIC_KEY_FILE, got "off"',
    ],
  ])('of %j end with one line', (env, message) => {
    expect(() => read(env as Record<string, string>)).toThrow(SettingError);
    expect(() => read(env as Record<string, string>)).toThrow(new Error(message));
  });

  it('take keys over plain HTTP from this machine alone in production', () => {
    const from = (host: string) => ({ ...provider, JWKS_URL: `http://${host}:8080/keys` });
    expect(() => read(from('id.example.com'), 'production')).toThrow(
      new Error(
        'JWKS_URL: expected https://, or a host of this machine, since NODE_ENV is production, got "http://id.example.com:8080/keys"',
      ),
    );
    expect(read(from('id.example.com')).provider?.keys).toEqual({ url: 'http://id.example.com:8080/keys' });
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(read(from(host), 'production').provider?.keys).toEqual({ url: `http://${host}:8080/keys` });
  });
});
