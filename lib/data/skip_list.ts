import type { Skip } from "./source.ts";

/** At most this many examples are kept for each reason. */
const EXAMPLES = 5;

/** Counts what is left out while loading, by reason. */
export class SkipList {
  readonly #skips = new Map<string, { count: number; examples: string[] }>();

  /** Counts one more that is left out for this reason, with an example. */
  add(reason: string, example: string): void {
    const skip = this.#skips.get(reason) ?? { count: 0, examples: [] };
    this.#skips.set(reason, skip);
    skip.count++;
    if (skip.examples.length < EXAMPLES && !skip.examples.includes(example)) skip.examples.push(example);
  }

  /** Whether nothing is left out. */
  isEmpty(): boolean {
    return this.#skips.size === 0;
  }

  /** All reasons, in the order they first occurred. */
  list(): Skip[] {
    return [...this.#skips].map(([reason, skip]) => ({ reason, ...skip }));
  }

  /** The list as one line, for a message: "3 empty file (a.inkml, b.inkml, …)". */
  toString(): string {
    return this.list().map(({ reason, count, examples }) =>
      `${count} × ${reason} (${examples.join(", ")}${count > examples.length ? ", …" : ""})`
    ).join("; ");
  }
}
