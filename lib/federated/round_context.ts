import type { Optimizer } from "../engine/mod.ts";
import type { ParameterLayout } from "../model/portable.ts";

/** A round as the server sees it. */
export interface RoundContext<State = unknown> {
  /** The number of the round, from 1. */
  readonly round: number;
  /** w^t: the global model before the round. */
  readonly parameters: Float32Array;
  /** Where each layer's weights lie in the parameters. */
  readonly layout: ParameterLayout;
  /** What the server keeps from round to round. */
  readonly state: State;
  /** Number of clients, including those that do not take part: N. */
  readonly clients: number;
  /** Each client's share of the objective of all N clients: n_k / n, or 1 / N if clients count alike; made when asked for. */
  readonly shares: Float64Array;
  /** The clients' optimiser in this round: η with its decay. */
  readonly optimizer: Optimizer;
  /** Share of the clients that take part in a round: C. */
  readonly sampledFraction: number;
  /** Seeds all that the server draws at random. */
  readonly seed: number;
}

/** What a client knows about itself. */
export interface ClientFacts<Kept = unknown> {
  /** Its index in the partition. */
  readonly client: number;
  /** Its images: n_k. */
  readonly images: number;
  /** How many images it has of each class. */
  readonly labelCounts: Uint32Array;
  /** What it kept from the last round it took part in; absent in its first. */
  readonly kept?: Kept;
}
