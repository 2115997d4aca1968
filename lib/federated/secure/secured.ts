import type { ClientUpdate } from "../strategy.ts";
import { SecureSumError } from "./secure_client.ts";
import { secureSum } from "./secure_sum.ts";

/** What stands in the place of a client where the server sees only the sum of all. */
const EVERYBODY = -1;

/**
 * The updates as one, which is all that a server with secure aggregation sees: their weighted mean, with the sum of
 * their weights. Nothing where too few clients stay.
 *
 * @param clients All that began the round.
 * @param most The greatest weight that any of them may have.
 */
export async function* secured(
  updates: AsyncIterable<ClientUpdate>,
  clients: readonly number[],
  most: number,
): AsyncGenerator<ClientUpdate> {
  const summands = async function* () {
    for await (const { client, weight, delta } of updates) {
      const share = weight / most, vector = new Float64Array(delta.length + 1);
      delta.forEach((value, i) => vector[i] = share * value);
      vector[delta.length] = share;
      yield { client, vector };
    }
  };
  try {
    const sum = await secureSum(clients, summands());
    const shares = sum[sum.length - 1];
    yield {
      client: EVERYBODY,
      weight: shares * most,
      steps: 0,
      delta: sum.subarray(0, -1).map((x) => x / shares),
    };
  } catch (error) {
    if (!(error instanceof SecureSumError)) throw error;
  }
}
