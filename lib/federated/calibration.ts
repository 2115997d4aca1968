import type { EvaluateJob } from "../engine/mod.ts";
import { shuffle, stream } from "../random/mod.ts";
import type { ExchangeContext } from "./exchange.ts";

/** Images of each client at most that the models are compared on. */
const IMAGES = 256;

/**
 * Which of some models has the least cross-entropy over the clients' images: each client sends its mean loss with
 * each of them, on some of its images; the mean is weighted by n_k.
 *
 * @returns The model's place in the list.
 */
export async function leastLoss(context: ExchangeContext, models: readonly Float32Array[]): Promise<number> {
  const { network, examples, clients, seed, executor } = context;
  const jobs = clients.flatMap(({ client, indices }) => {
    const some = shuffle(indices.slice(), stream(seed, "calibration", client)).slice(0, IMAGES);
    return models.map((parameters): EvaluateJob => ({
      kind: "evaluate",
      network,
      parameters,
      examples,
      indices: some,
    }));
  });
  const losses = new Float64Array(models.length);
  let at = 0;
  for await (const { lossSum, predictions } of executor.run(jobs)) {
    const { images } = clients[Math.floor(at / models.length)];
    losses[at++ % models.length] += images * lossSum / predictions.length;
  }
  return losses.indexOf(Math.min(...losses));
}
