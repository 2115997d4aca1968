import type { Strategy } from "../strategy.ts";

/** Keeps layers as they are: no client trains them. To be combined with any strategy. */
export function frozenLayers(layers: readonly string[]): Strategy<null> {
  return { name: `${layers.join(", ")} frozen`, frozen: () => layers };
}
