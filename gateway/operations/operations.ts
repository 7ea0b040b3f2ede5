import { fileURLToPath } from 'node:url';
import { messageOf } from '../../subgraphs/shared/errors.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import type { Engine } from '../engine/types.ts';
import type { GraphQLParams } from '../http/read-params.ts';
import { createDocumentStore } from './document-store.ts';
import { readManifests } from './manifest.ts';
import { createDocumentResolver } from './resolve-document.ts';

/** Where `npm run operations -- build` puts the manifests. */
const builtManifests = fileURLToPath(new URL('../../schema/operations/manifests', import.meta.url));

export interface OperationsOptions {
  readonly logger: Logger;
  /** Folder of `<client>.json`. Default: the manifests that were built. */
  readonly manifestFolder?: string;
}

/** The operations that clients have published, as the doors use them. */
export interface Operations {
  /** Called for every operation before it is parsed. @throws GraphQLError that refuses it */
  resolve(params: GraphQLParams): Promise<GraphQLParams> | GraphQLParams;
  /**
   * Plans every published operation. One that does not fit the graph is logged with its client's name and left out: its
   * callers are told so when they ask, and everybody else is served.
   */
  prepare(engine: Pick<Engine, 'prepare'>): Promise<void>;
}

/** @throws Error naming the file when a manifest cannot be read */
export function openOperations({ logger, manifestFolder = builtManifests }: OperationsOptions): Operations {
  const store = createDocumentStore(readManifests(manifestFolder));
  const resolver = createDocumentResolver({ store });
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
  };
}
