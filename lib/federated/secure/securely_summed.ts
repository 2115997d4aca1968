import type { ClientUpdate } from "../strategy.ts";
import { secureSum } from "./secure_sum.ts";
import { SecureSumError } from "./secure_client.ts";

/** The client's number in an update that is the mean of all. */
const EVERYBODY = -1;

/**
 * All updates as one, which is all that the server sees under secure aggregation: their weighted mean, with the sum of
 * their weights. Empty if too few clients stay.
 *
 * @param updates Within the range of the fixed point once they are weighted: see `greatestSummand`.
 * @param clients All that began the round.
 * @param most The greatest weight that any of them may have.
 */
export async function* securelySummed(
  updates: AsyncIterable<ClientUpdate>,
  clients: readonly number[],
  most: number,
): AsyncGenerator<ClientUpdate> {
  let length = 0, sends = false;
  const summands = async function* () {
    for await (const { client, weight, delta, sent } of updates) {
      const share = weight / most;
      length = delta.length, sends = sent !== undefined;
      const vector = new Float64Array(length + (sent?.length ?? 0) + 1);
      delta.forEach((value, i) => vector[i] = share * value);
      sent?.forEach((value, i) => vector[length + i] = share * value);
      vector[vector.length - 1] = share;
      yield { client, vector };
    }
  };
  try {
    const { sum, survivors } = await secureSum(clients, summands());
    const shares = sum[sum.length - 1], mean = sum.subarray(0, -1).map((value) => value / shares);
    yield {
      client: EVERYBODY,
      clients: survivors,
      weight: shares * most,
      steps: 0,
      delta: mean.subarray(0, length),
      ...(sends ? { sent: Float32Array.from(mean.subarray(length)) } : {}),
    };
  } catch (error) {
    if (!(error instanceof SecureSumError)) throw error;
  }
}
