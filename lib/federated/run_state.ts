/**
 * All that a federated run keeps from round to round, as plain data: typed arrays and records. Written down after
 * a round and read back, it goes on to the same bytes.
 */
export interface RunState {
  /** Rounds finished. */
  readonly round: number;
  /** w^{round + 1}: the global model. */
  readonly parameters: Float32Array;
  /** What the strategy's server keeps. */
  readonly server: unknown;
  /** What each client keeps, under its index; none for clients that have kept nothing yet. */
  readonly clients: Readonly<Record<number, ClientState>>;
}

/** What one client keeps. */
export interface ClientState {
  /** What the strategy keeps for it. */
  readonly strategy?: unknown;
}
