import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { schemaUrl } from '../../subgraphs/shared/provision.ts';
import { deriveKey, migrateVault, openVault } from '../../subgraphs/shared/vault.ts';
import type { Vault } from '../../subgraphs/shared/vault.ts';
import { createTestDatabase, testSecret } from '../test-database.ts';

const cleanup = new AsyncDisposableStack();
let url = '';
let vault: Vault;
let second: Vault;
const open = (secret = testSecret()): Vault =>
  cleanup.adopt(openVault({ url, secret }), (opened) => opened.close());

beforeAll(async () => {
  const database = cleanup.use(await createTestDatabase());
  url = schemaUrl({ adminUrl: database.url, secret: testSecret(), schemas: [] }, 'vault');
  vault = open();
  second = open();
});
afterAll(() => cleanup.disposeAsync());

describe('a vault', () => {
  it.each([['text'], [''], [0], [null], [{ a: [1, { b: 'ü €' }] }], ['x'.repeat(100_000)]])(
    'opens what it sealed: %j',
    async (value) => {
      expect(await vault.open(await vault.seal(randomUUID(), value))).toEqual(value);
    },
  );

  it('keeps the order of many, across subjects', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const values = [one, two, one, two].map((subjectId, value) => ({ subjectId, value }));
    const sealed = await vault.sealMany(values);
    expect(await vault.openMany(sealed)).toEqual([0, 1, 2, 3]);
    expect(await vault.openMany(sealed.toReversed())).toEqual([3, 2, 1, 0]);
    expect(await vault.sealMany([])).toEqual([]);
    expect(await vault.openMany([])).toEqual([]);
  });

  it('never seals one value the same way twice, nor shows it', async () => {
    const subject = randomUUID();
    const [one, two] = [
      await vault.seal(subject, 'a secret name'),
      await vault.seal(subject, 'a secret name'),
    ];
    expect(one).not.toBe(two);
    const box = Buffer.from(one.split('.')[1] ?? '', 'base64url').toString('latin1');
    expect(box).not.toContain('secret');
  });

  it('knows a subject in either case', async () => {
    const subject = randomUUID();
    const sealed = await vault.seal(subject.toUpperCase(), 1);
    await vault.seal(subject, 2);
    expect(await vault.open(sealed)).toBe(1);
  });

  it('agrees with another process on the key of a subject that both seal for first', async () => {
    const subjects = Array.from({ length: 20 }, () => randomUUID());
    const seal = (by: Vault, order: string[]): Promise<string[]> =>
      by.sealMany(order.map((subjectId) => ({ subjectId, value: subjectId })));
    const [one, two] = await Promise.all([seal(vault, subjects), seal(second, subjects.toReversed())]);
    expect(await second.openMany(one)).toEqual(subjects);
    expect(await vault.openMany(two)).toEqual(subjects.toReversed());
  });

  it('opens nothing with another secret', async () => {
    const sealed = await vault.seal(randomUUID(), 1);
    await expect(open('another secret of at least 32 characters').open(sealed)).rejects.toThrow();
  });

  it('refuses what was changed, shortened, or moved to another subject', async () => {
    const [subject, other] = [randomUUID(), randomUUID()];
    await vault.seal(other, 1);
    const [, box = ''] = (await vault.seal(subject, 'value')).split('.');
    const bytes = Buffer.from(box, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(vault.open(`${subject}.${changed.toString('base64url')}`)).rejects.toThrow();
    }
    await expect(vault.open(`${subject}.${box.slice(0, 10)}`)).rejects.toThrow();
    await expect(vault.open(`${other}.${box}`)).rejects.toThrow();
  });

  it.each(['', 'text', 'a.b', `${randomUUID()}`])('refuses what no vault has made: %j', async (text) => {
    await expect(vault.open(text)).rejects.toThrow('Expected a sealed text, got another one.');
  });
});

describe('a destroyed key', () => {
  it('makes everything of its subject read as nothing, and of no other', async () => {
    const [subject, other] = [randomUUID(), randomUUID()];
    const sealed = await vault.sealMany([
      { subjectId: subject, value: 1 },
      { subjectId: other, value: 2 },
    ]);
    await vault.destroy(subject);
    expect(await vault.openMany(sealed)).toEqual([null, 2]);
    expect(await second.openMany(sealed)).toEqual([null, 2]);
  });

  it('does not come back when something is sealed late', async () => {
    const subject = randomUUID();
    const early = await vault.seal(subject, 'early');
    await vault.destroy(subject);
    const late = await second.seal(subject, 'late');
    expect(await vault.openMany([early, late])).toEqual([null, null]);
  });

  it('may be destroyed twice, or before anything was sealed', async () => {
    const subject = randomUUID();
    await vault.destroy(subject);
    await vault.destroy(subject);
    expect(await vault.open(await vault.seal(subject, 1))).toBeNull();
  });
});

describe('the blind index', () => {
  it('is the same in every process of an installation, and no other', () => {
    expect(vault.blindIndex('email', 'a@example.com')).toBe(second.blindIndex('email', 'a@example.com'));
    const foreign = open('another secret of at least 32 characters');
    expect(foreign.blindIndex('email', 'a@example.com')).not.toBe(vault.blindIndex('email', 'a@example.com'));
  });

  it('differs by purpose and value', () => {
    const indexes = ['email', 'phone'].flatMap((purpose) =>
      ['a', 'b'].map((v) => vault.blindIndex(purpose, v)),
    );
    expect(new Set(indexes).size).toBe(4);
  });
});

describe('derived keys', () => {
  it('follow HKDF-SHA256 and differ by purpose', () => {
    const key = deriveKey('s'.repeat(32), 'one');
    expect(key).toHaveLength(32);
    expect(key.equals(deriveKey('s'.repeat(32), 'one'))).toBe(true);
    expect(key.equals(deriveKey('s'.repeat(32), 'two'))).toBe(false);
  });
});

describe('the tables of the vault', () => {
  it('may be made twice and at once', async () => {
    const sealed = await vault.seal(randomUUID(), 1);
    await Promise.all([migrateVault(url), migrateVault(url), migrateVault(url)]);
    expect(await vault.open(sealed)).toBe(1);
  });
});
