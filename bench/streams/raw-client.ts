import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** What one frame of the server carries. The bytes are valid until the call returns. */
export interface FrameListener {
  /** A text message of the server. @param start, end where it is in `bytes` */
  text(bytes: Buffer, start: number, end: number): void;
  closed(reason: string): void;
}

/** A client that speaks just enough of WebSocket (RFC 6455) to be told many events at the price of few instructions. */
export interface RawClient {
  send(text: string): void;
  close(): void;
}

const OPCODE_TEXT = 1;
const OPCODE_CLOSE = 8;
const OPCODE_PING = 9;
const OPCODE_PONG = 10;

/** All sockets of this process read into one buffer: what is read is looked at before the next socket is. */
const SHARED = Buffer.allocUnsafe(256 * 1024);
const NOTHING = Buffer.alloc(0);

/** Opens a connection that speaks graphql-transport-ws. Resolves when the server has switched protocols. */
export function connectRaw(port: number, listener: FrameListener): Promise<RawClient> {
  const { promise, resolve, reject } = Promise.withResolvers<RawClient>();
  let isOpen = false;
  /** The beginning of a frame whose rest has not come. */
  let waiting: Buffer = NOTHING;
  const socket: Socket = connect({
    port,
    host: '127.0.0.1',
    onread: {
      buffer: SHARED,
      callback(length) {
        take(waiting.length === 0 ? SHARED.subarray(0, length) : joined(waiting, length));
        return true;
      },
    },
  });
  socket.setNoDelay(true);
  socket.once('connect', () => socket.write(upgradeRequest(port)));
  socket.once('error', (error) => fail(error.message));
  socket.once('close', () => fail('the connection was closed'));

  function fail(reason: string): void {
    if (!isOpen) reject(new Error(reason));
    else listener.closed(reason);
    isOpen = false;
  }

  function take(bytes: Buffer): void {
    const start = isOpen ? 0 : endOfHead(bytes);
    const end = isOpen ? frames(bytes, start) : start;
    waiting = end === bytes.length ? NOTHING : Buffer.from(bytes.subarray(end));
  }

  /** Where the frames begin: 0 as long as the head of the response is not whole. */
  function endOfHead(bytes: Buffer): number {
    const end = bytes.indexOf('\r\n\r\n');
    if (end === -1) return 0;
    const status = bytes.toString('latin1', 0, bytes.indexOf('\r\n'));
    if (!status.startsWith('HTTP/1.1 101')) {
      reject(new Error(`Expected a WebSocket, got ${status}`));
      return bytes.length;
    }
    isOpen = true;
    resolve({ send: (text) => void socket.write(frame(OPCODE_TEXT, Buffer.from(text))), close });
    return frames(bytes, end + 4);
  }

  function close(): void {
    isOpen = false;
    socket.removeAllListeners('close').destroy();
  }

  /** Reads the frames that are whole. @returns where the first is that is not */
  function frames(bytes: Buffer, from: number): number {
    let at = from;
    while (bytes.length - at >= 2) {
      let length = (bytes[at + 1] as number) & 0x7f;
      let start = at + 2;
      if (length === 126) {
        start += 2;
        if (bytes.length < start) break;
        length = bytes.readUInt16BE(start - 2);
      } else if (length === 127) {
        start += 8;
        if (bytes.length < start) break;
        length = Number(bytes.readBigUInt64BE(start - 8));
      }
      const end = start + length;
      if (bytes.length < end) break;
      handle((bytes[at] as number) & 0x0f, bytes, start, end);
      at = end;
    }
    return at;
  }

  function handle(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === OPCODE_TEXT) listener.text(bytes, start, end);
    else if (opcode === OPCODE_PING)
      socket.write(frame(OPCODE_PONG, Buffer.from(bytes.subarray(start, end))));
    else if (opcode === OPCODE_CLOSE)
      fail(`closed with ${bytes.readUInt16BE(start)}: ${bytes.toString('utf8', start + 2, end)}`);
  }

  return promise;
}

function joined(waiting: Buffer, length: number): Buffer {
  return Buffer.concat([waiting, SHARED.subarray(0, length)]);
}

function upgradeRequest(port: number): string {
  return [
    'GET /graphql HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    `sec-websocket-key: ${randomBytes(16).toString('base64')}`,
    'sec-websocket-protocol: graphql-transport-ws',
    '\r\n',
  ].join('\r\n');
}

/** Clients mask what they send. */
function frame(opcode: number, payload: Buffer): Buffer {
  const mask = randomBytes(4);
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, 0x80 | payload.length])
      : Buffer.from([0x80 | opcode, 0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  const masked = Buffer.alloc(payload.length);
  for (let at = 0; at < payload.length; at++) masked[at] = (payload[at] as number) ^ (mask[at % 4] as number);
  return Buffer.concat([head, mask, masked]);
}
