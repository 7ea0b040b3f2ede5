import { parse, validate } from 'graphql';
import { messageOf } from '../../../subgraphs/shared/errors.ts';
import type { Logger } from '../../../subgraphs/shared/logger.ts';
import type { Engine, KnownOperation } from '../../engine/types.ts';
import type { Manifest } from '../manifest.ts';
import type { PersistedOperation } from '../normalise.ts';
import type { KeptManifests } from './kept-manifests.ts';
import { parsePushed, printPushed } from './pushed-manifest.ts';
import type { PushedManifest } from './pushed-manifest.ts';
import type { SharedManifests } from './shared-manifests.ts';
import { versionOf } from './signature.ts';

/** What became of a push. */
export type Publication =
  | {
      readonly kind: 'published';
      /** Whether this gateway still has it after a restart. */
      readonly isKept: boolean;
      /** Who has it: all gateways; this one, and the others once Redis is back; this one alone. */
      readonly reach: 'all' | 'all-later' | 'this';
    }
  /** One that is as new or newer is in force; nothing was published. */
  | { readonly kind: 'overtaken' }
  /** Operations that the graph does not have, one line each; nothing was published. */
  | { readonly kind: 'does-not-fit'; readonly reasons: readonly string[] };

export type FittingEngine = Pick<Engine, 'schema' | 'prepare' | 'release'>;

export interface PublicationsOptions {
  readonly secret: string;
  readonly kept: KeptManifests;
  /** Pushes that were in force when the gateway last ran, by client. */
  readonly inForce: ReadonlyMap<string, PushedManifest>;
  /** Serves a manifest from now on. @returns operations that nobody publishes any more */
  readonly serve: (client: string, manifest: Manifest) => readonly PersistedOperation[];
  /** Undefined: pushes are this gateway's alone. */
  readonly shared: SharedManifests | undefined;
  /** Whether this is the only gateway of the installation. */
  readonly isAlone: boolean;
  readonly logger: Logger;
}

/** What is pushed, to this gateway and to the others. Of several pushes of a client the latest is in force. */
export interface Publications {
  publish(engine: FittingEngine, push: PushedManifest): Promise<Publication>;
  /**
   * Takes over what was pushed to other gateways and fits the graph, and gives them what they do not have. What does not
   * fit is logged, and tried again when this is called with another graph.
   */
  catchUp(engine: FittingEngine): Promise<void>;
}

export function createPublications(options: PublicationsOptions): Publications {
  const { secret, kept, serve, shared, isAlone, logger } = options;
  const inForce = new Map(options.inForce);
  /** What has been logged as refused: it is read again and again. */
  const told = new WeakMap<FittingEngine['schema'], Set<string>>();
  let lastStep: Promise<unknown> = Promise.resolve();

  /** One at a time, so that what is planned last is not what was pushed first. */
  function inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = lastStep.then(step);
    lastStep = result.catch(() => undefined);
    return result;
  }

  function isOvertaken(push: PushedManifest): boolean {
    const current = inForce.get(push.client);
    return current !== undefined && versionOf(current) >= versionOf(push);
  }

  /** @returns whether it is kept */
  async function putInForce(engine: FittingEngine, push: PushedManifest): Promise<boolean> {
    const { client, manifest } = push;
    const isKept = await kept.keep(push);
    inForce.set(client, push);
    engine.release(serve(client, manifest).map(toKnown));
    logger.info({ client, operations: manifest.operations.length, isKept }, 'operations published');
    return isKept;
  }

  async function publish(engine: FittingEngine, push: PushedManifest): Promise<Publication> {
    if (isOvertaken(push)) return { kind: 'overtaken' };
    const reasons = await prepareAll(engine, push);
    if (reasons.length > 0) return { kind: 'does-not-fit', reasons };
    const sharing = await offer(engine, push);
    if (sharing === 'overtaken') return { kind: 'overtaken' };
    const isKept = await putInForce(engine, push);
    const reach = sharing === 'away' ? 'all-later' : sharing === 'shared' || isAlone ? 'all' : 'this';
    return { kind: 'published', isKept, reach };
  }

  /** @returns undefined where nothing is shared */
  async function offer(
    engine: FittingEngine,
    push: PushedManifest,
  ): Promise<'shared' | 'overtaken' | 'away' | undefined> {
    const sharing = await shared?.offer(push);
    if (sharing !== 'overtaken' || shared === undefined) return sharing;
    const there = (await shared.read().catch(() => undefined))?.get(push.client);
    if (there === undefined) return 'away';
    if (!isGenuine(push.client, there)) return shared.offer(push, there);
    await adopt(engine, push.client, there);
    return 'overtaken';
  }

  function isGenuine(client: string, text: string): boolean {
    try {
      parsePushed(text, client, secret);
      return true;
    } catch {
      return false;
    }
  }

  async function adopt(engine: FittingEngine, client: string, text: string): Promise<void> {
    const reasons = await takeOver(engine, client, text);
    const known = told.get(engine.schema) ?? new Set();
    told.set(engine.schema, known);
    if (reasons.length === 0 || known.has(text)) return;
    known.add(text);
    logger.error({ client, reasons }, 'pushed operations refused');
  }

  /** @returns why not */
  async function takeOver(engine: FittingEngine, client: string, text: string): Promise<readonly string[]> {
    try {
      const push = parsePushed(text, client, secret);
      if (isOvertaken(push)) return [];
      const reasons = await prepareAll(engine, push);
      if (reasons.length === 0) await putInForce(engine, push);
      return reasons;
    } catch (error) {
      return [messageOf(error)];
    }
  }

  async function catchUp(engine: FittingEngine): Promise<void> {
    if (shared === undefined) return;
    const texts = await shared.read();
    for (const [client, text] of texts) await adopt(engine, client, text);
    for (const push of inForce.values()) {
      const there = texts.get(push.client);
      if (there !== printPushed(push)) await offer(engine, push);
    }
  }

  return {
    publish: (engine, push) => inTurn(() => publish(engine, push)),
    catchUp: (engine) => inTurn(() => catchUp(engine)),
  };
}

/** Plans every operation. @returns why the graph cannot serve them, one line each */
async function prepareAll(
  engine: FittingEngine,
  { client, manifest }: PushedManifest,
): Promise<readonly string[]> {
  const reasons = manifest.operations.flatMap(({ name, body }) =>
    validate(engine.schema, parse(body)).map(({ message }) => `${client} ${name}: ${message}`),
  );
  if (reasons.length > 0) return reasons;
  return engine.prepare(manifest.operations.map(toKnown)).then(
    () => [],
    (error: unknown) => [`${client}: ${messageOf(error)}`],
  );
}

function toKnown({ name, body }: PersistedOperation): KnownOperation {
  return { query: body, operationName: name };
}
