import type { Strategy } from "../strategy.ts";

/** FedLC's setting. */
export interface FedLCOptions {
  /** τ: how much of the prior is put into the logits; 0 masks missing classes only; default 1. */
  readonly tau?: number;
}

/**
 * Logit calibration against label skew, Zhang et al. 2022 (arXiv 2209.00189), with the log prior of Menon et al.
 * 2021 (arXiv 2007.07314, equation 10) as its margin: while a client trains, logit c is shifted by
 * τ log (n_c / n_k), so that the network itself need not learn which classes the client has many of; classes it
 * has no image of are masked. The server is FedAvg's.
 */
export function fedLC({ tau = 1 }: FedLCOptions = {}): Strategy<null> {
  return {
    name: "FedLC",
    client: (_, { labelCounts, images }) => ({
      logits: {
        scale: new Float32Array(labelCounts.length).fill(1),
        shift: Float32Array.from(
          labelCounts,
          (count) => count > 0 ? tau * Math.log(count / images) : -Infinity,
        ),
      },
    }),
  };
}
