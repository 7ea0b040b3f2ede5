import { describe, expect, it } from '@jest/globals';
import { systemViewer } from '../../subgraphs/shared/context.ts';
import type { Viewer } from '../../subgraphs/shared/context.ts';
import { grantsOf, rolesScopes, scopes, scopesOf } from './scopes.ts';

const viewer = (role: Viewer['role'], named?: readonly string[]): Viewer => ({
  subject: role,
  role,
  scopes: named,
});

describe('the scopes of a caller', () => {
  it.each([
    ['admin', scopes],
    ['manager', scopes.filter((scope) => !['audit:read', 'graph:introspect'].includes(scope))],
    [
      'agent',
      [
        'leads:read',
        'personal-data:read',
        'calls:read',
        'calls:write',
        'assignments:write',
        'experiments:write',
        'business:read',
      ],
    ],
    ['integrator', ['leads:read', 'leads:write', 'webhooks:manage']],
  ] as const)('are those of the role %s where the token names none', (role, expected) => {
    expect([...scopesOf(viewer(role))]).toEqual(expected);
    expect(rolesScopes[role]).toEqual(expected);
  });

  it('are exactly those that the token names, be they fewer, more or none', () => {
    expect([...scopesOf(viewer('admin', ['leads:read']))]).toEqual(['leads:read']);
    expect([...scopesOf(viewer('integrator', ['leads:write', 'business:read']))]).toEqual([
      'leads:write',
      'business:read',
    ]);
    expect([...scopesOf(viewer('admin', []))]).toEqual([]);
  });

  it('are all for the graph itself, whatever else is said', () => {
    expect([...scopesOf(systemViewer)]).toEqual(scopes);
    expect([...scopesOf({ role: 'system', scopes: [] })]).toEqual(scopes);
  });
});

describe('what the schema is held against', () => {
  it('is nothing for nobody', () => {
    expect(grantsOf(undefined)).toEqual({ authenticated: false, scopes: new Set(), policies: new Set() });
  });

  it('is the scopes of the caller and the policy of the role', () => {
    expect(grantsOf(viewer('manager', ['leads:read']))).toEqual({
      authenticated: true,
      scopes: new Set(['leads:read']),
      policies: new Set(['role:manager']),
    });
  });

  it('is everything for the graph itself', () => {
    const { scopes: held, policies } = grantsOf(systemViewer);
    expect([...held]).toEqual(scopes);
    expect([...policies]).toEqual(['role:integrator', 'role:agent', 'role:manager', 'role:admin']);
  });

  it('is worked out once for one viewer', () => {
    const one = viewer('agent');
    expect(grantsOf(one)).toBe(grantsOf(one));
    expect(grantsOf({ ...one })).not.toBe(grantsOf(one));
  });
});
