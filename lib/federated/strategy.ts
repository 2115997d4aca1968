/** What the server gets of a client: w_k with what weighs it. */
export interface ClientUpdate {
  /** The client's index in the partition. */
  readonly client: number;
  /** Its images: n_k. */
  readonly images: number;
  /** Its optimiser steps: τ_k. */
  readonly steps: number;
  /** w_k: its parameters after training. */
  readonly parameters: Float32Array;
}

/**
 * How the server makes the next model of its clients' models: data and pure functions. `State` is what it keeps
 * from round to round.
 */
export interface Strategy<State = unknown> {
  /** Its name in the literature. */
  readonly name: string;
  /** The state before the first round. */
  init(parameters: Float32Array): State;
  /**
   * w^{t+1} from w^t and the clients' updates, which come in the clients' order and are read once: a running sum
   * holds a thousand clients in the memory of one.
   */
  aggregate(
    parameters: Float32Array,
    updates: AsyncIterable<ClientUpdate>,
    state: State,
  ): Promise<{ readonly parameters: Float32Array; readonly state: State }>;
}
