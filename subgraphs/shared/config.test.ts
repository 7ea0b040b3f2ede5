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

  it('let integrators be held to what is published while others are not', () => {
    const modes = ({ operationsMode, integratorOperationsMode }: ReturnType<typeof read>) => [
      operationsMode,
      integratorOperationsMode,
    ];
    expect(modes(read({}))).toEqual(['open', 'open']);
    expect(modes(read({ OPERATIONS_MODE: 'log' }))).toEqual(['log', 'log']);
    expect(modes(read({ INTEGRATOR_OPERATIONS_MODE: 'safelist' }))).toEqual(['open', 'safelist']);
  });

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
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL: expected one of silent, error, warn, info, debug, got "loud"'],
  ])('%s of a wrong value %j ends with one line', (name, value, message) => {
    expect(() => read({ [name]: value })).toThrow(SettingError);
    expect(() => read({ [name]: value })).toThrow(message);
    expect(message).not.toMatch(/hush|\n/);
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
