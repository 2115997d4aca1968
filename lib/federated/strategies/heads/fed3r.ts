import { leastLoss } from "./calibration.ts";
import type { ExchangeContext } from "../../exchange.ts";
import { lastLayer, withHead } from "./last_layer.ts";
import { ridgeHead, type TotalMoments } from "./ridge_head.ts";
import type { Strategy } from "../../strategy.ts";
import { joinVectors, splitVector } from "../../vectors.ts";

/** The closed-form head's settings. */
export interface Fed3ROptions {
  /** λ of the ridge regression on standardised features; default 100. */
  readonly ridge?: number;
  /** Whether clients that train on leave the head as it is; default 1. */
  readonly fixed?: 0 | 1;
}

/** What the head's logits may be multiplied by: the ridge's own, from 0 to 1 or so, are far too unsure. */
const FACTORS = Array.from({ length: 13 }, (_, i) => 2 ** (i / 2));

/**
 * A closed-form head, Fed3R of Fanì et al. 2024 (arXiv 2406.01116): in the first round each client sends, in place
 * of an update, the sums FᵀF and FᵀY over its images, with F what enters the network's last layer and Y the one-hot
 * labels. The sums of all clients are those of all images, however these are dealt, so the ridge regression that
 * the server solves with them is the same for every partition. Its logits are then multiplied by the factor of
 * least cross-entropy over all clients' images, and it takes the last layer's place; from the second round on the
 * rest is trained, with the head as it is or with it.
 */
export function fed3R({ ridge = 100, fixed = 1 }: Fed3ROptions = {}): Strategy<null> {
  return {
    name: "Fed3R",
    frozen: (layout) => fixed ? [lastLayer(layout)] : [],
    exchanges: [{ at: "first", sums: 2, perform: (context) => closedForm(context, ridge) }],
  };
}

async function closedForm(context: ExchangeContext, ridge: number): Promise<Float32Array | undefined> {
  const { round: { parameters, layout } } = context;
  const moments = await totalMoments(context);
  const head = moments && ridgeHead(moments, ridge);
  if (!head) return;
  const models = FACTORS.map((factor) => withHead(parameters, layout, head, factor));
  const bytes = 4 * (head.kernel.length + head.bias.length);
  return models[await leastLoss(context, models, bytes)];
}

/** FᵀF, YᵀF and the classes' numbers over the images of all clients. */
async function totalMoments(context: ExchangeContext): Promise<TotalMoments | undefined> {
  const { round: { parameters, layout }, network, clients, executor } = context;
  const jobs = clients.map(({ examples, indices }) =>
    ({ kind: "moments", network, parameters, examples, indices }) as const
  );
  async function* vectors() {
    for await (const { gram, classSums, counts } of executor.run(jobs)) {
      const vector = joinVectors([gram, classSums, counts]);
      yield { vector, bytes: 4 * vector.length };
    }
  }
  const [depth, classes] = layout.at(-2)!.shape;
  // A usual image has features of about 1 each.
  const parts = [
    { length: depth * (depth + 1) / 2, unit: depth },
    { length: classes * depth, unit: Math.sqrt(depth) },
    { length: classes, unit: 1 },
  ];
  const total = await context.total({ parts, vectors: vectors(), downloadBytes: parameters.byteLength });
  if (!total) return;
  const [gram, classSums, counts] = splitVector(total, parts);
  return { gram, classSums, counts };
}
