import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { readConfig, settingNames } from './config.ts';
import { SettingError, maskPassword } from './settings.ts';

const names = ['leads', 'growth'];
const read = (env: Record<string, string>) => readConfig(env, names);

describe('settings', () => {
  it('have defaults for a machine where nothing is set', () => {
    expect(read({})).toMatchObject({ host: '127.0.0.1', port: 4000, dataFolder: path.resolve('.data') });
    expect(read({ PORT: ' ', HOST: '' })).toEqual(read({}));
  });

  it('are read', () => {
    const config = read({
      PORT: '0',
      DATABASE_URL: 'postgresql://me:pw@db/leadgraph',
      GROWTH_URL: 'http://growth:4001/graphql',
      VAULT_DATABASE_URL: 'postgres://v:pw@db/leadgraph',
      LEADGRAPH_SECRET: 's'.repeat(32),
      LOG_LEVEL: 'debug',
    });
    expect(config).toMatchObject({
      port: 0,
      databaseUrl: 'postgresql://me:pw@db/leadgraph',
      logLevel: 'debug',
    });
    expect([...config.subgraphUrls]).toEqual([['growth', 'http://growth:4001/graphql']]);
    expect([...config.schemaUrls]).toEqual([['vault', 'postgres://v:pw@db/leadgraph']]);
  });

  it('hold integrators to what is published, and others to nothing; in production what is not published is logged', () => {
    const modes = ({ operationsMode, integratorOperationsMode }: ReturnType<typeof read>) => [
      operationsMode,
      integratorOperationsMode,
    ];
    expect(modes(read({}))).toEqual(['open', 'safelist']);
    expect(modes(read({ NODE_ENV: 'production' }))).toEqual(['log', 'safelist']);
    expect(modes(read({ NODE_ENV: 'production', OPERATIONS_MODE: 'open' }))).toEqual(['open', 'safelist']);
    expect(modes(read({ INTEGRATOR_OPERATIONS_MODE: 'log' }))).toEqual(['open', 'log']);
  });

  it('let webhooks go to private addresses on request, and never in production', () => {
    expect(read({}).webhooksAllowPrivate).toBe(false);
    expect(read({ WEBHOOKS_ALLOW_PRIVATE: 'on' }).webhooksAllowPrivate).toBe(true);
    expect(() => read({ WEBHOOKS_ALLOW_PRIVATE: 'on', NODE_ENV: 'production' })).toThrow(
      'WEBHOOKS_ALLOW_PRIVATE: expected off in production, got "on"',
    );
  });

  it('name the clients that sign, with the generation of their secret', () => {
    const { clients, required } = read({
      SIGNING_CLIENTS: 'acme, crm:2,web-form:3@2027-01-31T00:00:00Z',
      SIGNATURE_REQUIRED_CLIENTS: 'crm',
    }).signing;
    expect(Object.fromEntries(clients)).toEqual({
      acme: { generation: 1, previousUntil: undefined },
      crm: { generation: 2, previousUntil: undefined },
      'web-form': { generation: 3, previousUntil: Date.UTC(2027, 0, 31) },
    });
    expect([...required]).toEqual(['crm']);
    expect([...read({}).signing.clients]).toEqual([]);
  });

  it.each(['Acme', 'acme:0', 'acme:x', 'acme:1@2027-01-31', 'acme:2@soon', 'acme:2@', 'acme:2@2027-13-01'])(
    'name no signing client as %j',
    (entry) => {
      expect(() => read({ SIGNING_CLIENTS: entry })).toThrow(
        `SIGNING_CLIENTS: expected clients such as acme, acme:2 or acme:2@2027-01-31T00:00:00Z (until when generation 1 is still accepted), separated by commas, got "${entry}"`,
      );
    },
  );

  it.each([
    ['PORT', '70000', 'PORT: expected a whole number from 0 to 65535, got "70000"'],
    ['PORT', '-1', 'PORT: expected a whole number from 0 to 65535, got "-1"'],
    ['PORT', '80.5', 'PORT: expected a whole number from 0 to 65535, got "80.5"'],
    ['PORT', '0x50', 'PORT: expected a whole number from 0 to 65535, got "0x50"'],
    ['PORT', '4000\nx', 'PORT: expected a whole number from 0 to 65535, got "4000\\nx"'],
    ['SUBGRAPH_PORT', 'any', 'SUBGRAPH_PORT: expected a whole number from 0 to 65535, got "any"'],
    [
      'DATABASE_URL',
      'mysql://me:hush@db/x',
      'DATABASE_URL: expected a URL starting with postgres:// or postgresql://, got "mysql://me:***@db/x"',
    ],
    [
      'LEADS_DATABASE_URL',
      'db',
      'LEADS_DATABASE_URL: expected a URL starting with postgres:// or postgresql://, got "db"',
    ],
    [
      'REDIS_URL',
      'http://r',
      'REDIS_URL: expected a URL starting with redis:// or rediss://, got "http://r"',
    ],
    ['LEADS_URL', 'leads', 'LEADS_URL: expected a URL starting with http:// or https://, got "leads"'],
    ['LEADGRAPH_SECRET', 'hush', 'LEADGRAPH_SECRET: expected at least 32 characters, got "4 characters"'],
    ['OPERATIONS_MODE', 'closed', 'OPERATIONS_MODE: expected one of open, log, safelist, got "closed"'],
    ['SIGNING_CLIENTS', 'acme,acme:2', 'SIGNING_CLIENTS: expected each client once, got "acme:2"'],
    [
      'SIGNATURE_REQUIRED_CLIENTS',
      'acme',
      'SIGNATURE_REQUIRED_CLIENTS: expected names that SIGNING_CLIENTS has, got "acme"',
    ],
    [
      'ACCESS_LOG_KEPT_DAYS',
      '29',
      'ACCESS_LOG_KEPT_DAYS: expected a whole number from 30 to 36500, got "29"',
    ],
    [
      'STREAM_EVENTS_KEPT_DAYS',
      '0',
      'STREAM_EVENTS_KEPT_DAYS: expected a whole number from 1 to 36500, got "0"',
    ],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL: expected one of silent, error, warn, info, debug, got "loud"'],
  ])('%s of a wrong value %j ends with one line', (name, value, message) => {
    expect(() => read({ [name]: value })).toThrow(SettingError);
    expect(() => read({ [name]: value })).toThrow(message);
    expect(message).not.toMatch(/hush|\n/);
  });

  it('load no sample business where its tokens are refused', () => {
    const provider = { JWKS_URL: 'https://id/keys', JWT_ISSUER: 'id', JWT_AUDIENCE: 'us' };
    expect(() => read({ ...provider, SAMPLE_BUSINESS: 'on' })).toThrow(
      new Error('SAMPLE_BUSINESS: expected auto or off while local tokens are refused, got "on"'),
    );
    expect(read({ ...provider, SAMPLE_BUSINESS: 'on', LOCAL_TOKENS: 'on' }).sampleBusiness).toBe('on');
  });

  it('can be listed', () => {
    expect(settingNames(names)).toEqual(
      expect.arrayContaining([
        'PORT',
        'DATABASE_URL',
        'LEADS_DATABASE_URL',
        'VAULT_DATABASE_URL',
        'GROWTH_URL',
      ]),
    );
    expect(settingNames(names)).not.toContain('VAULT_URL');
  });
});

describe('a URL that is shown', () => {
  it.each([
    ['postgres://me:hush@host:5432/db', 'postgres://me:***@host:5432/db'],
    ['postgres://me:hu@sh@host/db', 'postgres://me:***@host/db'],
    ['postgres://me:hu/sh?@host/db', 'postgres://me:***@host/db'],
    ['redis://:hush@host', 'redis://:***@host'],
    ['me:hush@host/db', 'me:***@host/db'],
    ['postgres://host/db?user=me&password=hush&ssl=on', 'postgres://host/db?user=me&password=***&ssl=on'],
    ['postgres://host:5432/db', 'postgres://host:5432/db'],
    ['postgres://me@host/db', 'postgres://me@host/db'],
    ['nonsense', 'nonsense'],
  ])('%s has no password', (url, shown) => {
    expect(maskPassword(url)).toBe(shown);
  });
});
