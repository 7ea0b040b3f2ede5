import { fileURLToPath } from 'node:url';
import type { Config, OperationMode } from '../../subgraphs/shared/config.ts';
import type { Viewer } from '../../subgraphs/shared/context.ts';
import { messageOf } from '../../subgraphs/shared/errors.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import { deriveKey } from '../../subgraphs/shared/vault.ts';
import type { Engine } from '../engine/types.ts';
import type { GraphQLParams } from '../http/read-params.ts';
import { createDocumentStore } from './document-store.ts';
import { readManifests } from './manifest.ts';
import type { PersistedOperation } from './normalise.ts';
import { rememberInMemory, shareInRedis } from './registered-documents.ts';
import type { RegisteredDocuments } from './registered-documents.ts';
import { createDocumentResolver } from './resolve-document.ts';

/** Where `npm run operations -- build` puts the manifests. */
const builtManifests = fileURLToPath(new URL('../../schema/operations/manifests', import.meta.url));

export interface OperationsOptions {
  readonly config: Pick<Config, 'operationsMode' | 'integratorOperationsMode' | 'redisUrl'>;
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
  resolve(params: GraphQLParams, viewer: Pick<Viewer, 'role'>): Promise<GraphQLParams> | GraphQLParams;
  /**
   * Plans every published operation. One that does not fit the graph is logged with its client's name and left out: its
   * callers are told so when they ask, and everybody else is served.
   */
  prepare(engine: Pick<Engine, 'prepare'>): Promise<void>;
  /** What a client has published under a name. */
  named(client: string, name: string): PersistedOperation | undefined;
  close(): Promise<void>;
}

/** @throws Error naming the file when a manifest cannot be read */
export function openOperations(options: OperationsOptions): Operations {
  const { config, logger, manifestFolder = builtManifests } = options;
  const store = createDocumentStore(readManifests(manifestFolder));
  const registered = openRegistered(options);
  const modeOf = (role: Viewer['role']): OperationMode =>
    role === 'integrator' ? config.integratorOperationsMode : config.operationsMode;
  const resolver = createDocumentResolver({ store, registered, modeOf, logger });
  return {
    resolve: resolver.resolve,
    async prepare(engine) {
      for (const [client, { operations }] of store.manifests) {
        for (const { name, body } of operations) {
          await engine.prepare([{ query: body, operationName: name }]).catch((error: unknown) => {
            logger.error({ client, operation: name, error: messageOf(error) }, 'operation does not fit');
          });
        }
      }
    },
    named: (client, name) =>
      store.manifests.get(client)?.operations.find((operation) => operation.name === name),
    close: () => registered.close(),
  };
}

function openRegistered({ config, secret, logger, isAlone }: OperationsOptions): RegisteredDocuments {
  if (config.redisUrl === undefined) {
    if (!isAlone)
      logger.warn(
        { setting: 'REDIS_URL' },
        'without Redis, operations that clients register (APQ) are not shared with other gateways',
      );
    return rememberInMemory();
  }
  const prefix = `leadgraph:${deriveKey(secret, 'registered operations').toString('hex').slice(0, 16)}`;
  return shareInRedis({ url: config.redisUrl, prefix, logger });
}
