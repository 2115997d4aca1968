/** Something that reads what it is given. */
export interface Target {
  /** What it reads. */
  readonly name: string;
  /** Inputs that are right, from which cases are made. */
  inputs(): Promise<Uint8Array[]> | Uint8Array[];
  /** Texts that mean something in this format. */
  readonly tokens: readonly string[];
  /** Reads a case; throws one of `refusals` where it must not be used. */
  read(bytes: Uint8Array<ArrayBuffer>): unknown;
  /** The errors that are words for the user. */
  // deno-lint-ignore no-explicit-any
  readonly refusals: readonly (abstract new (...args: any[]) => Error)[];
  /** The most memory that a process may hold while it reads, in bytes; Deno itself has 0.1 GB of them. */
  readonly memory: number;
  /** Inputs as large as the reader's bounds allow, for seeing that it keeps to `memory`. */
  largest(): Iterable<Uint8Array<ArrayBuffer>>;
}
