import { SettingError } from '../subgraphs/shared/settings.ts';
import { messageOf } from '../subgraphs/shared/errors.ts';

const isTerminal = process.stdout.isTTY === true;
const isPlain = !isTerminal || process.env['NO_COLOR'] !== undefined;

function style(code: number): (text: string) => string {
  return (text) => (isPlain ? text : `\u001b[${code}m${text}\u001b[0m`);
}

export const bold = style(1);
export const dim = style(2);
export const green = style(32);
export const yellow = style(33);
export const red = style(31);
export const cyan = style(36);

/** Runs a command's main function. What it throws ends the process with one line and exit code 1. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(`${red('error')} ${messageOf(error)}`);
    if (!(error instanceof SettingError) && process.env['LOG_LEVEL'] === 'debug') console.error(error);
    process.exit(1);
  }
}

export interface ProgressBar {
  /** @param share 0 to 1. */
  update(share: number, text: string): void;
  /** Leaves the bar as it stands and goes to the next line. */
  end(): void;
}

const barWidth = 28;

/** A bar that redraws itself in a terminal; elsewhere a line at each tenth. */
export function startProgressBar(label: string): ProgressBar {
  let lastTenth = -1;
  let lastLine = '';
  return {
    update(share, text) {
      const bounded = Math.min(1, Math.max(0, share));
      const filled = Math.round(bounded * barWidth);
      const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
      lastLine = `${label} ${bar} ${String(Math.floor(bounded * 100)).padStart(3)} %  ${text}`;
      const tenth = Math.floor(bounded * 10);
      if (isTerminal) process.stdout.write(`\r\u001b[2K${lastLine}`);
      else if (tenth > lastTenth) console.log(lastLine);
      lastTenth = Math.max(lastTenth, tenth);
    },
    end() {
      if (isTerminal) process.stdout.write('\n');
    },
  };
}

/** Resolves at the first Ctrl-C or request to end. A second Ctrl-C ends the process at once. */
export function interrupted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const once = (signal: NodeJS.Signals): void => {
      resolve(signal);
      process.once('SIGINT', () => process.exit(130));
    };
    process.once('SIGINT', once);
    process.once('SIGTERM', once);
  });
}
