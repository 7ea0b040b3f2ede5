import { USAGE, UsageError, readOptions } from './standalone/options.ts';
import { serveStandalone } from './standalone/serve.ts';

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  try {
    const options = readOptions(args);
    if (options === 'help') return console.log(USAGE);
    const gateway = await serveStandalone(options, {
      info: (line) => console.log(line),
      error: (line) => console.error(line),
    });
    console.log(`Serving ${options.supergraphFile} at http://localhost:${gateway.port}/graphql`);
    stopOnSignal(() => gateway.close());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** The first signal asks for an orderly stop, a second one stops at once. */
function stopOnSignal(close: () => Promise<void>): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      void close().then(() => process.exit(0));
    });
  }
}
