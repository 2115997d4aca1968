import type { LocalObjective } from "../engine/mod.ts";
import { UserError } from "../errors/mod.ts";
import type { ParameterLayout } from "../model/portable.ts";
import type { Exchange } from "./exchange.ts";
import type { Privacy } from "./privacy/privacy.ts";
import type { ClientFacts, RoundContext } from "./round_context.ts";
import type { RunFacts } from "./run_facts.ts";

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
  /** Whether clients train while the last round's exchange is still under way. */
  readonly overlaps?: boolean;
  /** The reason why it cannot be used in such a run; undefined where it can. */
  refusal?(run: RunFacts): string | undefined;
  /**
   * How differential privacy is kept, where the strategy promises it. Its server then takes its step even where no update
   * arrives: noise must hide that, too.
   */
  readonly privacy?: Privacy;
  /** Whether clients count alike in it by its definition, whatever they hold; default: as `weights` has it. */
  readonly countsAlike?: boolean;
  /** Numbers of what `conclude` sends beside Δ_k; default: as many as the parameters. */
  readonly sentLength?: number;
  /** What the server keeps before the first round; default: nothing. */
  init?(parameters: Float32Array): State;
  /** The model the clients start from; default: w^t. */
  broadcast?(round: RoundContext<State>): Float32Array;
  /** What the server sends to each client of a round beside the model; default: nothing. */
  sentDown?(state: State): Float32Array;
  /** Names of the layers that no client trains, which updates leave out; default: none. */
  frozen?(layout: ParameterLayout): readonly string[];
  /** What a client minimises beside its own mean loss; default: nothing. */
  client?(round: RoundContext<State>, client: ClientFacts<Kept>): Omit<LocalObjective, "frozen">;
  /** What a client keeps and sends after training; default: it sends Δ_k and keeps nothing. */
  conclude?(round: RoundContext<State>, client: ClientFacts<Kept>, update: LocalUpdate): Conclusion<Kept>;
  /** w^{t+1} from w^t and the weighted mean of the clients' updates, Σ p_k Δ_k; default: FedAvg's. */
  step?(round: RoundContext<State>, mean: Float64Array): Aggregate<State>;
  /**
   * In the place of `step`, where the server needs more than the mean: w^{t+1} from w^t and the clients' updates, which come in the clients' order and are read once: a running sum
   * holds a thousand clients in the memory of one. An update's vectors may be overwritten when the next is read; those
   * that are left unread have been sent all the same.
   */
  aggregate?(round: RoundContext<State>, updates: AsyncIterable<ClientUpdate>): Promise<Aggregate<State>>;
  /** Whether `aggregate`, like `step`, makes do with the weighted mean of the updates; default: no. */
  readonly meanOnly?: boolean;
  /** Rounds in which the clients send something else than updates, instead of training. */
  readonly exchanges?: readonly Exchange[];
}

/** A strategy that cannot be had: unknown, with parameters against their rule, or impossible in this run. */
export class StrategyError extends UserError {
  /** Always "StrategyError". */
  override readonly name = "StrategyError";
}
