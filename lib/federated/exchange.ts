import type { Executor, Network } from "../engine/mod.ts";
import type { TrainingData } from "./hostile/poison.ts";
import type { SumPart } from "./privacy/privacy.ts";
import type { ClientFacts, RoundContext } from "./round_context.ts";

/**
 * A round without training: every client, not only a sampled share, sends sums over its images, and the server makes a
 * model of the totals.
 */
export interface Exchange {
  /** Which round it replaces. */
  readonly at: "first" | "last";
  /** How many totals it asks for at most; the accountant of differential privacy counts them. */
  readonly sums: number;
  /** Performs the exchange: the next global model, or undefined if the totals give none. */
  perform(context: ExchangeContext): Promise<Float32Array | undefined>;
}

/** The number, from 1, of the round that an exchange replaces in a run of `rounds` rounds. */
export function roundOf({ at }: Exchange, rounds: number): number {
  return at === "first" ? 1 : rounds;
}

/** What an exchange works with. */
export interface ExchangeContext {
  /** The round that it replaces. */
  readonly round: RoundContext;
  /** The network and its batch size. */
  readonly network: Network;
  /** The clients that have not dropped out, in their order, each with its images. */
  readonly clients: readonly ExchangeClient[];
  /** Seeds all that is drawn at random. */
  readonly seed: number;
  /** Where the clients' work is done. */
  readonly executor: Executor;
  /**
   * The total of the clients' sums. They are treated as updates are: bounded and covered by noise if the strategy promises
   * privacy, altered by hostile and faulty clients, checked by the server, or added in secret. Undefined if none arrived.
   */
  total(asked: ClientSums): Promise<Float64Array | undefined>;
}

/** A client in an exchange, as it presents itself: a hostile client may have poisoned its images. */
export type ExchangeClient = ClientFacts & TrainingData;

/** Sums over each client's images. */
export interface ClientSums {
  /** What they consist of. */
  readonly parts: readonly SumPart[];
  /** Each client's sums, in the clients' order, each vector on its own memory, with the bytes of sending it as 32-bit floats. */
  readonly vectors: AsyncIterable<{ readonly vector: Float64Array; readonly bytes: number }>;
  /** Bytes that each client receives before it computes its sums. */
  readonly downloadBytes: number;
}
