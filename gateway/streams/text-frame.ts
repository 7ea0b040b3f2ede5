import type { StreamEvent } from './event-history.ts';

const FINAL_TEXT = 0x81;
const TAIL = 0x7d; // }
const MAX_LENGTH_IN_7_BITS = 125;
const MAX_LENGTH_IN_16_BITS = 0xffff;

/** An event as bytes: many clients are told the same. */
const bytesOfEvents = new WeakMap<StreamEvent, Buffer>();

/**
 * A `next` message as one WebSocket frame (RFC 6455, section 5.2: final, text, not masked) for a connection without
 * extensions. One buffer that is written at once costs a quarter less than head and payload that are written one by one.
 *
 * @param head the message up to its payload
 */
export function nextFrame(head: Buffer, event: StreamEvent): Buffer {
  const bytes = bytesOf(event);
  const length = head.length + bytes.length + 1;
  const start = length <= MAX_LENGTH_IN_7_BITS ? 2 : length <= MAX_LENGTH_IN_16_BITS ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FINAL_TEXT;
  if (start === 2) {
    frame[1] = length;
  } else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  head.copy(frame, start);
  bytes.copy(frame, start + head.length);
  frame[start + length - 1] = TAIL;
  return frame;
}

function bytesOf(event: StreamEvent): Buffer {
  let bytes = bytesOfEvents.get(event);
  if (bytes === undefined) bytesOfEvents.set(event, (bytes = Buffer.from(event.text)));
  return bytes;
}
