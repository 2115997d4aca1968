import type { Optimizer } from "../engine/mod.ts";
import type { ParameterLayout } from "../model/portable.ts";

/** A round as the server sees it. */
export interface RoundContext<State = unknown> {
  /** From 1. */
  readonly round: number;
  /** w^t: the global model before the round. */
  readonly parameters: Float32Array;
  /** Where each layer's weights lie in the parameters. */
  readonly layout: ParameterLayout;
  /** What the server keeps from round to round. */
  readonly state: State;
  /** Number of clients, those that sit out included: N. */
  readonly clients: number;
  /** Each client's share of what all N minimise: n_k / n, or 1 / N where they count alike. */
  readonly shares: Float64Array;
  /** The clients' optimiser in this round: η with its decay. */
  readonly optimizer: Optimizer;
  /** Share of the clients that take part in a round: C. */
  readonly sampledFraction: number;
  /** Seeds what the server draws. */
  readonly seed: number;
}

/** A client as it knows itself. */
export interface ClientFacts<Kept = unknown> {
  /** Its index in the partition. */
  readonly client: number;
  /** Its images: n_k. */
  readonly images: number;
  /** How many images it has of each class. */
  readonly labelCounts: Uint32Array;
  /** What it kept from the last round it took part in; absent before its first. */
  readonly kept?: Kept;
}
