import type { Viewer } from '../../subgraphs/shared/context.ts';
import { roles } from '../../subgraphs/shared/context.ts';
import { scopesOf } from '../../subgraphs/shared/scopes.ts';
import type { AccessGrants } from '../engine/supergraph/access-rules.ts';

export { rolesScopes, scopes, scopesOf } from '../../subgraphs/shared/scopes.ts';
export type { Scope } from '../../subgraphs/shared/scopes.ts';

const nobody: AccessGrants = { authenticated: false, scopes: new Set(), policies: new Set() };
const granted = new WeakMap<Viewer, AccessGrants>();

/**
 * What the directives of the schema are held against: the viewer's scopes, and the policy `role:ROLE` for what a role
 * may do and no scope gives to others. Nobody (`undefined`) is granted nothing; `system` everything.
 *
 * Asked for each request and each event of a stream: one viewer's grants are worked out once.
 */
export function grantsOf(viewer: Viewer | undefined): AccessGrants {
  if (viewer === undefined) return nobody;
  const known = granted.get(viewer);
  if (known !== undefined) return known;
  const held = viewer.role === 'system' ? roles : [viewer.role];
  const grants: AccessGrants = {
    authenticated: true,
    scopes: scopesOf(viewer),
    policies: new Set(held.map((role) => `role:${role}`)),
  };
  granted.set(viewer, grants);
  return grants;
}
