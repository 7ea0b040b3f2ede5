import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readClientRoles } from './client-roles.ts';
import { buildManifests, parseManifest, printManifest } from './manifest.ts';
import { identifyOperation, normaliseDocument, sha256 } from './normalise.ts';

const operationsFolder = fileURLToPath(new URL('../../schema/operations', import.meta.url));

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'leadgraph-operations-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

describe('the committed manifests', () => {
  it('are what "npm run operations -- build" gives', () => {
    const built = buildManifests(operationsFolder);
    const committed = readdirSync(path.join(operationsFolder, 'manifests')).sort();
    expect(committed).toEqual([...built.keys()].map((client) => `${client}.json`));
    for (const [client, manifest] of built) {
      const file = path.join(operationsFolder, 'manifests', `${client}.json`);
      expect(readFileSync(file, 'utf8')).toBe(printManifest(manifest));
      expect(parseManifest(printManifest(manifest), client)).toEqual(manifest);
    }
  });
});

describe('the roles of clients', () => {
  it('are known for every client that has a folder', () => {
    const rolesOf = readClientRoles(path.join(operationsFolder, 'roles.json'));
    for (const client of buildManifests(operationsFolder).keys())
      expect([client, rolesOf(client)]).toEqual([client, expect.any(Array)]);
  });
});

describe('the guide for integrators', () => {
  const guide = readFileSync(new URL('../../docs/integrator.md', import.meta.url), 'utf8');
  const published = buildManifests(operationsFolder).get('integrator')?.operations ?? [];
  const ids = published.map(({ id }) => id);

  it('shows operations and ids that are published, so that they run where integrators are held to those', () => {
    const texts = [
      ...[...guide.matchAll(/"query": ("mutation.*")/g)].map(([, text]) => JSON.parse(text ?? '') as string),
      ...[...guide.matchAll(/```graphql\n([^`]*)```/g)].map(([, text]) => text ?? ''),
    ];
    expect(texts.map((text) => normaliseDocument(text)[0]?.name)).toEqual(['Submit', 'Lead']);
    for (const text of texts) expect(ids).toContain(normaliseDocument(text)[0]?.id);
    for (const [, id] of guide.matchAll(/"documentId": "(\w+)"/g)) expect(ids).toContain(id);
  });
});

describe('a manifest', () => {
  it('has one operation per entry, with the fragments it uses, by the hash of its text', () => {
    const folder = folderOf({
      'web/b.graphql':
        'fragment Z on Query { z } query B { ...Z ...A } fragment A on Query { a } query C { c }',
      'web/notes.md': 'not a document',
    });
    const { operations } = buildManifests(folder).get('web') ?? { operations: [] };
    expect(operations.map(({ name, type }) => [name, type])).toEqual([
      ['B', 'query'],
      ['C', 'query'],
    ]);
    expect(operations[0]?.body).toBe(
      'query B {\n  ...Z\n  ...A\n}\n\nfragment A on Query {\n  a\n}\n\nfragment Z on Query {\n  z\n}',
    );
    for (const { id, body } of operations) expect(id).toBe(sha256(body));
  });

  it('does not depend on layout, comments or the order of files and definitions', () => {
    const one = folderOf({ 'web/a.graphql': 'query A { a }', 'web/b.graphql': 'mutation B { b }' });
    const other = folderOf({
      'web/a.graphql': '# B comes first\nmutation   B {b}',
      'web/b.graphql': 'query A {\n  a,\n}',
    });
    expect(buildManifests(one)).toEqual(buildManifests(other));
  });

  it.each([
    ['query {', 'Syntax Error: Expected Name, found <EOF>.'],
    ['{ a }', 'Expected every operation to have a name, got one without'],
  ])('names the file of %j', (text, reason) => {
    const folder = folderOf({ 'web/a.graphql': text });
    expect(() => buildManifests(folder)).toThrow(`${path.join(folder, 'web/a.graphql')}: ${reason}`);
  });

  it('refuses a name that the client uses twice, and none that two clients share', () => {
    const twice = folderOf({ 'web/a.graphql': 'query A { a }', 'web/b.graphql': 'query A { b }' });
    expect(() => buildManifests(twice)).toThrow('expected names that the client uses once, got "A" again');
    const shared = folderOf({ 'web/a.graphql': 'query A { a }', 'app/b.graphql': 'query A { b }' });
    expect([...buildManifests(shared).keys()]).toEqual(['app', 'web']);
  });

  it('cannot be read when an id is not the hash of its body', () => {
    const [operation] = normaliseDocument('query A { a }');
    const [other] = normaliseDocument('query A { b }');
    const text = (operations: unknown[]): string =>
      JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations });
    expect(() => parseManifest(text([{ ...operation, body: other?.body }]), 'web')).toThrow(
      'web: expected the id of A to be the SHA-256 of its body',
    );
    const unlike = 'query A{a}';
    expect(() => parseManifest(text([{ ...operation, body: unlike, id: sha256(unlike) }]), 'web')).toThrow(
      'web: expected the body of A to be that operation, normalised',
    );
    expect(() => parseManifest('{', 'web')).toThrow('web: expected a persisted query manifest');
  });
});

describe("a client's own text", () => {
  const document = 'query A { a } query B { ...F } fragment F on Query { b }';

  it('has the id of the operation it names', () => {
    const [a, b] = normaliseDocument(document);
    expect(identifyOperation(document, 'A', 100)).toEqual({ id: a?.id, type: 'query' });
    expect(identifyOperation('fragment F on Query { b } query B{...F}', undefined, 100)?.id).toBe(b?.id);
  });

  it('has none when it does not say which of several, or names none', () => {
    expect(identifyOperation(document, undefined, 100)).toBeUndefined();
    expect(identifyOperation(document, 'C', 100)).toBeUndefined();
    expect(identifyOperation(document, 'constructor', 100)).toBeUndefined();
  });
});
