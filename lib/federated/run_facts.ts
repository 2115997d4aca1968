import type { Optimizer } from "../engine/mod.ts";
import type { ParameterLayout } from "../model/portable.ts";
import type { Sampling } from "./clients/sampling.ts";

/** What a strategy is told about a run before it begins. */
export interface RunFacts {
  /** Number of clients: N. */
  readonly clients: number;
  /** The clients' optimiser. */
  readonly optimizer: Optimizer;
  /** Share of the clients that take part in a round. */
  readonly sampledFraction: number;
  /** How the clients of a round are drawn. */
  readonly sampling: Sampling;
  /** Where each layer's weights lie in the parameters. */
  readonly layout: ParameterLayout;
  /** Whether clients minimise a proximal term in addition to their loss. */
  readonly proximal: boolean;
  /** Whether exchanges, in which clients send sums, replace some rounds of training. */
  readonly exchanges: boolean;
}
