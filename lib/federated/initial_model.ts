import type { Network } from "../engine/mod.ts";
import { initialParameters, layersOf, parameterLayout } from "../model/portable.ts";
import type { RunOptions } from "./options.ts";

/** The initial model that a seed gives. */
export function initialModel({ topology }: Network, seed: number): Float32Array {
  return initialParameters(parameterLayout(layersOf(topology)), seed);
}

/** w⁰ of a run: a copy of its `start`, or the initial model of its seed. */
export function startingModel({ start, network, seed }: RunOptions): Float32Array {
  return start ? start.slice() : initialModel(network, seed);
}
