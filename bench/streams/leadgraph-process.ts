import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken } from '../../gateway/access/tokens.ts';
import { createHttpTransport } from '../../gateway/engine/transports/http.ts';
import { createInProcessTransport } from '../../gateway/engine/transports/in-process.ts';
import { openEngine } from '../../gateway/open-engine.ts';
import { openOperations } from '../../gateway/operations/operations.ts';
import { startGateway } from '../../gateway/server.ts';
import { createLogger } from '../../subgraphs/shared/logger.ts';
import { answerParent } from '../answer-parent.ts';
import type { ServerRequests } from './requests.ts';
import { openTill, salesSchema } from './sales.ts';

// The gateway as the product starts it. Callers share a stream where they may see the same: clients that show one token
// are hydrated once for all, clients that show a token of their own are hydrated one by one.

const SECRET = 'a secret of the benchmark, long enough for its purpose';
const till = openTill();

answerParent<ServerRequests>({
  async start({ supergraphSdl, clients }) {
    const logger = createLogger('warn');
    const sales = createInProcessTransport({ schema: salesSchema(till), createContext: () => ({}) });
    const { engine, metrics } = await openEngine({
      supergraphSdl,
      transports: ({ name, url }) => (name === 'sales' ? sales : createHttpTransport({ name, url })),
      logger,
    });
    const folder = await mkdtemp(join(tmpdir(), 'leadgraph-bench-'));
    const operations = openOperations({
      config: {
        operationsMode: 'open',
        integratorOperationsMode: 'open',
        redisUrl: undefined,
        dataFolder: folder,
      },
      secret: SECRET,
      logger,
      isAlone: true,
      manifestFolder: folder,
    });
    const { port } = await startGateway({
      engine,
      metrics,
      operations,
      secret: SECRET,
      host: '127.0.0.1',
      port: 0,
      logger,
    });
    await rm(folder, { recursive: true });
    const authorizations = Array.from({ length: clients }, async (_, index) => {
      const token = await issueToken(SECRET, { role: 'manager', subject: `manager-${index}` });
      return `Bearer ${token}`;
    });
    return { port, authorizations: await Promise.all(authorizations) };
  },
  sell({ count }) {
    till.sell(count);
    return {};
  },
});
