import { z } from 'zod';
import { messageOf } from '../../../subgraphs/shared/errors.ts';
import { parseManifest } from '../manifest.ts';
import type { Manifest } from '../manifest.ts';
import { isSigned } from './signature.ts';
import type { SignedPush } from './signature.ts';

/** A push that was accepted, with what it publishes. It is kept as it came, so that whoever reads it can check it. */
export interface PushedManifest extends SignedPush {
  readonly manifest: Manifest;
}

const recordSchema = z.object({
  client: z.string(),
  timestamp: z.string(),
  signature: z.string(),
  body: z.string(),
});

/** The text in which a push is kept. */
export function printPushed({ client, timestamp, signature, body }: SignedPush): string {
  return JSON.stringify({ client, timestamp, signature, body });
}

/**
 * Reads what `printPushed` wrote, wherever it has been meanwhile.
 *
 * @param client whose it should be
 * @throws Error when it is none, is another client's, or was not signed with the installation's secret
 */
export function parsePushed(text: string, client: string, secret: string): PushedManifest {
  const push = readRecord(text);
  if (push.client !== client || !isSigned(secret, push))
    throw new Error(
      `${client}: expected a push that is signed for this client and installation, got another`,
    );
  return { ...push, manifest: parseManifest(push.body, client) };
}

function readRecord(text: string): SignedPush {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new Error(`expected the record of a push: ${reason}`);
  }
}
