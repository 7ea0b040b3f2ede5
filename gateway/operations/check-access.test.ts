import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import type { Role } from '../../subgraphs/shared/context.ts';
import { readAccessRules } from '../engine/supergraph/access-rules.ts';
import { loadSupergraph } from '../engine/supergraph/load.ts';
import { checkAccess } from './check-access.ts';
import type { GuardedSchema } from './check-access.ts';
import { readClientRoles } from './client-roles.ts';
import { readManifests } from './manifest.ts';
import { buildFromTexts } from './testing/manifest-folder.ts';

const directives = /* GraphQL */ `
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE
  directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE
`;
const sdl = /* GraphQL */ `
  type Query {
    lead: Lead
    nodes: [Node!]!
  }
  interface Node {
    id: ID!
  }
  type Lead implements Node {
    id: ID!
    email: String
    secret: String @requiresScopes(scopes: [["audit:read"]])
  }
  type Call implements Node {
    id: ID!
  }
`;
const names = { authenticated: 'authenticated', requiresScopes: 'requiresScopes', policy: 'policy' };
const guarded = (text: string): GuardedSchema => {
  const apiSchema = buildSchema(directives + text);
  return { apiSchema, accessRules: readAccessRules(apiSchema, names) };
};
const manifests = buildFromTexts({
  crm: 'query Mine { lead { id email secret } }',
  web: 'query All { nodes { id } lead { ...L } } fragment L on Lead { email }',
});
const rolesOf = (client: string): readonly Role[] =>
  client === 'crm' ? ['integrator'] : ['agent', 'manager'];

function check(from: string, to: string, roles: Parameters<typeof checkAccess>[3] = rolesOf): string[] {
  expect(sdl).toContain(from);
  return checkAccess(manifests, guarded(sdl.replace(from, to)), guarded(sdl), roles).map(
    ({ client, operation, field, reason }) => `${client} ${operation} ${field}: ${reason}`,
  );
}

describe('a candidate withholds a field', () => {
  it("by a scope that the client's role does not have", () => {
    expect(check('email: String', 'email: String @requiresScopes(scopes: [["personal-data:read"]])')).toEqual(
      [
        'crm Mine Lead.email: would be withheld from the role integrator, which lacks the scope personal-data:read',
      ],
    );
  });

  it('by any of several lists of scopes, of which none is held whole', () => {
    const scopes = '[["leads:read", "business:manage"], ["audit:read"]]';
    expect(check('email: String', `email: String @requiresScopes(scopes: ${scopes})`)).toEqual([
      'crm Mine Lead.email: would be withheld from the role integrator, which lacks the scope leads:read and business:manage, or audit:read',
      'web All Lead.email: would be withheld from the role agent, which lacks the scope leads:read and business:manage, or audit:read',
    ]);
  });

  it('by a policy', () => {
    expect(check('lead: Lead', 'lead: Lead @policy(policies: [["role:manager"], ["role:admin"]])')).toEqual([
      'crm Mine Query.lead: would be withheld from the role integrator, which lacks the policy role:manager, or role:admin',
      'web All Query.lead: would be withheld from the role agent, which lacks the policy role:manager, or role:admin',
    ]);
  });

  it('by a rule of the type that an interface leads to', () => {
    expect(
      check('type Call implements Node {', 'type Call implements Node @requiresScopes(scopes: [["x"]]) {'),
    ).toEqual([
      'web All Call.id: would be withheld from the role agent, which lacks the scope x',
      'web All Call.id: would be withheld from the role manager, which lacks the scope x',
    ]);
  });

  it('from any role where it is not known who uses the client', () => {
    const lines = check(
      'email: String',
      'email: String @requiresScopes(scopes: [["audit:read"]])',
      () => undefined,
    );
    expect(lines.filter((line) => line.startsWith('crm'))).toEqual(
      ['integrator', 'agent', 'manager'].map(
        (role) =>
          `crm Mine Lead.email: would be withheld from the role ${role}, which lacks the scope audit:read`,
      ),
    );
  });
});

describe('a candidate withholds nothing', () => {
  it.each([
    ['when it asks for a token', 'email: String', 'email: String @authenticated'],
    [
      'when the role has the scope',
      'email: String',
      'email: String @requiresScopes(scopes: [["leads:read"]])',
    ],
    ['that was not withheld before', 'secret: String', 'secret: String @authenticated'],
    ['when a rule goes', ' @requiresScopes(scopes: [["audit:read"]])', ''],
    [
      'by a field that nobody asks for',
      'secret: String',
      'other: String @requiresScopes(scopes: [["x"]]) secret: String',
    ],
  ])('%s', (_, from, to) => {
    expect(check(from, to)).toEqual([]);
  });
});

describe('the published operations', () => {
  it('ask for nothing that the roles of their clients do not see, so that what is planned at start is what runs', () => {
    const folder = new URL('../../schema/', import.meta.url);
    const supergraph = loadSupergraph(readFileSync(new URL('supergraph.graphql', folder), 'utf8'));
    const unguarded = { apiSchema: supergraph.apiSchema, accessRules: undefined };
    const manifestFolder = fileURLToPath(new URL('operations/manifests', folder));
    const rolesFile = fileURLToPath(new URL('operations/roles.json', folder));
    expect(
      checkAccess(readManifests(manifestFolder), supergraph, unguarded, readClientRoles(rolesFile)),
    ).toEqual([]);
  });
});

describe('npm run operations -- check', () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [
      fileURLToPath(new URL('../../cli/operations.ts', import.meta.url)),
      'check',
      ...args,
    ]);
  const committed = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));

  it('names client, operation and field of what a supergraph breaks or withholds, and fails', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'leadgraph-check-'));
    const candidate = path.join(folder, 'candidate.graphql');
    const changed = readFileSync(committed, 'utf8')
      .replace('  timeline(', '  timelines(')
      .replace(/( {2}externalId: String.*)leads:read/, '$1business:read');
    writeFileSync(candidate, changed);
    const failure = (await run('--supergraph', candidate).catch((error: unknown) => error)) as {
      code: number;
      stderr: string;
    };
    expect(failure.code).toBe(1);
    expect(failure.stderr.trim().split('\n')).toEqual([
      'frontend LeadDesk Lead.timeline: Cannot query field "timeline" on type "Lead". Did you mean "timelines"?',
      'integrator Lead Lead.externalId: would be withheld from the role integrator, which lacks the scope business:read',
      'integrator Leads Lead.externalId: would be withheld from the role integrator, which lacks the scope business:read',
      expect.stringMatching(/^error .*candidate\.graphql breaks 3 of the \d+ operations of \d+ clients$/),
    ]);
    expect((await run('--supergraph', committed)).stdout).toMatch(
      /supergraph\.graphql breaks none of the \d+ operations of \d+ clients\n$/,
    );
    rmSync(folder, { recursive: true });
  });
});

describe('the roles of clients', () => {
  it('come from a file that need not be there, and must be of its form', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'leadgraph-roles-'));
    const file = path.join(folder, 'roles.json');
    expect(readClientRoles(file)('web')).toBeUndefined();
    writeFileSync(file, '{ "web": ["agent"] }');
    expect(readClientRoles(file)('web')).toEqual(['agent']);
    expect(readClientRoles(file)('constructor')).toBeUndefined();
    writeFileSync(file, '{ "web": ["boss"] }');
    expect(() => readClientRoles(file)).toThrow(
      `${file}: expected the roles of each client, of integrator, agent, manager, admin: `,
    );
    rmSync(folder, { recursive: true });
  });
});
