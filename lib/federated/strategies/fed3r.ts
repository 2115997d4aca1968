import { leastLoss } from "../calibration.ts";
import type { ExchangeContext, ExchangeResult } from "../exchange.ts";
import { lastLayer, withHead } from "../last_layer.ts";
import { addMoments, ridgeHead, type TotalMoments } from "../ridge_head.ts";
import type { Strategy } from "../strategy.ts";

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
    exchanges: [{ at: "first", perform: (context) => closedForm(context, ridge) }],
  };
}

async function closedForm(context: ExchangeContext, ridge: number): Promise<ExchangeResult> {
  const { round: { parameters, layout }, network, examples, clients, executor } = context;
  const jobs = clients.map((
    { indices },
  ) => ({ kind: "moments", network, parameters, examples, indices } as const));
  let total: TotalMoments | undefined;
  let sumBytes = 0;
  for await (const moments of executor.run(jobs)) {
    total = addMoments(total, moments);
    sumBytes += moments.gram.byteLength + moments.classSums.byteLength + moments.counts.byteLength;
  }
  if (!total) return { parameters, uploadBytes: 0, downloadBytes: 0 };
  const head = ridgeHead(total, ridge);
  const models = FACTORS.map((factor) => withHead(parameters, layout, head, factor));
  return {
    parameters: models[await leastLoss(context, models)],
    uploadBytes: sumBytes + clients.length * FACTORS.length * 4,
    downloadBytes: clients.length * (parameters.byteLength + 4 * (head.kernel.length + head.bias.length)),
  };
}
