import type { ClientUpdate } from "../strategy.ts";
import { secureSum } from "./secure_sum.ts";
import { divide } from "../vectors.ts";
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
      for (let i = 0; i < length; i++) vector[i] = share * delta[i];
      if (sent) { for (let i = 0; i < sent.length; i++) vector[length + i] = share * sent[i]; }
      vector[vector.length - 1] = share;
      yield { client, vector };
    }
  };
  try {
    const { sum, survivors } = await secureSum(clients, summands());
    const shares = sum[sum.length - 1], mean = divide(sum.slice(0, -1), shares);
    yield {
      client: EVERYBODY,
      clients: survivors,
      weight: shares * most,
      steps: 0,
      delta: mean.subarray(0, length),
      ...(sends ? { sent: new Float32Array(mean.subarray(length)) } : {}),
    };
  } catch (error) {
    if (!(error instanceof SecureSumError)) throw error;
  }
}
