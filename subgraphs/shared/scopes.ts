import type { Role, Viewer } from './context.ts';

/** Everything a caller may be allowed, by the names that tokens carry in the claim `scope`. */
export const scopes = [
  'leads:read',
  'leads:write',
  'personal-data:read',
  'calls:read',
  'calls:write',
  'assignments:write',
  'experiments:write',
  'business:read',
  'business:manage',
  'webhooks:manage',
  'audit:read',
  'graph:introspect',
] as const;
export type Scope = (typeof scopes)[number];

/** What each role may do by itself, that is with a token that names no scopes. */
export const rolesScopes: Readonly<Record<Role, readonly Scope[]>> = {
  admin: scopes,
  manager: scopes.filter((scope) => scope !== 'audit:read' && scope !== 'graph:introspect'),
  agent: [
    'leads:read',
    'personal-data:read',
    'calls:read',
    'calls:write',
    'assignments:write',
    'experiments:write',
    'business:read',
  ],
  integrator: ['leads:read', 'leads:write', 'webhooks:manage'],
};

const none: ReadonlySet<string> = new Set();
const all: ReadonlySet<string> = new Set(scopes);
const ofRoles = new Map<string, ReadonlySet<string>>(
  Object.entries(rolesScopes).map(([role, held]) => [role, new Set(held)]),
);
const ofTokens = new WeakMap<readonly string[], ReadonlySet<string>>();

/**
 * The scopes of a caller: exactly those of the token where it names any (an empty list is none at all), else those of the
 * role. The graph itself (`system`) has every scope.
 */
export function scopesOf({ role, scopes: named }: Pick<Viewer, 'role' | 'scopes'>): ReadonlySet<string> {
  if (role === 'system') return all;
  if (named === undefined) return ofRoles.get(role) ?? none;
  const known = ofTokens.get(named);
  if (known !== undefined) return known;
  const held = new Set(named);
  ofTokens.set(named, held);
  return held;
}
