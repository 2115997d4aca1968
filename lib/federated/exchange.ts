import type { Executor, Network } from "../engine/mod.ts";
import type { TrainingData } from "./hostile/poison.ts";
import type { SumPart } from "./privacy/privacy.ts";
import type { ClientFacts, RoundContext } from "./round_context.ts";

/**
 * A round without training: each client, whatever share of them a round of training takes, sends sums over its images, and
 * the server makes a model of their totals.
 */
export interface Exchange {
  /** Which round it takes the place of. */
  readonly at: "first" | "last";
  /** How many totals it asks for at most: what the accountant of differential privacy counts. */
  readonly sums: number;
  /** The exchange itself: the next global model; undefined where the totals give none. */
  perform(context: ExchangeContext): Promise<Float32Array | undefined>;
}

/** The round, from 1, that an exchange takes the place of in a run of so many. */
export function roundOf({ at }: Exchange, rounds: number): number {
  return at === "first" ? 1 : rounds;
}

/** What an exchange has to go by. */
export interface ExchangeContext {
  /** The round it takes the place of. */
  readonly round: RoundContext;
  /** The network and its batch size. */
  readonly network: Network;
  /** The clients that have not dropped out, in their order, each with its images. */
  readonly clients: readonly ExchangeClient[];
  /** Seeds what is drawn. */
  readonly seed: number;
  /** Where the clients' work is done. */
  readonly executor: Executor;
  /**
   * The total of the clients' sums, which go the way of updates: bounded and covered by noise where privacy is promised,
   * altered by hostile and faulty clients, looked at by the server, or added in secret. Undefined where none arrived.
   */
  total(asked: ClientSums): Promise<Float64Array | undefined>;
}

/** A client that takes part in an exchange, as it gives itself out: a hostile one has poisoned its images. */
export type ExchangeClient = ClientFacts & TrainingData;

/** Sums over each client's images. */
export interface ClientSums {
  /** What they consist of. */
  readonly parts: readonly SumPart[];
  /** Each client's, in the clients' order, on memory of their own, with the bytes they take where they are sent as they are. */
  readonly vectors: AsyncIterable<{ readonly vector: Float64Array; readonly bytes: number }>;
  /** Bytes that each client receives beforehand. */
  readonly downloadBytes: number;
}
