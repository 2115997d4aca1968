import type { LocalObjective, Optimizer } from "../engine/mod.ts";
import { UserError } from "../errors/mod.ts";
import type { ParameterLayout } from "../model/portable.ts";
import type { Exchange } from "./exchange.ts";
import type { PrivateSums } from "./privacy/private_sums.ts";
import type { Sampling } from "./sampling.ts";
import type { ClientFacts, RoundContext } from "./round_context.ts";

/** What a strategy is told of a run before it begins. */
export interface RunFacts {
  /** Number of clients: N. */
  readonly clients: number;
  /** The clients' optimiser. */
  readonly optimizer: Optimizer;
  /** Share of the clients that take part in a round. */
  readonly sampledFraction: number;
  /** How they are drawn. */
  readonly sampling: Sampling;
  /** Where each layer's weights lie in the parameters. */
  readonly layout: ParameterLayout;
  /** Whether clients minimise a proximal term beside their loss. */
  readonly proximal: boolean;
  /** Whether rounds in which clients send sums take the place of some rounds of training. */
  readonly exchanges: boolean;
}

/** What has been let out under differential privacy so far. */
export interface Spent {
  /** Rounds of training. */
  readonly rounds: number;
  /** Sums of exchanges, to each of which all clients were asked to add. */
  readonly sums: number;
}

/** What a client did in a round. */
export interface LocalUpdate {
  /** Its optimiser steps: τ_k. */
  readonly steps: number;
  /** Δ_k: the model it started from less the model it ended at, which is exact in double precision. */
  readonly delta: Float64Array;
}

/** What the server gets of a client: Δ_k as it was decoded, with what weighs it. */
export interface ClientUpdate extends LocalUpdate {
  /** The client's index in the partition. */
  readonly client: number;
  /** What it weighs: its images n_k, or 1, or, where clients are sampled by size, how often it was drawn. */
  readonly weight: number;
  /** How many clients it is the weighted mean of; more than the one, 1, under secure aggregation only. */
  readonly clients?: number;
  /** What the strategy sends beside Δ_k, as it was decoded. */
  readonly sent?: Float32Array;
}

/** What a client does with its update: what it keeps until its next round, and sends beside Δ_k. */
export interface Conclusion<Kept = unknown> {
  /** Plain data: typed arrays, numbers, records of them. It counts once the server has taken the update. */
  readonly kept?: Kept;
  /** A vector as long as the parameters, or of `Strategy.sentLength`. */
  readonly sent?: Float32Array;
  /** What it sends in the place of Δ_k, on memory of its own; default: Δ_k. */
  readonly delta?: Float64Array;
}

/** The model after a round, and what the server keeps. */
export interface Aggregate<State = unknown> {
  /** w^{t+1}, on memory of its own. */
  readonly parameters: Float32Array;
  /** Plain data: typed arrays, numbers, records of them. */
  readonly state: State;
}

/**
 * A federated algorithm as data and pure functions: what a client minimises and sends, and how the server makes
 * the next model. What is left out is FedAvg's. All that is kept from round to round passes through `State` and
 * `Kept`, plain data, never through closures.
 */
// deno-lint-ignore no-explicit-any
export interface Strategy<State = any, Kept = any> {
  /** Its name in the literature. */
  readonly name: string;
  /** Parameter vectors sent down to each client beside the model; default 0. */
  readonly vectorsDown?: number;
  /** Whether clients train while the last round's exchange is still under way. */
  readonly overlaps?: boolean;
  /** The reason why it cannot be used in such a run; undefined where it can. */
  refusal?(run: RunFacts): string | undefined;
  /** ε of the differential privacy that has been spent. */
  epsilon?(run: RunFacts, spent: Spent): number;
  /** How sums in exchanges are kept private, where the strategy promises privacy. */
  readonly privateSums?: PrivateSums;
  /** Whether clients count alike in it by its definition, whatever they hold; default: as `weights` has it. */
  readonly countsAlike?: boolean;
  /** Whether all that the server makes of the updates is their weighted mean. */
  readonly meanOnly?: boolean;
  /** Numbers of what `conclude` sends beside Δ_k; default: as many as the parameters. */
  readonly sentLength?: number;
  /** Whether the server takes its step even where no update arrives: noise must hide that, too. */
  readonly always?: boolean;
  /** What the server keeps before the first round; default: nothing. */
  init?(parameters: Float32Array): State;
  /** The model the clients start from; default: w^t. */
  broadcast?(round: RoundContext<State>): Float32Array;
  /** Names of the layers that no client trains, which updates leave out; default: none. */
  frozen?(layout: ParameterLayout): readonly string[];
  /** What a client minimises beside its own mean loss; default: nothing. */
  client?(round: RoundContext<State>, client: ClientFacts<Kept>): Omit<LocalObjective, "frozen">;
  /** What a client keeps and sends after training; default: it sends Δ_k and keeps nothing. */
  conclude?(round: RoundContext<State>, client: ClientFacts<Kept>, update: LocalUpdate): Conclusion<Kept>;
  /**
   * w^{t+1} from w^t and the clients' updates, which come in the clients' order and are read once: a running sum
   * holds a thousand clients in the memory of one. An update's vectors may be overwritten when the next is read; those
   * that are left unread have been sent all the same. Default: FedAvg's.
   */
  aggregate?(round: RoundContext<State>, updates: AsyncIterable<ClientUpdate>): Promise<Aggregate<State>>;
  /** Rounds in which the clients send something else than updates, instead of training. */
  readonly exchanges?: readonly Exchange[];
}

/** A strategy that cannot be had: unknown, with parameters against their rule, or impossible in this run. */
export class StrategyError extends UserError {
  /** Always "StrategyError". */
  override readonly name = "StrategyError";
}
