import type { Strategy } from "../strategy.ts";

/** Layers that no client trains: to be combined with any strategy. */
export function frozenLayers(layers: readonly string[]): Strategy<null> {
  return { name: `${layers.join(", ")} frozen`, frozen: () => layers };
}
