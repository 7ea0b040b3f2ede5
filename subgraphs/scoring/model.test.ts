import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { computeScore } from './domain/compute-score.ts';
import { featureVector, features } from './domain/features.ts';
import { modelFolder, openModel } from './model.ts';
import type { OpenModel } from './model.ts';

interface Parity {
  readonly model: { readonly sha256: string };
  readonly leads: Parameters<typeof computeScore>[1][];
  readonly features: (number | null)[][];
  readonly probabilities: number[];
}

const parity: Parity = JSON.parse(await readFile(new URL('parity.json', modelFolder), 'utf8'));
const card = JSON.parse(await readFile(new URL('card.json', modelFolder), 'utf8'));

describe('the conversion model', () => {
  let model: OpenModel;
  beforeAll(async () => {
    model = await openModel();
  });
  afterAll(async () => {
    await model[Symbol.asyncDispose]();
  });
  const predict = async (rows: number[][]): Promise<number[]> =>
    Array.from(await model.predict(Float32Array.from(rows.flat())));

  it('is the one the parity file was written for', () => {
    expect(parity.model.sha256).toBe(card.sha256);
    expect(parity.leads.length).toBeGreaterThanOrEqual(50);
  });

  it('sees a lead as it did in training', () => {
    parity.leads.forEach(({ submission, enrichment }, index) => {
      const seen = Array.from(featureVector(submission, enrichment), (value) =>
        Number.isNaN(value) ? null : value,
      );
      expect(seen).toEqual(
        parity.features[index]?.map((value) => (value === null ? null : Math.fround(value))),
      );
    });
  });

  it('says what the training library says, to 1e-5', async () => {
    const probabilities = await predict(
      parity.features.map((row) => row.map((value) => value ?? Number.NaN)),
    );
    const worst = Math.max(...probabilities.map((p, i) => Math.abs(p - (parity.probabilities[i] as number))));
    expect(worst).toBeLessThan(1e-5);
  });

  it('explains every probability in full', async () => {
    for (const lead of parity.leads.slice(0, 16)) {
      const { conversionProbability, baselineProbability, factors } = await computeScore(model, lead);
      const sum = factors.reduce((total, { contribution }) => total + contribution, 0);
      expect(sum).toBeCloseTo(conversionProbability - baselineProbability, 4);
      expect(new Set(factors.map(({ feature }) => feature))).toEqual(
        new Set(features.map(({ name }) => name)),
      );
    }
  });

  it('never turns against a direction that its card gives', async () => {
    const row = fc.tuple(
      ...features.map(({ range: [min, max] }) =>
        fc.oneof(
          { weight: 4, arbitrary: fc.integer({ min, max: Math.min(max, 400) }) },
          fc.constant(Number.NaN),
        ),
      ),
    );
    const cases = fc.sample(fc.tuple(row, row), { numRuns: 300, seed: 7 });
    const pairs = cases.flatMap(([one, other]) =>
      features.flatMap(({ direction }, index) => {
        const [a, b] = [one[index] as number, other[index] as number];
        if (direction === 0 || Number.isNaN(a) || Number.isNaN(b)) return [];
        const worse = one.with(index, direction * Math.min(direction * a, direction * b));
        const better = one.with(index, direction * Math.max(direction * a, direction * b));
        return [[worse, better]];
      }),
    );
    expect(pairs.length).toBeGreaterThan(500);
    const probabilities = await predict(pairs.flat());
    pairs.forEach((_, i) => {
      expect(probabilities[2 * i + 1]).toBeGreaterThanOrEqual((probabilities[2 * i] as number) - 1e-6);
    });
  });

  it('answers for no rows with nothing', async () => {
    expect(await predict([])).toEqual([]);
  });

  it('is calibrated on the leads that were kept from training', () => {
    const { slope, intercept, expectedCalibrationError } = card.metrics.calibration;
    expect(slope).toBeGreaterThan(0.85);
    expect(slope).toBeLessThan(1.15);
    expect(Math.abs(intercept)).toBeLessThan(0.2);
    expect(expectedCalibrationError).toBeLessThan(0.03);
  });

  it('says plainly that it was trained with made-up leads', () => {
    expect(card.training.data).toMatch(/^SYNTHETIC/);
  });
});

describe('opening a model', () => {
  let path: string;
  const folder = (): URL => pathToFileURL(`${path}/`);
  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), 'model-'));
  });
  afterAll(async () => {
    await rm(path, { recursive: true });
  });
  async function restore(): Promise<void> {
    for (const file of ['card.json', 'model.onnx'])
      await copyFile(new URL(file, modelFolder), join(path, file));
  }

  it('names the file that is missing', async () => {
    await restore();
    await rm(join(path, 'model.onnx'));
    await expect(openModel(folder())).rejects.toThrow(/^[^\n]*model\.onnx: [^\n]*ENOENT[^\n]*$/);
    await rm(join(path, 'card.json'));
    await expect(openModel(folder())).rejects.toThrow(/^[^\n]*card\.json: [^\n]*ENOENT[^\n]*$/);
  });

  it('refuses a model that is not the one of the card', async () => {
    await restore();
    const bytes = await readFile(join(path, 'model.onnx'));
    bytes[bytes.length - 9]! ^= 1;
    await writeFile(join(path, 'model.onnx'), bytes);
    await expect(openModel(folder())).rejects.toThrow(
      /^[^\n]*model\.onnx: expected sha256 [0-9a-f]{64} \(card\.json\), got [0-9a-f]{64}$/,
    );
  });

  it('refuses a card that speaks of other features than the code extracts', async () => {
    await restore();
    const [first, ...others] = card.input.features;
    const other = { ...card, input: { ...card.input, features: [...others, first] } };
    await writeFile(join(path, 'card.json'), JSON.stringify(other));
    await expect(openModel(folder())).rejects.toThrow(/^[^\n]*card\.json: input\.features: expected [^\n]*$/);
  });

  it.each(['', '[]', '{"name":"x"}'])('refuses %j as a card', async (text) => {
    await restore();
    await writeFile(join(path, 'card.json'), text);
    await expect(openModel(folder())).rejects.toThrow(/^[^\n]*card\.json: [^\n]+$/);
  });
});
