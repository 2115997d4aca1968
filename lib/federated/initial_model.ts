import type { Network } from "../engine/mod.ts";
import { initialParameters, layersOf, parameterLayout } from "../model/portable.ts";
import type { RunOptions } from "./options.ts";

/** The seed's own initial model. */
export function initialModel({ topology }: Network, seed: number): Float32Array {
  return initialParameters(parameterLayout(layersOf(topology)), seed);
}

/** w⁰ of a run: a copy of the start it was given, or the seed's own. */
export function startingModel({ start, network, seed }: RunOptions): Float32Array {
  return start ? start.slice() : initialModel(network, seed);
}
