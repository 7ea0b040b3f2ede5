import { cpus } from 'node:os';
import { compareDelivery } from './compare-delivery.ts';
import { measureLatency } from './measure-latency.ts';
import { readStreamsOptions } from './options.ts';

/** Measures how many clients a server can tell, and how soon an agent is coached. Prints the result. */
export async function run(args: readonly string[]): Promise<void> {
  const options = readStreamsOptions(args);
  console.log(`${cpus().length} cores, Node ${process.version}\n`);
  if (options.parts.includes('delivery')) console.log(await compareDelivery(options));
  if (options.parts.includes('latency')) console.log(await measureLatency(options));
}
