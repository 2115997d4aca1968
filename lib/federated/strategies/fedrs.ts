import type { Strategy } from "../strategy.ts";

/** FedRS's setting. */
export interface FedRSOptions {
  /** α: what the logits of missing classes are multiplied by; 1 is FedAvg; default 0.5. */
  readonly alpha?: number;
}

/**
 * FedRS, Li & Zhan 2021 (KDD, doi 10.1145/3447548.3467254): restricted softmax. While a client
 * trains, the logits of classes it has no image of are scaled by α, which holds back the update of weights that
 * nothing but "not this class" is known of. The server is FedAvg's.
 */
export function fedRS({ alpha = 0.5 }: FedRSOptions = {}): Strategy<null> {
  return {
    name: "FedRS",
    client: (_, { labelCounts }) => ({
      logits: {
        scale: Float32Array.from(labelCounts, (count) => count > 0 ? 1 : alpha),
        shift: new Float32Array(labelCounts.length),
      },
    }),
  };
}
