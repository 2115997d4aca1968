import { sumOf } from "../numbers/mod.ts";
import type { RoundResult } from "./round_result.ts";
import type { RunState } from "./run_state.ts";
import type { ClientLoad } from "./simulated_clock.ts";

/** What a round gave, and what is kept of it. */
export interface FinishedRound extends
  Pick<
    RoundResult,
    "uploadBytes" | "downloadBytes" | "clients" | "dropped" | "rejected" | "stayed" | "load"
  > {
  /** What the next round starts from. */
  readonly next: RunState;
}

/** Bytes of all clients together. */
export function totalBytes(loads: readonly ClientLoad[]): Pick<RoundResult, "uploadBytes" | "downloadBytes"> {
  return {
    uploadBytes: sumOf(loads, ({ uploadBytes }) => uploadBytes),
    downloadBytes: sumOf(loads, ({ downloadBytes }) => downloadBytes),
  };
}
