import { assert, assertEquals } from "@std/assert";
import { timeFirstStep } from "../../bench/start/time_first_step.ts";
import { pathKind } from "../../lib/files/mod.ts";
import { testWith } from "../permission.ts";

testWith(
  { read: true, write: true, run: true },
  "an experiment is timed up to its first step, ends there and leaves nothing",
  async () => {
    // A whole run of so many rounds would take minutes.
    const seconds = await timeFirstStep("--sample", "200", "--clients", "4", "--rounds", "5000");
    assert(seconds > 0 && seconds < 100, `${seconds} s`);
    assertEquals(pathKind("runs/bench-start"), undefined);
  },
);
