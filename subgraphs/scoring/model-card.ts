import { z } from 'zod';
import { features } from './domain/features.ts';

const row = z.array(z.number().nullable());

const cardSchema = z.object({
  name: z.string(),
  version: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  input: z.object({
    name: z.string(),
    features: z.array(
      z.object({
        name: z.string(),
        unit: z.string(),
        range: z.tuple([z.number(), z.number()]),
        direction: z.number(),
      }),
    ),
  }),
  output: z.object({ name: z.string() }),
  score: z.object({
    quantiles: z.array(z.number()).min(2),
    quality: z.object({ HIGH: z.number(), MEDIUM: z.number(), LOW: z.number() }),
  }),
  explanation: z.object({ background: z.array(row).min(1) }),
});

/** What a model's `card.json` says, as far as scoring uses it. */
export type ModelCard = z.infer<typeof cardSchema>;

/** @throws with one line when the card is not of its form, or speaks of other features than the code extracts. */
export function readCard(text: string): ModelCard {
  const { data: card, error } = cardSchema.safeParse(parseJson(text));
  if (error !== undefined) {
    const [issue] = error.issues;
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const expected = features.map(({ name, unit, range, direction }) => ({ name, unit, range, direction }));
  if (JSON.stringify(card.input.features) !== JSON.stringify(expected)) {
    const names = (list: readonly { name: string }[]): string => list.map(({ name }) => name).join(' ');
    throw new Error(
      `input.features: expected what the code extracts (${names(expected)}), got ${names(card.input.features)}`,
    );
  }
  if (card.explanation.background.some((values) => values.length !== expected.length))
    throw new Error(`explanation.background: expected rows of ${expected.length} numbers`);
  return card;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('expected JSON');
  }
}
