import { type Network, sharedFloats } from "../engine/mod.ts";
import { initialParameters, layersOf, parameterLayout } from "../model/mod.ts";
import type { RunOptions } from "./options.ts";

/** The seed's own initial model, on shared memory. */
export function initialModel({ topology }: Network, seed: number): Float32Array {
  return onSharedMemory(initialParameters(parameterLayout(layersOf(topology)), seed));
}

/** w⁰ of a run, on shared memory: a copy of the start it was given, or the seed's own. */
export function startingModel({ start, network, seed }: RunOptions): Float32Array {
  return start ? onSharedMemory(start) : initialModel(network, seed);
}

function onSharedMemory(values: Float32Array): Float32Array {
  const shared = sharedFloats(values.length);
  shared.set(values);
  return shared;
}
