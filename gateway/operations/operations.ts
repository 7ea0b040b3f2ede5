import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config, OperationMode } from '../../subgraphs/shared/config.ts';
import type { Viewer } from '../../subgraphs/shared/context.ts';
import { messageOf } from '../../subgraphs/shared/errors.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import { noSigning } from '../../subgraphs/shared/signing-settings.ts';
import { deriveKey } from '../../subgraphs/shared/vault.ts';
import type { GraphQLParams } from '../http/read-params.ts';
import { createDocumentStore } from './document-store.ts';
import { readManifests } from './manifest.ts';
import { keepManifests } from './push/kept-manifests.ts';
import { createPublications } from './push/publications.ts';
import type { FittingEngine, Publication } from './push/publications.ts';
import type { PushedManifest } from './push/pushed-manifest.ts';
import { shareManifests } from './push/shared-manifests.ts';
import { rememberInMemory, shareInRedis } from './registered-documents.ts';
import type { RegisteredDocuments } from './registered-documents.ts';
import { createDocumentResolver } from './resolve-document.ts';
import type { OperationCaller } from './resolve-document.ts';

/** Where `npm run operations -- build` puts the manifests. */
const builtManifests = fileURLToPath(new URL('../../schema/operations/manifests', import.meta.url));

export interface OperationsOptions {
  readonly config: Pick<Config, 'operationsMode' | 'integratorOperationsMode' | 'redisUrl' | 'dataFolder'> &
    Partial<Pick<Config, 'signing'>>;
  /** The installation's; keeps its keys in Redis apart from those of others. */
  readonly secret: string;
  readonly logger: Logger;
  /** Whether this is the only gateway of the installation, so that nothing needs to be shared. */
  readonly isAlone: boolean;
  /** Folder of `<client>.json`. Default: the manifests that were built. */
  readonly manifestFolder?: string;
}

/** The operations that clients have published or registered, as the doors use them. */
export interface Operations {
  /** Called for every operation before it is parsed. @throws GraphQLError that refuses it */
  resolve(params: GraphQLParams, caller: OperationCaller): Promise<GraphQLParams> | GraphQLParams;
  /**
   * Parameters for an operation of the house, which another door than GraphQL stands for: `resolve` lets them through,
   * whoever calls. Undefined when no client has published an operation of that name.
   */
  ofTheHouse(
    client: string,
    name: string,
    variables: Readonly<Record<string, unknown>>,
  ): GraphQLParams | undefined;
  /**
   * Takes over what was pushed to other gateways, and plans every published operation. One that does not fit the graph is
   * logged with its client's name and left out: its callers are told so when they ask, and everybody else is served. To be
   * called before the gateway is ready, and whenever its graph is another one.
   */
  prepare(engine: FittingEngine): Promise<void>;
  /** Publishes a client's manifest from the next request on, if the graph has all of its operations. */
  publish(engine: FittingEngine, push: PushedManifest): Promise<Publication>;
  close(): Promise<void>;
}

/** @throws Error naming the file when a manifest cannot be read */
export function openOperations(options: OperationsOptions): Operations {
  const { config, secret, logger, isAlone, manifestFolder = builtManifests } = options;
  const kept = keepManifests(path.join(config.dataFolder, 'operations'), secret, logger);
  const inForce = kept.read();
  const pushed = new Map([...inForce].map(([client, { manifest }]) => [client, manifest]));
  const store = createDocumentStore(readManifests(manifestFolder), pushed);
  const registered = openRegistered(options);
  const shared =
    config.redisUrl === undefined
      ? undefined
      : shareManifests({
          url: config.redisUrl,
          prefix: prefixOf(secret, 'published operations'),
          logger,
          onChange: () => void catchUp(),
        });
  const publications = createPublications({
    secret,
    kept,
    inForce,
    serve: store.publish,
    shared,
    isAlone,
    logger,
  });
  let served: FittingEngine | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function catchUp(): Promise<void> {
    if (served === undefined) return;
    try {
      await publications.catchUp(served);
    } catch (error) {
      logger.info({ error: messageOf(error) }, 'pushed operations cannot be read from Redis now');
      clearTimeout(retry);
      retry = setTimeout(() => void catchUp(), retryDelayMs).unref();
    }
  }

  const modeOf = (role: Viewer['role']): OperationMode =>
    role === 'integrator' ? config.integratorOperationsMode : config.operationsMode;
  const { required } = config.signing ?? noSigning;
  const mustSign = ({ client, subject }: OperationCaller): boolean => required.has(client ?? subject);
  const resolver = createDocumentResolver({ store, registered, modeOf, mustSign, logger });
  // Nothing that comes from outside can be one of these objects.
  const ownParams = new WeakSet<GraphQLParams>();
  return {
    resolve: (params, caller) => (ownParams.has(params) ? params : resolver.resolve(params, caller)),
    ofTheHouse(client, name, variables) {
      const operation = store.named(client, name);
      if (operation === undefined) return undefined;
      const params: GraphQLParams = { query: operation.body, operationName: name, variables };
      ownParams.add(params);
      return params;
    },
    async prepare(engine) {
      served = engine;
      if (await shared?.connected()) await catchUp();
      for (const { client, operation } of store.all()) {
        const { name: operationName, body: query } = operation;
        await engine.prepare([{ query, operationName }]).catch((error: unknown) => {
          logger.error(
            { client, operation: operationName, error: messageOf(error) },
            'operation does not fit',
          );
        });
      }
    },
    publish: publications.publish,
    async close() {
      served = undefined;
      clearTimeout(retry);
      shared?.close();
      await registered.close();
    },
  };
}

const retryDelayMs = 1_000;

function openRegistered({ config, secret, logger, isAlone }: OperationsOptions): RegisteredDocuments {
  if (config.redisUrl === undefined) {
    if (!isAlone)
      logger.warn(
        { setting: 'REDIS_URL' },
        'without Redis, operations that clients register (APQ) or that are pushed are not shared with other gateways',
      );
    return rememberInMemory();
  }
  return shareInRedis({ url: config.redisUrl, prefix: prefixOf(secret, 'registered operations'), logger });
}

function prefixOf(secret: string, purpose: string): string {
  return `leadgraph:${deriveKey(secret, purpose).toString('hex').slice(0, 16)}`;
}
