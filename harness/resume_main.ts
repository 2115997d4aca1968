/**
 * `deno task harness:resume [KILLS] [kill|stop]`: runs of several kinds are killed at random times, 200 in all, and resumed;
 * then a tenth as many are asked to stop, and how long they take is measured. A second argument does the one or the other.
 * @module
 */
import { join } from "@std/path";
import { killAndResume } from "./kill_and_resume.ts";
import { stopInTime } from "./stop_in_time.ts";
import { failPlainly } from "../commands/shared/fail_plainly.ts";
import { projectCommand, readFlags } from "../commands/shared/project_command.ts";
import { wholeNumber } from "../commands/shared/whole_number.ts";
import { UsageError } from "../lib/errors/mod.ts";
import { mean } from "../lib/numbers/mod.ts";

const ALONE = ["--data", "digits", "--sample", "400", "--rounds", "6", "--workers", "2"];
const SMALL = [...ALONE, "--clients", "4"];

/** Together they hold everything that is kept from round to round. */
const RUNS: readonly string[][] = [
  ["iid", ...SMALL, "--sampled", "0.5", "--drop-out", "0.2"],
  ["non-iid", ...SMALL, "--strategy", "scaffold", "--optimizer", "sgd", "--up", "top:0.05+feedback"],
  ["non-iid", ...SMALL, "--strategy", "overlap", "--optimizer", "sgd", "--down", "quantize:8"],
  ["dirichlet:0.5", ...SMALL, "--strategy", "fedlc+fedadam", "--seeds", "2"],
  ["central", ...ALONE],
];

async function main(): Promise<number> {
  const command = projectCommand("deno task harness:resume")
    .usage("[KILLS] [PART]")
    .description(
      "Kills runs at random times and resumes them, then asks runs to stop and measures how long they take.",
    )
    .argument(
      "[kills]",
      "kills; a tenth as many stops",
      wholeNumber("KILLS", 1),
      200,
    )
    .argument("[part]", "kill or stop: only the one or the other");
  const [kills, part] = readFlags(command, Deno.args).processedArgs as [number, string | undefined];
  if (part !== undefined && part !== "kill" && part !== "stop") {
    throw new UsageError(`PART must be kill or stop, got "${part}".`);
  }
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "harness-resume-" });
  try {
    if (part !== "stop") await killAll(kills, folder);
    if (part !== "kill") await stopAll(kills, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return 0;
}

async function killAll(kills: number, folder: string): Promise<void> {
  for (const [i, args] of RUNS.entries()) {
    const share = Math.floor(kills / RUNS.length) + (i < kills % RUNS.length ? 1 : 0);
    const report = await killAndResume({ args, folder: join(folder, `${i}`), kills: share, seed: i });
    console.log(args.join(" "));
    console.log(
      `  ${report.kills} kills, ${report.resumed} with a checkpoint to go on from, ${report.checkpoints} checkpoints ` +
        `found, all whole; ${report.finished} runs finished, all the same to the bit as the unbroken one`,
    );
  }
}

async function stopAll(kills: number, folder: string): Promise<void> {
  const args = ["non-iid", ...SMALL, "--rounds", "100000", "--strategy", "scaffold", "--optimizer", "sgd"];
  const seconds = await stopInTime({
    args,
    folder: join(folder, "stop"),
    times: Math.ceil(kills / 10),
    within: 6,
    seed: 1,
  });
  console.log(args.join(" "));
  console.log(
    `  ${seconds.length} times SIGINT or SIGTERM: ended within ${
      Math.max(...seconds).toFixed(2)
    } s at most, ` +
      `mean ${mean(seconds).toFixed(2)} s; all checkpoints whole`,
  );
}

if (import.meta.main) Deno.exit(await failPlainly(main));
