import type { DownlinkState } from "./compression/mod.ts";

/**
 * All that a federated run keeps from round to round, as plain data: typed arrays and records. A run that is
 * resumed from it continues to the same parameters.
 */
export interface RunState {
  /** Rounds finished. */
  readonly round: number;
  /** w^{round + 1}: the global model. */
  readonly parameters: Float32Array;
  /** What the strategy's server keeps; in central training the optimiser's state. */
  readonly server: unknown;
  /** What the server knows of the clients' copies of the model. */
  readonly downlink: DownlinkState;
  /** What each client keeps, by its index; clients that have kept nothing yet are absent. */
  readonly clients: Readonly<Record<number, ClientState>>;
}

/** What one client keeps. */
export interface ClientState {
  /** What the strategy keeps for it. */
  readonly strategy?: unknown;
  /** What its codec has lost so far: error feedback adds it to the next update. */
  readonly residual?: Float32Array;
  /** `DownlinkState.messageBytes` when the client last received the model; absent if it never has. */
  readonly received?: number;
}
