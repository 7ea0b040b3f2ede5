export interface Explanation {
  /** The mean prediction over the background. */
  readonly baseline: number;
  readonly prediction: number;
  /** One per feature, in order. They sum up to `prediction - baseline`. */
  readonly contributions: readonly number[];
}

/** @param matrix rows one behind the other. @returns one prediction per row. */
export type Predict = (matrix: Float32Array) => Promise<ArrayLike<number>>;

/**
 * Exact Shapley values (Shapley, "A Value for n-Person Games", 1953) of a prediction: the worth of a coalition of
 * features is the mean prediction over the background when they take the row's values and all others the background
 * row's (Lundberg and Lee, "A Unified Approach to Interpreting Model Predictions", NeurIPS 2017, equation 4 with
 * section 2.4; features outside are set, not conditioned on). Values of the mean game are the means of the values of
 * the games against single background rows, and a feature that equals the background row's is a dummy in that game, so
 * only features that differ are put into coalitions. All coalitions are predicted in one call.
 * @param row feature values, NaN for missing; at most 20 that differ from any background row.
 * @param background at least one row.
 */
export async function shapleyValues(
  row: Float32Array,
  background: readonly Float32Array[],
  predict: Predict,
): Promise<Explanation> {
  const games = background.map((reference) => ({ reference, players: playersOf(row, reference) }));
  const predictions = await predict(coalitions(row, games));
  const contributions = Array.from({ length: row.length }, () => 0);
  let baseline = 0;
  let prediction = 0;
  let start = 0;
  for (const { players } of games) {
    const worths = Array.from(
      { length: 2 ** players.length },
      (_, mask) => predictions[start + mask] as number,
    );
    start += worths.length;
    baseline += (worths[0] as number) / games.length;
    prediction += (worths.at(-1) as number) / games.length;
    valuesOfGame(worths, players.length).forEach((value, player) => {
      const feature = players[player] as number;
      contributions[feature] = (contributions[feature] as number) + value / games.length;
    });
  }
  return { baseline, prediction, contributions };
}

interface Game {
  readonly reference: Float32Array;
  /** Indices of the features that differ. */
  readonly players: readonly number[];
}

function playersOf(row: Float32Array, reference: Float32Array): number[] {
  return Array.from(row.keys()).filter((feature) => !Object.is(row[feature], reference[feature]));
}

/** Of each game in turn, row `mask` takes the players whose bit is set from `row`, all else from the reference. */
function coalitions(row: Float32Array, games: readonly Game[]): Float32Array {
  const width = row.length;
  const rowCount = games.reduce((sum, { players }) => sum + 2 ** players.length, 0);
  const matrix = new Float32Array(rowCount * width);
  let start = 0;
  for (const { reference, players } of games) {
    matrix.set(reference, start);
    for (let mask = 1; mask < 2 ** players.length; mask++) {
      // The same without its lowest player stands further up already.
      const smaller = start + (mask & (mask - 1)) * width;
      const feature = players[lowestBit(mask)] as number;
      matrix.copyWithin(start + mask * width, smaller, smaller + width);
      matrix[start + mask * width + feature] = row[feature] as number;
    }
    start += 2 ** players.length * width;
  }
  return matrix;
}

function lowestBit(mask: number): number {
  return 31 - Math.clz32(mask & -mask);
}

/** @param worths of every coalition, by bit mask. @returns the Shapley value of each player. */
function valuesOfGame(worths: readonly number[], playerCount: number): number[] {
  const weights = coalitionWeights(playerCount);
  return Array.from({ length: playerCount }, (_, player) => {
    const bit = 1 << player;
    let value = 0;
    for (let mask = 0; mask < worths.length; mask++) {
      if (mask & bit) continue;
      value +=
        (weights[bitCount(mask)] as number) * ((worths[mask | bit] as number) - (worths[mask] as number));
    }
    return value;
  });
}

/** By the size s of the coalition a player joins: s! (n - s - 1)! / n!. */
function coalitionWeights(playerCount: number): number[] {
  const weights: number[] = [];
  let weight = 1 / playerCount;
  for (let size = 0; size < playerCount; size++) {
    weights.push(weight);
    weight *= (size + 1) / (playerCount - size - 1);
  }
  return weights;
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
