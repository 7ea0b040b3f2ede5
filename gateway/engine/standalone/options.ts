import { parseArgs } from 'node:util';

/** What the standalone command was asked to do. */
export interface StandaloneOptions {
  /** Path of the supergraph SDL. */
  readonly supergraphFile: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Undefined listens on every interface. */
  readonly host: string | undefined;
  /** `on` refuses a supergraph that restricts who may see what; `off` shows everything to everyone. */
  readonly access: 'on' | 'off';
  /** Client headers handed on to the subgraphs, in lower case. */
  readonly forwardedHeaders: readonly string[];
  /** How long one fetch from a subgraph may take. */
  readonly subgraphTimeoutMs: number;
  /** How long one operation may take; undefined for no limit. */
  readonly deadlineMs: number | undefined;
}

export const USAGE = `Usage: npm run gateway -- --supergraph FILE [options]

  --supergraph FILE         supergraph SDL; read again whenever it changes
  --port N                  default 4000; 0 lets the system choose
  --host NAME               default every interface
  --access on|off           on (default) refuses a supergraph with @authenticated, @requiresScopes or @policy;
                            off serves it to everyone
  --forward NAME[,NAME]     client headers to hand on to the subgraphs; default none
  --subgraph-timeout-ms N   default 30000
  --deadline-ms N           answer with what has arrived after this time; default no limit
  --help`;

/** A mistake in the command line, to be shown as one line. */
export class UsageError extends Error {}

const FLAGS = {
  supergraph: { type: 'string' },
  port: { type: 'string', default: '4000' },
  host: { type: 'string' },
  access: { type: 'string', default: 'on' },
  forward: { type: 'string', default: '' },
  'subgraph-timeout-ms': { type: 'string', default: '30000' },
  'deadline-ms': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @param args without the program and the script
 * @returns the options, or `help` when that was asked for
 * @throws UsageError with a message of one line
 */
export function readOptions(args: readonly string[]): StandaloneOptions | 'help' {
  const flags = parse(args);
  if (flags.help) return 'help';
  if (!flags.supergraph)
    throw new UsageError('--supergraph is missing: expected the path of a supergraph SDL');
  return {
    supergraphFile: flags.supergraph,
    port: readInteger('--port', flags.port, 0, 65_535),
    host: flags.host,
    access: readAccess(flags.access),
    forwardedHeaders: flags.forward
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
    subgraphTimeoutMs: readInteger('--subgraph-timeout-ms', flags['subgraph-timeout-ms'], 1, 2 ** 31 - 1),
    deadlineMs:
      flags['deadline-ms'] === undefined
        ? undefined
        : readInteger('--deadline-ms', flags['deadline-ms'], 1, 2 ** 31 - 1),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split(/[.\n]/)[0]);
  }
}

function readInteger(flag: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= from && value <= to) return value;
  throw new UsageError(`${flag}: expected a whole number from ${from} to ${to}, got "${text}"`);
}

function readAccess(text: string): 'on' | 'off' {
  if (text === 'on' || text === 'off') return text;
  throw new UsageError(`--access: expected "on" or "off", got "${text}"`);
}
