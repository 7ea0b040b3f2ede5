import { describe, expect, it } from '@jest/globals';
import { connectSocket } from './testing/connections.ts';
import { startStreamGateway } from './testing/stream-gateway.ts';

const query = 'subscription { told }';
/** What a message for subscription `1` holds beside the text that is told. */
const AROUND = JSON.stringify({ id: '1', type: 'next', payload: { data: { told: '' } } }).length;

describe('an event over WebSocket', () => {
  it.each([124, 125, 126, 127, 65_534, 65_535, 65_536, 65_537, 300_000])(
    'arrives whole in a message of %i bytes, and so does what follows',
    async (bytes) => {
      await using gateway = await startStreamGateway();
      const { subscribe, message, send, messages, socket } = await connectSocket(gateway.address, 'ada');
      subscribe('1', query);
      while (gateway.told.listening === 0) await new Promise(setImmediate);
      const texts = ['x'.repeat(bytes - AROUND), `ü€😀${'x'.repeat(bytes - AROUND - 9)}`, 'last'];
      for (const text of texts) gateway.told.tell(text);
      await message((told) => JSON.stringify(told).includes('"last"'));
      send({ type: 'ping' });
      await message(({ type }) => type === 'pong');
      const next = texts.map((told) => ({ id: '1', type: 'next', payload: { data: { told } } }));
      expect(messages.slice(1)).toEqual([...next, { type: 'pong' }]);
      socket.terminate();
    },
  );

  it('is told to each subscription under its own id', async () => {
    await using gateway = await startStreamGateway();
    const { subscribe, message, messages, socket } = await connectSocket(gateway.address, 'ada');
    const ids = ['1', 'a longer id', '"quoted" \\ and ünusual'];
    for (const id of ids) subscribe(id, query);
    while (gateway.told.listening === 0) await new Promise(setImmediate);
    gateway.told.tell('once');
    await message(({ id }) => id === ids.at(-1));
    expect(messages.slice(1).map(({ id, payload }) => ({ id, payload }))).toEqual(
      ids.map((id) => ({ id, payload: { data: { told: 'once' } } })),
    );
    expect(gateway.told.opened).toBe(1);
    socket.terminate();
  });
});
