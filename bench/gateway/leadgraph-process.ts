import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenVerifier, onlyLocalTokens } from '../../gateway/access/token-verifier.ts';
import { issueToken } from '../../gateway/access/tokens.ts';
import { createEngine } from '../../gateway/engine/engine.ts';
import { createHttpTransport } from '../../gateway/engine/transports/http.ts';
import { createInProcessTransport } from '../../gateway/engine/transports/in-process.ts';
import type { Engine } from '../../gateway/engine/types.ts';
import { createHttpFront } from '../../gateway/http/http-front.ts';
import { createMetrics } from '../../gateway/metrics.ts';
import { bookshop, bookshopSchema } from './bookshop.ts';
import { createLogger } from '../../subgraphs/shared/logger.ts';
import { answerParent, cpuMs } from '../answer-parent.ts';
import type { Requests } from './child.ts';

const SECRET = 'a secret of the benchmark, long enough for its purpose';

let inProcess: Engine | undefined;

answerParent<Requests>({
  async start({ supergraphSdl }) {
    const engine = await createEngine({
      supergraphSdl,
      transports: ({ name, url }) => createHttpTransport({ name, url }),
      hooks: createMetrics().hooks,
    });
    inProcess = await createEngine({
      supergraphSdl,
      transports: Object.fromEntries(Object.keys(bookshop).map((name) => [name, transportFor(name)])),
      hooks: createMetrics().hooks,
    });
    const tokens = createTokenVerifier({
      secret: SECRET,
      settings: onlyLocalTokens,
      logger: createLogger('warn'),
    });
    const front = createHttpFront({
      engine,
      contextFor: ({ headers }) => tokens.callerOf(headers.authorization),
    });
    const server = createServer((req, res) => void front.handle(req, res));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const token = await issueToken(SECRET, { role: 'manager' });
    return {
      ports: { gateway: (server.address() as AddressInfo).port },
      headers: { authorization: `Bearer ${token}` },
    };
  },
  async runInProcess({ query, times }) {
    const started = cpuMs();
    let answer = '';
    for (let time = 0; time < times; time++) {
      answer = JSON.stringify(await inProcess?.execute({ query, context: {} }));
    }
    return { cpuMs: cpuMs() - started, answer };
  },
});

function transportFor(name: string) {
  return createInProcessTransport({ schema: bookshopSchema(name), createContext: () => ({}) });
}
