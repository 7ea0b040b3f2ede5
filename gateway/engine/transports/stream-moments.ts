import type { ExecutionResult } from 'graphql';

/**
 * Events that a source read at one moment. What is loaded for the first of them is right for the others, too: all had
 * happened when it was loaded.
 */
export interface StreamMoment {
  /** When they were read, by `performance.now()`. */
  readonly at: number;
}

/** For so long an event may be joined with what was loaded for another of its moment, in milliseconds. */
const MOMENT_MS = 100;

const momentsOfEvents = new WeakMap<ExecutionResult, StreamMoment>();

/**
 * The moment of a source's latest event, which a source may tell as `moment`. Undefined where it does not, or where that
 * moment is over: a listener that reads slowly is told what holds now.
 */
export function momentOfSource(source: object): StreamMoment | undefined {
  const { moment } = source as { moment?: StreamMoment };
  return moment !== undefined && performance.now() - moment.at < MOMENT_MS ? moment : undefined;
}

/** Notes the moment of an event for whoever joins it. */
export function noteMoment(event: ExecutionResult, moment: StreamMoment | undefined): ExecutionResult {
  if (moment !== undefined) momentsOfEvents.set(event, moment);
  return event;
}

export function momentOfEvent(event: ExecutionResult): StreamMoment | undefined {
  return momentsOfEvents.get(event);
}
