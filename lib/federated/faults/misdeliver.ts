import type { ClientUpdate } from "../strategy.ts";
import type { FaultKind } from "./faults.ts";

/** An update with the round that it claims to belong to. */
export interface Arrival extends ClientUpdate {
  /** The number of the round, from 1. */
  readonly round: number;
}

/** The updates as they arrive from faulty clients and over faulty lines: damaged, out of date, or twice. */
export async function* misdeliver(
  updates: AsyncIterable<ClientUpdate>,
  round: number,
  faultOf: (client: number) => FaultKind | undefined,
): AsyncGenerator<Arrival> {
  let count = 0;
  for await (const update of updates) {
    const arrival = { ...update, round }, { delta } = update;
    switch (faultOf(update.client)) {
      case "notFinite":
        yield { ...arrival, delta: delta.with(0, count++ % 2 === 0 ? NaN : Infinity) };
        break;
      case "wrongLength":
        yield { ...arrival, delta: delta.subarray(1) };
        break;
      case "stale":
        yield { ...arrival, round: round - 1 };
        break;
      case "duplicate":
        yield arrival;
        yield arrival;
        break;
      default:
        yield arrival;
    }
  }
}
