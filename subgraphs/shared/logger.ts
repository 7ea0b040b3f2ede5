import { pino } from 'pino';

export interface Logger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
  child(bindings: object): Logger;
}

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** JSON lines on standard error, so that what a command prints for its user stays clean. */
export function createLogger(level: LogLevel, bindings: object = {}): Logger {
  return pino({ level, base: bindings }, pino.destination({ fd: 2, sync: true }));
}
