import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { messageOf } from '../shared/errors.ts';
import type { ConversionModel } from './domain/conversion-model.ts';
import { features, missingValue } from './domain/features.ts';
import { readCard } from './model-card.ts';

/** A conversion model in memory, until it is disposed of. */
export type OpenModel = ConversionModel & AsyncDisposable;

export const modelFolder = new URL('../../models/lead-conversion/', import.meta.url);

/**
 * Loads `model.onnx` and `card.json` from a folder.
 * @throws with one line naming the file when one is missing, altered, or of another form than the code expects.
 */
export async function openModel(folder: URL = modelFolder): Promise<OpenModel> {
  const card = await named(new URL('card.json', folder), async (url) =>
    readCard(await readFile(url, 'utf8')),
  );
  const session = await named(new URL('model.onnx', folder), async (url) => {
    const bytes = await readFile(url);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== card.sha256) throw new Error(`expected sha256 ${card.sha256} (card.json), got ${sha256}`);
    return openSession(bytes);
  });

  return {
    name: card.name,
    version: card.version,
    background: card.explanation.background.map((row) =>
      Float32Array.from(row, (value) => value ?? missingValue),
    ),
    quantiles: card.score.quantiles,
    qualityThresholds: card.score.quality,
    async predict(matrix) {
      if (matrix.length === 0) return [];
      const tensor = new Tensor('float32', matrix, [matrix.length / features.length, features.length]);
      const outputs = await session.run({ [card.input.name]: tensor }, [card.output.name]);
      return outputs[card.output.name]?.data as Float32Array;
    },
    [Symbol.asyncDispose]: () => session.release(),
  };
}

/** One thread: scores are made side by side by jobs, and the processor is shared with everything else. */
function openSession(bytes: Buffer): Promise<InferenceSession> {
  return InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
  });
}

async function named<T>(url: URL, read: (url: URL) => Promise<T>): Promise<T> {
  try {
    return await read(url);
  } catch (error) {
    const path = url.pathname.split('/').slice(-3).join('/');
    throw new Error(`${path}: ${messageOf(error).split('\n', 1)[0]}`);
  }
}
