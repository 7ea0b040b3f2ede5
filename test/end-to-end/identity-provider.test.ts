import { expect, it } from '@jest/globals';
import {
  issuer,
  audience,
  newKey,
  startIdentityProvider,
} from '../../gateway/access/testing/identity-provider.ts';
import { install } from './installation.ts';

it('an installation with an identity provider takes its tokens and no others, and prints none', async () => {
  await using provider = await startIdentityProvider();
  const key = await newKey('RS256');
  provider.published = [key.jwk];
  await using house = await install({
    env: { JWKS_URL: provider.jwksUrl, JWT_ISSUER: issuer, JWT_AUDIENCE: audience },
  });
  expect(house.output()).toContain(`Tokens\n  those of ${issuer} for ${audience}\n`);
  expect(house.output()).not.toMatch(/eyJ/);

  async function ask(token: string) {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"query":"{ leads { totalCount } }"}',
    });
    return { status: response.status, ...((await response.json()) as object) };
  }
  // Nothing was there to load a sample business with.
  expect(await ask(await provider.sign(key))).toEqual({ status: 200, data: { leads: { totalCount: 0 } } });
  expect(await ask(await house.token('admin'))).toEqual({
    status: 401,
    errors: [
      {
        message:
          'The token is not valid here: expected one of the identity provider, got one with a shared secret (HS256).',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ],
  });
});
