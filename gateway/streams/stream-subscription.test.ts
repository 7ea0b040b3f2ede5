import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createStreamHub } from './stream-hub.ts';
import { StreamSubscription } from './stream-subscription.ts';
import { createLogbook } from './testing/logbook.ts';

const query = 'subscription ($after: String) { entries(book: 1, after: $after) { text } }';

describe('a client whose rights are found changed at an event', () => {
  it.each([0, 1])('is told that event as it may see it then, after %d others', async (before) => {
    const logbook = await createLogbook();
    const hub = createStreamHub({ engine: logbook.engine, maxStallMs: 1_000, resumeWithinMs: 5_000 });
    const told: string[] = [];
    let looks = 0;
    const subscription = new StreamSubscription({
      operation: { query },
      writer: { next: ({ text }) => void told.push(JSON.parse(text).data.entries.text), complete() {} },
      hub,
      outlet: { bufferedBytes: 0, drained: async () => {}, close() {} },
      mayHear() {
        if (looks++ !== before) return true;
        subscription.listen({}, 'less');
        return false;
      },
      charge: () => undefined,
      onStalled() {},
      onEnd() {},
    });
    subscription.listen({}, 'all');
    await subscription.settled();
    for (let count = 0; count < 3; count++) logbook.enter();
    while (!told.includes('Entry 3')) await setImmediate();
    subscription.leave();
    expect(told).toEqual(['Entry 1', 'Entry 2', 'Entry 3']);
  });
});
