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

/** What the server gets from a client: Δ_k as it was decoded, and its weight. */
export interface ClientUpdate extends LocalUpdate {
  /** The client's index in the partition. */
  readonly client: number;
  /** Its weight in the mean: its images n_k, or 1, or, if clients are sampled by size, how often it was drawn. */
  readonly weight: number;
  /** How many clients it is the weighted mean of: more than 1 only under secure aggregation; default 1. */
  readonly clients?: number;
  /** What the strategy sends in addition to Δ_k, as it was decoded. */
  readonly sent?: Float32Array;
}

/** What a client keeps until its next round, and what it sends. */
export interface Conclusion<Kept = unknown> {
  /** Plain data: typed arrays, numbers, records of them. It counts once the server has taken the update. */
  readonly kept?: Kept;
  /** A vector as long as the parameters, or of `Strategy.sentLength`. */
  readonly sent?: Float32Array;
  /** What it sends instead of Δ_k, on memory of its own; default: Δ_k. */
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
 *
 * @example A whole strategy: the server goes only half as far as the clients' mean.
 * ```ts
 * import { drawInk, trainTestSplit } from "@fedink/fedink/data";
 * import { createPool } from "@fedink/fedink/engine";
 * import { federated, stepAlong, type Strategy } from "@fedink/fedink/federated";
 * import { linearNetwork } from "@fedink/fedink/model";
 * import { iid } from "@fedink/fedink/partition";
 *
 * const halfWay: Strategy<null> = {
 *   name: "half-way",
 *   step: ({ parameters, state }, mean) => ({ parameters: stepAlong(parameters, mean, 0.5), state }),
 * };
 *
 * const examples = drawInk({ count: 200, seed: 1 });
 * const { train, test } = trainTestSplit(examples, { kind: "random", fraction: 0.1 }, 1);
 * const executor = createPool();
 * const rounds = federated({
 *   network: { topology: linearNetwork() },
 *   examples,
 *   test: { examples, indices: test },
 *   partition: iid(train, { clients: 4, seed: 1 }),
 *   strategy: halfWay,
 *   rounds: 2,
 *   optimizer: { kind: "adam", learningRate: 0.001 },
 *   seed: 1,
 *   executor,
 * });
 * for await (const { round, stayed } of rounds) console.log(round, stayed); // 1 undefined, 2 undefined
 * executor.close();
 * ```
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
  /** Whether clients count alike by the strategy's definition, whatever they hold; default: as the run's `weights` say. */
  readonly countsAlike?: boolean;
  /** How many numbers `conclude` sends in addition to Δ_k; default: as many as the parameters. */
  readonly sentLength?: number;
  /** What the server keeps before the first round; default: nothing. */
  init?(parameters: Float32Array): State;
  /** The model the clients start from; default: w^t. */
  broadcast?(round: RoundContext<State>): Float32Array;
  /** What the server sends to each client of a round in addition to the model; default: nothing. */
  sentDown?(state: State): Float32Array;
  /** Names of the layers that no client trains, which updates leave out; default: none. */
  frozen?(layout: ParameterLayout): readonly string[];
  /** What a client minimises in addition to its own mean loss; default: nothing. */
  client?(round: RoundContext<State>, client: ClientFacts<Kept>): Omit<LocalObjective, "frozen">;
  /** What a client keeps and sends after training; default: it sends Δ_k and keeps nothing. */
  conclude?(round: RoundContext<State>, client: ClientFacts<Kept>, update: LocalUpdate): Conclusion<Kept>;
  /** w^{t+1} from w^t and the weighted mean of the clients' updates, Σ p_k Δ_k; default: FedAvg's. */
  step?(round: RoundContext<State>, mean: Float64Array): Aggregate<State>;
  /**
   * Instead of `step`, if the server needs more than the mean: w^{t+1} from w^t and the clients' updates. They come in the
   * clients' order and can be read once: a running sum holds a thousand clients in the memory of one. An update's vectors
   * may be overwritten when the next update is read. Updates that are not read have been sent all the same.
   */
  aggregate?(round: RoundContext<State>, updates: AsyncIterable<ClientUpdate>): Promise<Aggregate<State>>;
  /** Whether `aggregate`, like `step`, makes do with the weighted mean of the updates; default: no. */
  readonly meanOnly?: boolean;
  /** Rounds that exchanges replace, in which clients send sums instead of training. */
  readonly exchanges?: readonly Exchange[];
}

/** A strategy that is unknown, has wrong parameters, or is impossible in this run; the message says which. */
export class StrategyError extends UserError {
  /** Always "StrategyError". */
  override readonly name = "StrategyError";
}
