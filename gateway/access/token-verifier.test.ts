import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SignJWT, UnsecuredJWT, exportSPKI } from 'jose';
import { createLogger } from '../../subgraphs/shared/logger.ts';
import { asymmetricAlgorithms, defaultClaimNames } from '../../subgraphs/shared/token-settings.ts';
import type { IdentityProvider as Settings, TokenSettings } from '../../subgraphs/shared/token-settings.ts';
import { audience, issuer, newKey, startIdentityProvider } from './testing/identity-provider.ts';
import { createTokenVerifier, onlyLocalTokens, openTokenVerifier } from './token-verifier.ts';
import { issueToken } from './tokens.ts';

const secret = 'a secret of at least thirty-two characters';
const logger = createLogger('silent');
const minutes = 60_000;

/** A verifier of the installation's own tokens. */
function local(now?: () => number, own = secret) {
  const verifier = createTokenVerifier({
    secret: own,
    settings: onlyLocalTokens,
    logger,
    ...(now && { now }),
  });
  return (token: string) => verifier.callerOf(`Bearer ${token}`);
}

function settingsFor(
  keys: Settings['keys'],
  changes: Partial<Settings> = {},
  acceptsLocal = false,
): TokenSettings {
  const provider: Settings = {
    keys,
    issuer,
    audience,
    algorithms: asymmetricAlgorithms,
    claims: defaultClaimNames,
    ...changes,
  };
  return { provider, acceptsLocal, clockToleranceSeconds: 5 };
}

/** An identity provider with one key, a verifier that reads it, and a clock for both. */
async function setUp(changes: Partial<Settings> = {}, acceptsLocal = false) {
  const cleanup = new AsyncDisposableStack();
  const time = { now: Date.parse('2026-03-01T12:00:00Z') };
  const provider = cleanup.use(await startIdentityProvider(() => time.now));
  const key = await newKey();
  provider.published = [key.jwk];
  const settings = settingsFor({ url: provider.jwksUrl }, changes, acceptsLocal);
  const verifier = createTokenVerifier({ secret, settings, logger, now: () => time.now });
  return {
    provider,
    key,
    time,
    verifier,
    callerOf: (token: string) => verifier.callerOf(`Bearer ${token}`),
    [Symbol.asyncDispose]: () => cleanup.disposeAsync(),
  };
}

function refused(message: string) {
  return {
    message,
    extensions: {
      code: 'UNAUTHENTICATED',
      http: {
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="leadgraph", error="invalid_token"' },
      },
    },
  };
}

function unavailable(retryAfterSeconds: number) {
  return {
    message: 'Tokens cannot be checked: the keys of the identity provider cannot be read.',
    extensions: {
      code: 'AUTHENTICATION_UNAVAILABLE',
      retryAfterSeconds,
      http: { status: 503, headers: { 'retry-after': String(retryAfterSeconds) } },
    },
  };
}

describe("an installation's own token", () => {
  it('says who it stands for, the first time and again', async () => {
    const callerOf = local();
    const token = await issueToken(secret, {
      role: 'agent',
      agentId: '7',
      client: 'desk',
      scopes: ['a', 'b'],
    });
    const first = await callerOf(token);
    expect(first).toMatchObject({
      viewer: { subject: 'agent:7', role: 'agent', agentId: '7', client: 'desk', scopes: ['a', 'b'] },
      tokenId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      issuedAt: expect.any(Number),
    });
    expect(await callerOf(token)).toBe(first);
  });

  it.each([
    [undefined, ['main']],
    [
      ['north', 'south'],
      ['north', 'south'],
    ],
  ])('of a manager of the teams %j manages %j', async (teams, managed) => {
    const { viewer } = await local()(await issueToken(secret, { role: 'manager', teams }));
    expect(viewer.teams).toEqual(managed);
  });

  it('is refused once it has expired, also when it was accepted before', async () => {
    const time = { now: Date.now() };
    const callerOf = local(() => time.now);
    const token = await issueToken(secret, { role: 'manager', lifetimeSeconds: 60 });
    const { expiresAt } = await callerOf(token);
    time.now = expiresAt + 4_999;
    await expect(callerOf(token)).resolves.toMatchObject({ expiresAt });
    time.now = expiresAt + 5_000;
    await expect(callerOf(token)).rejects.toMatchObject(refused('The token has expired.'));
  });

  it('is refused by an installation with another secret', async () => {
    const token = await issueToken(secret, { role: 'manager' });
    await expect(local(Date.now, `${secret}!`)(token)).rejects.toMatchObject(
      refused('The token is not valid here.'),
    );
  });

  it('is refused when a character of it was changed, though it was accepted before', async () => {
    const callerOf = local();
    const token = await issueToken(secret, { role: 'manager' });
    await callerOf(token);
    const [head, body, signature = ''] = token.split('.');
    const forged = [head, body, (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)].join('.');
    await expect(callerOf(forged)).rejects.toMatchObject(refused('The token is not valid here.'));
  });
});

describe('an authorization', () => {
  it.each([[undefined], [''], ['Bearer'], ['Basic YTpi'], ['Bearer one two']])(
    'of the form %j is refused and told what is expected',
    async (authorization) => {
      const verifier = createTokenVerifier({ secret, settings: onlyLocalTokens, logger });
      await expect(verifier.callerOf(authorization)).rejects.toMatchObject({
        message: 'Expected an Authorization header of the form "Bearer TOKEN".',
        extensions: {
          code: 'UNAUTHENTICATED',
          http: { status: 401, headers: { 'www-authenticate': 'Bearer realm="leadgraph"' } },
        },
      });
    },
  );

  it.each([
    ['x'],
    ['a.b.c'],
    ['..'],
    ['eyJhbGciOiJub25lIn0..'],
    [Buffer.from('{"alg":7}').toString('base64url') + '.e30.'],
    ['\u0000\uffff'],
  ])('with the garbage %j is refused', async (garbage) => {
    await using idp = await setUp({}, true);
    await expect(idp.callerOf(garbage)).rejects.toMatchObject(refused('The token is not valid here.'));
    expect(idp.provider.asked).toBeLessThanOrEqual(1);
  });

  it('of a megabyte is refused before it is read', async () => {
    await expect(local()('x'.repeat(1024 * 1024))).rejects.toMatchObject(
      refused('Expected an Authorization of at most 16384 characters, got 1048583.'),
    );
  });
});

describe("an identity provider's token", () => {
  it('is accepted with the claims that the settings name', async () => {
    const claims = { role: 'realm.roles', agent: 'employee', teams: 'groups', client: 'azp', scope: 'scp' };
    await using idp = await setUp({ claims });
    const agent = {
      realm: { roles: ['offline', 'agent'] },
      employee: '7',
      azp: 'desk',
      scp: 'leads:read  calls:read',
    };
    expect(
      await idp.callerOf(await idp.provider.sign(idp.key, { role: 'admin', jti: 'one', ...agent })),
    ).toEqual({
      viewer: {
        subject: 'ada',
        role: 'agent',
        agentId: '7',
        teams: undefined,
        client: 'desk',
        scopes: ['leads:read', 'calls:read'],
      },
      tokenId: 'one',
      issuedAt: idp.time.now,
      expiresAt: idp.time.now + 60 * minutes,
    });
    const manager = {
      role: undefined,
      realm: { roles: ['manager'] },
      groups: ['north'],
      scp: ['audit:read'],
    };
    const { viewer } = await idp.callerOf(await idp.provider.sign(idp.key, manager));
    expect(viewer).toMatchObject({ role: 'manager', teams: ['north'], scopes: ['audit:read'] });
    expect(idp.provider.asked).toBe(1);
  });

  it.each([['RS256'], ['PS384'], ['ES512'], ['EdDSA']])(
    'is accepted when signed with %s',
    async (algorithm) => {
      await using idp = await setUp();
      const key = await newKey(algorithm);
      idp.provider.published = [key.jwk];
      await expect(idp.callerOf(await idp.provider.sign(key))).resolves.toMatchObject({
        viewer: { subject: 'ada' },
      });
    },
  );

  it('is accepted without the name of its key, by whichever of several fits', async () => {
    await using idp = await setUp();
    const others = [await newKey(), await newKey()];
    idp.provider.published = [...others, idp.key].map(({ jwk }) => jwk);
    const header = { kid: undefined };
    await expect(idp.callerOf(await idp.provider.sign(idp.key, {}, header))).resolves.toBeDefined();
    const stranger = await newKey();
    await expect(idp.callerOf(await idp.provider.sign(stranger, {}, header))).rejects.toMatchObject(
      refused('The token is not valid here.'),
    );
  });

  const soon = Date.parse('2026-03-01T12:00:00Z') / 1_000;
  it.each([
    [
      'another issuer',
      { iss: 'https://other.example.com' },
      'The token is not valid here: it has another issuer (iss).',
    ],
    ['no issuer', { iss: undefined }, 'The token is not valid here: it has no issuer (iss).'],
    ['another audience', { aud: ['shop'] }, 'The token is not valid here: it is for another audience (aud).'],
    ['no audience', { aud: undefined }, 'The token is not valid here: it is for no audience (aud).'],
    ['an end beyond the tolerance', { exp: soon - 5 }, 'The token has expired.'],
    ['no end', { exp: undefined }, 'The token is not valid here: it has no end (exp).'],
    ['a beginning beyond the tolerance', { nbf: soon + 6 }, 'The token is not valid yet.'],
    ['no subject', { sub: undefined }, 'The token is not valid here: it has no subject (sub).'],
    [
      'a subject that cannot be written down',
      { sub: 'a\0b' },
      'The token is not valid here: expected a text of Unicode without NUL as its claim "sub".',
    ],
    [
      'an agent that is half a character',
      { role: 'agent', agent: '\ud800' },
      'The token is not valid here: expected a text of Unicode without NUL as its claim "agent".',
    ],
    [
      'no role',
      { role: undefined },
      'The token is not valid here: expected one of integrator, agent, manager, admin as its claim "role".',
    ],
    [
      'the role of the graph itself',
      { role: 'system' },
      'The token is not valid here: expected one of integrator, agent, manager, admin as its claim "role".',
    ],
    [
      'two roles',
      { role: ['agent', 'admin'] },
      'The token is not valid here: expected one of integrator, agent, manager, admin as its claim "role".',
    ],
    [
      'teams of another form',
      { role: 'manager', teams: [1] },
      'The token is not valid here: expected a list of texts as its claim "teams".',
    ],
    [
      'an agent that is none',
      { agent: 7 },
      'The token is not valid here: expected a text as its claim "agent".',
    ],
    [
      'scopes of another form',
      { scope: { a: 1 } },
      'The token is not valid here: expected a list of texts as its claim "scope".',
    ],
  ])('is refused with %s', async (_, changes, message) => {
    await using idp = await setUp();
    await expect(idp.callerOf(await idp.provider.sign(idp.key, changes))).rejects.toMatchObject(
      refused(message),
    );
  });

  it.each([
    ['an end within the tolerance', { exp: soon - 4 }],
    ['a beginning within the tolerance', { nbf: soon + 5 }],
    ['several audiences, this one among them', { aud: ['shop', audience] }],
  ])('is accepted with %s', async (_, changes) => {
    await using idp = await setUp();
    await expect(idp.callerOf(await idp.provider.sign(idp.key, changes))).resolves.toBeDefined();
  });

  it('is refused when it was signed with the public key as if that were a secret', async () => {
    await using idp = await setUp({}, true);
    const key = await newKey('RS256');
    idp.provider.published = [key.jwk];
    const claims = { iss: issuer, aud: audience, sub: 'eve', role: 'admin', exp: soon + 60 };
    for (const pretended of [await exportSPKI(key.publicKey), JSON.stringify(key.jwk), String(key.jwk.n)]) {
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: key.kid })
        .sign(Buffer.from(pretended));
      await expect(idp.callerOf(forged)).rejects.toMatchObject(refused('The token is not valid here.'));
    }
  });

  it('is refused without a signature', async () => {
    await using idp = await setUp();
    const token = new UnsecuredJWT({
      iss: issuer,
      aud: audience,
      sub: 'eve',
      role: 'admin',
      exp: soon + 60,
    }).encode();
    await expect(idp.callerOf(token)).rejects.toMatchObject(refused('The token is not valid here.'));
  });

  it('is refused when its algorithm is not among those allowed', async () => {
    await using idp = await setUp({ algorithms: ['RS256'] });
    await expect(idp.callerOf(await idp.provider.sign(idp.key))).rejects.toMatchObject(
      refused('The token is not valid here.'),
    );
  });

  it("makes the installation's own void, unless the settings allow them", async () => {
    const token = await issueToken(secret, { role: 'admin', lifetimeSeconds: 10 * 365 * 24 * 3600 });
    await using strict = await setUp();
    await expect(strict.callerOf(token)).rejects.toMatchObject(
      refused(
        'The token is not valid here: expected one of the identity provider, got one with a shared secret (HS256).',
      ),
    );
    await using both = await setUp({}, true);
    await expect(both.callerOf(token)).resolves.toMatchObject({ viewer: { role: 'admin' } });
    await expect(both.callerOf(await both.provider.sign(both.key))).resolves.toMatchObject({
      viewer: { subject: 'ada' },
    });
  });

  it('of the local issuer is refused when the provider signed it', async () => {
    await using idp = await setUp({}, true);
    const token = await idp.provider.sign(idp.key, { iss: 'leadgraph', aud: 'leadgraph-gateway' });
    await expect(idp.callerOf(token)).rejects.toMatchObject(
      refused('The token is not valid here: it has another issuer (iss).'),
    );
  });
});

describe('keys of an identity provider', () => {
  it('are read once for many tokens at the same time', async () => {
    await using idp = await setUp();
    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, index) => idp.provider.sign(idp.key, { sub: `${index}` })),
    );
    const callers = await Promise.all(tokens.map(idp.callerOf));
    expect(callers.map(({ viewer }) => viewer.subject)).toEqual(tokens.map((_, index) => `${index}`));
    expect(idp.provider.asked).toBe(1);
  });

  it('are read again when a token names a new one, but not more often than every ten seconds', async () => {
    await using idp = await setUp();
    await idp.callerOf(await idp.provider.sign(idp.key));
    const next = await newKey();
    idp.provider.published = [idp.key.jwk, next.jwk];
    const token = await idp.provider.sign(next);
    await expect(idp.callerOf(token)).rejects.toMatchObject(
      refused('The token is not valid here: its key is not known.'),
    );
    expect(idp.provider.asked).toBe(1);
    idp.time.now += 10_000;
    await expect(idp.callerOf(token)).resolves.toBeDefined();
    expect(idp.provider.asked).toBe(2);
    for (let count = 0; count < 50; count++) {
      const stranger = await idp.provider.sign(next, {}, { kid: `unknown ${count}` });
      await expect(idp.callerOf(stranger)).rejects.toMatchObject(
        refused('The token is not valid here: its key is not known.'),
      );
    }
    expect(idp.provider.asked).toBe(2);
  });

  it('that were withdrawn are believed for five minutes at most, also for tokens that were accepted', async () => {
    await using idp = await setUp();
    const token = await idp.provider.sign(idp.key);
    await idp.callerOf(token);
    idp.provider.published = [(await newKey()).jwk];
    idp.time.now += 5 * minutes - 1;
    await expect(idp.callerOf(token)).resolves.toBeDefined();
    idp.time.now += 1;
    await expect(idp.callerOf(token)).rejects.toMatchObject(
      refused('The token is not valid here: its key is not known.'),
    );
  });

  it('are read ahead of that time, and nobody waits for it', async () => {
    await using idp = await setUp();
    await idp.callerOf(await idp.provider.sign(idp.key));
    idp.time.now += 4 * minutes;
    idp.provider.behaviour = 'silent';
    await expect(idp.callerOf(await idp.provider.sign(idp.key, { sub: 'bob' }))).resolves.toBeDefined();
    while (idp.provider.asked < 2) await new Promise((resolve) => setImmediate(resolve));
  });

  it('that cannot be read at the start leave it open who calls, and are not asked for with each token', async () => {
    await using idp = await setUp();
    const token = await idp.provider.sign(idp.key);
    idp.provider.behaviour = 'gone';
    expect(await idp.verifier.notReady()).toEqual(['keys of the identity provider']);
    for (let count = 0; count < 20; count++)
      await expect(idp.callerOf(token)).rejects.toMatchObject(unavailable(1));
    expect(idp.provider.asked).toBe(1);
    idp.time.now += 1_000;
    await expect(idp.callerOf(token)).rejects.toMatchObject(unavailable(2));
    expect(idp.provider.asked).toBe(2);
    idp.provider.behaviour = 'keys';
    idp.time.now += 2_000;
    await expect(idp.callerOf(token)).resolves.toMatchObject({ viewer: { subject: 'ada' } });
    expect(await idp.verifier.notReady()).toEqual([]);
    expect(idp.provider.asked).toBe(3);
  });

  it.each([['fails'], ['nonsense'], ['huge'], ['gone']] as const)(
    'of a URL that %s later are used for an hour, and then nobody is let in or sent away',
    async (behaviour) => {
      await using idp = await setUp();
      const token = await idp.provider.sign(idp.key, { exp: idp.time.now / 1_000 + 7_200 });
      await idp.callerOf(token);
      idp.provider.behaviour = behaviour;
      idp.time.now += 5 * minutes;
      await expect(idp.callerOf(token)).resolves.toBeDefined();
      const stranger = await newKey();
      await expect(idp.callerOf(await idp.provider.sign(stranger))).rejects.toMatchObject(unavailable(1));
      idp.time.now += 55 * minutes - 1;
      await expect(idp.callerOf(token)).resolves.toBeDefined();
      idp.time.now += 1;
      await expect(idp.callerOf(token)).rejects.toMatchObject({
        extensions: { code: 'AUTHENTICATION_UNAVAILABLE' },
      });
    },
  );

  it('are asked for every half minute at most while they cannot be read', async () => {
    await using idp = await setUp();
    idp.provider.behaviour = 'fails';
    const token = await idp.provider.sign(idp.key);
    for (let second = 0; second < 600; second++) {
      await expect(idp.callerOf(token)).rejects.toBeDefined();
      idp.time.now += 1_000;
    }
    expect(idp.provider.asked).toBe(5 + Math.ceil((600 - 31) / 30));
  });
});

describe('a file of public keys', () => {
  async function verifierOf(content: string) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-keys-'));
    const file = path.join(folder, 'keys');
    await writeFile(file, content);
    try {
      return await openTokenVerifier({ secret, settings: settingsFor({ file }), logger });
    } catch (error) {
      throw new Error((error as Error).message.replace(file, 'FILE'));
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it.each([['PEM'], ['JWK'], ['JWK set']])('as %s lets those in whom it fits', async (form) => {
    await using provider = await startIdentityProvider();
    const key = await newKey('RS256');
    const { kid: _, ...jwk } = key.jwk;
    const forms: Record<string, string> = {
      PEM: await exportSPKI(key.publicKey),
      JWK: JSON.stringify(jwk),
      'JWK set': JSON.stringify({ keys: [(await newKey()).jwk, key.jwk] }),
    };
    const verifier = await verifierOf(forms[form] as string);
    expect(await verifier.notReady()).toEqual([]);
    await expect(verifier.callerOf(`Bearer ${await provider.sign(key)}`)).resolves.toMatchObject({
      viewer: { subject: 'ada', role: 'admin' },
    });
    const stranger = { ...(await newKey('RS256')), kid: key.kid };
    await expect(verifier.callerOf(`Bearer ${await provider.sign(stranger)}`)).rejects.toMatchObject(
      refused('The token is not valid here.'),
    );
  });

  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  it.each([
    ['is empty', '', /^FILE \(/],
    ['is no key', 'hello', /^FILE \(/],
    [
      'has a private key',
      pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      /^FILE \(a private key\)$/,
    ],
    [
      'has a private JWK',
      JSON.stringify(pair.privateKey.export({ format: 'jwk' })),
      /^FILE \(a private or symmetric key\)$/,
    ],
    ['has a secret', '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}', /^FILE \(a private or symmetric key\)$/],
  ])('that %s ends the start', async (_, content, received) => {
    const expected = 'JWT_PUBLIC_KEY_FILE: expected a public key as PEM or JWK, or a JWK set, got ';
    const message = await verifierOf(content).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(message.slice(0, expected.length)).toBe(expected);
    expect(JSON.parse(message.slice(expected.length))).toMatch(received);
  });

  it('that is not there ends the start', async () => {
    const settings = settingsFor({ file: '/nowhere/key.pem' });
    await expect(openTokenVerifier({ secret, settings, logger })).rejects.toThrow(
      'JWT_PUBLIC_KEY_FILE: expected a public key as PEM or JWK, or a JWK set, got "/nowhere/key.pem (ENOENT)"',
    );
  });
});
