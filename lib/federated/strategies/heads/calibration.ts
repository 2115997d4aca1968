import type { EvaluateJob } from "../../../engine/mod.ts";
import { shuffle, stream } from "../../../random/mod.ts";
import type { ExchangeContext } from "../../exchange.ts";

/** Images of each client at most that the models are compared on. */
const IMAGES = 256;

/**
 * Which of some models has the least cross-entropy over the clients' images: each client sends the sum of its images'
 * losses with each of them, as far as some of its images tell; the totals are compared.
 *
 * @param downloadBytes What each client receives of the models.
 * @returns The model's place in the list; 0 where no client's losses arrive.
 */
export async function leastLoss(
  context: ExchangeContext,
  models: readonly Float32Array[],
  downloadBytes: number,
): Promise<number> {
  const { network, clients, seed, executor } = context;
  const jobs = clients.flatMap(({ client, examples, indices }) => {
    const some = shuffle(indices.slice(), stream(seed, "calibration", client)).slice(0, IMAGES);
    return models.map((parameters): EvaluateJob => ({
      kind: "evaluate",
      network,
      parameters,
      examples,
      indices: some,
    }));
  });
  async function* vectors() {
    let at = 0, vector = new Float64Array(models.length);
    for await (const { lossSum, predictions } of executor.run(jobs)) {
      const { images } = clients[Math.floor(at / models.length)];
      vector[at % models.length] = images * lossSum / predictions.length;
      if (++at % models.length > 0) continue;
      yield { vector, bytes: 4 * models.length };
      vector = new Float64Array(models.length);
    }
  }
  const parts = [{ length: models.length, unit: Math.sqrt(models.length) }];
  const losses = await context.total({ parts, vectors: vectors(), downloadBytes });
  return losses ? losses.indexOf(Math.min(...losses)) : 0;
}
