import type { Strategy } from "../strategy.ts";

/** FedProx's setting. */
export interface FedProxOptions {
  /** μ: how strongly clients are held near the global model; default 0.01. */
  readonly mu?: number;
}

/**
 * FedProx, Li et al. 2020 (arXiv 1812.06127, algorithm 2): a client minimises its loss + (μ/2) ‖w − w^t‖². Its
 * other part, unequal work, is the run's; the server is FedAvg's.
 */
export function fedProx({ mu = 0.01 }: FedProxOptions = {}): Strategy<null> {
  return { name: "FedProx", client: () => ({ proximal: mu }) };
}
