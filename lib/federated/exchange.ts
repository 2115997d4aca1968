import type { Examples, Executor, Network } from "../engine/mod.ts";
import type { ClientFacts, RoundContext } from "./round_context.ts";

/** A round without training: the clients send something about their images, once, and the server makes a model of it. */
export interface Exchange {
  /** Which round it takes the place of. */
  readonly at: "first" | "last";
  /** The exchange itself. */
  perform(context: ExchangeContext): Promise<ExchangeResult>;
}

/** What an exchange has to go by. */
export interface ExchangeContext {
  /** The round it takes the place of. */
  readonly round: RoundContext;
  /** The network and its batch size. */
  readonly network: Network;
  /** The training images. */
  readonly examples: Examples;
  /** The clients that take part, in their order, each with its images. */
  readonly clients: readonly ExchangeClient[];
  /** Seeds what is drawn. */
  readonly seed: number;
  /** Where the clients' work is done. */
  readonly executor: Executor;
}

/** A client that takes part in an exchange. */
export interface ExchangeClient extends ClientFacts {
  /** Its images' indices. */
  readonly indices: Uint32Array;
}

/** What came of an exchange. */
export interface ExchangeResult {
  /** The next global model. */
  readonly parameters: Float32Array;
  /** Bytes sent by all clients together. */
  readonly uploadBytes: number;
  /** Bytes sent to all clients together. */
  readonly downloadBytes: number;
}
