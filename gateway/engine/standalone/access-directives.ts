/** Features of a supergraph that restrict who may see what, by the name in their specification's URL. */
const ACCESS_FEATURES = /specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\//g;

/** The access directives that a supergraph links, with `@`; empty when everyone may see everything. */
export function accessDirectivesOf(supergraphSdl: string): string[] {
  return [...new Set(supergraphSdl.matchAll(ACCESS_FEATURES).map(([, name]) => `@${name}`))];
}
