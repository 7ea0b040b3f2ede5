import type { Viewer } from '../../subgraphs/shared/context.ts';
import type { RequestContext } from '../server.ts';
import { authenticationUnavailable, unauthenticated } from './errors.ts';
import type { Revocations } from './revocations/revocations.ts';
import { scopesOf } from './scopes.ts';
import type { Caller, TokenVerifier } from './token-verifier.ts';

/** Who calls, by a token that is checked, less what was revoked of it. */
export interface Callers {
  /**
   * @param authorization `Bearer TOKEN`
   * @throws UNAUTHENTICATED, also for a token that was revoked; AUTHENTICATION_UNAVAILABLE
   */
  contextOf(authorization: string | undefined): Promise<RequestContext>;
  /**
   * The same for a caller that is known by a signature.
   * @param signedAt milliseconds since 1970
   */
  contextOfSigner(viewer: Viewer, signedAt: number): RequestContext;
  /**
   * What became of a context since: the same object as long as its caller may do the same; undefined when its token was
   * revoked. A context that came of no token stays as it is.
   */
  current(context: RequestContext): RequestContext | undefined;
  /** What it waits for before it can tell anybody, in words. */
  notReady(): Promise<string[]>;
}

const retryAfterSeconds = 1;

export function createCallers({
  tokens,
  revocations,
}: {
  readonly tokens: TokenVerifier;
  readonly revocations: Revocations;
}): Callers {
  /** The verifier gives the same object for the same token: so do we, for it stands for what was worked out about it. */
  const contexts = new WeakMap<Caller, RequestContext>();

  function contextFor(caller: Caller): RequestContext | 'revoked' | 'unknown' {
    const effect = revocations.effectOn(caller);
    if (effect.kind === 'revoked' || effect.kind === 'unknown') return effect.kind;
    const viewer = effect.kind === 'none' ? caller.viewer : without(caller.viewer, effect.withheld);
    const known = contexts.get(caller);
    if (known !== undefined && isSame(known.viewer, viewer)) return known;
    const context = { viewer, expiresAt: caller.expiresAt, caller };
    contexts.set(caller, context);
    return context;
  }

  return {
    async contextOf(authorization) {
      const context = contextFor(await tokens.callerOf(authorization));
      if (context === 'revoked') throw unauthenticated('The token was revoked.');
      if (context === 'unknown') {
        throw authenticationUnavailable('what was revoked cannot be read', retryAfterSeconds);
      }
      return context;
    },
    contextOfSigner(viewer, signedAt) {
      const effect = revocations.effectOn({ viewer, tokenId: undefined, issuedAt: signedAt });
      if (effect.kind === 'revoked') throw unauthenticated(`What "${viewer.subject}" signs was revoked.`);
      if (effect.kind === 'unknown')
        throw authenticationUnavailable('what was revoked cannot be read', retryAfterSeconds);
      return { viewer: effect.kind === 'none' ? viewer : without(viewer, effect.withheld) };
    },
    current(context) {
      if (context.caller === undefined) return context;
      const current = contextFor(context.caller);
      if (current === 'revoked') return undefined;
      // As long as nothing else is known, what was known holds.
      return current === 'unknown' || isSame(current.viewer, context.viewer) ? context : current;
    },
    async notReady() {
      const reasons = await tokens.notReady();
      return revocations.list() === undefined ? [...reasons, 'revocations'] : reasons;
    },
  };
}

function without(viewer: Viewer, withheld: ReadonlySet<string>): Viewer {
  const left = [...scopesOf(viewer)].filter((scope) => !withheld.has(scope));
  return left.length === scopesOf(viewer).size ? viewer : { ...viewer, scopes: left };
}

/** Two views of one caller differ in their scopes at most. */
function isSame(one: Viewer, other: Viewer): boolean {
  return one === other || one.scopes?.join(' ') === other.scopes?.join(' ');
}
