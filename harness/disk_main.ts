/**
 * `deno task harness:disk`: a run on a disk that fills up, and on one that is read-only, both real ones in memory
 * (Linux's tmpfs, mounted in a namespace of the harness's own). The messages are printed; what was there must stay.
 * @module
 */
import { join } from "@std/path";
import { checkpointFolder, readCheckpoint } from "../lib/experiment/mod.ts";
import { experimentProcess } from "./experiment_process.ts";
import { outcomeOf } from "./outcome.ts";

const RUN = [
  "iid",
  "--data",
  "digits",
  "--sample",
  "200",
  "--clients",
  "2",
  "--rounds",
  "6",
  "--workers",
  "1",
];
/** Room for the first checkpoint, not for two and the one that is being written: each has 3 MB. */
const SMALL = "8m", LARGE = "64m";

await Deno.mkdir("runs", { recursive: true });
const folder = await Deno.makeTempDir({ dir: "runs", prefix: "harness-disk-" });
const disk = join(folder, "disk"), unbroken = join(folder, "unbroken"), out = join(disk, "run");
await Deno.mkdir(disk);
try {
  await mount("-t", "tmpfs", "-o", `size=${SMALL}`, "tmpfs", disk);
  expect(await ended([...RUN, "--out", unbroken]), "");
  expect(await ended([...RUN, "--out", out]), /^error: \S+ cannot be written: the disk is full\.\n$/);
  const found = Array.from(
    Deno.readDirSync(checkpointFolder(out)),
    ({ name }) => join(checkpointFolder(out), name),
  );
  for (const path of found) readCheckpoint(path);
  console.log(`full disk: ${found.length} checkpoints there, all whole`);
  expect(await ended(["--resume", out]), /^error: \S+ cannot be written: the disk is full\.\n$/);

  await mount("-o", `remount,size=${LARGE}`, disk);
  expect(await ended(["--resume", out]), "");
  if (await outcomeOf(out) !== await outcomeOf(unbroken)) {
    throw new Error("the resumed run has another result");
  }
  console.log("with room again it goes on, to the bytes of an unbroken run");

  await mount("-o", "remount,ro", disk);
  const before = await outcomeOf(out);
  for (const args of [[...RUN, "--out", join(disk, "new")], [...RUN, "--out", out], ["--resume", out]]) {
    expect(
      await ended(args),
      /^error: The folder \S+ cannot be written to: the file system is read-only\.\n$/,
    );
  }
  if (await outcomeOf(out) !== before) throw new Error("results on a read-only disk have changed");
  console.log("read-only disk: what was there is there");
} finally {
  await new Deno.Command("umount", { args: [disk] }).output();
  await Deno.remove(folder, { recursive: true });
}

async function mount(...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("mount", { args, stderr: "piped" }).output();
  if (!success) throw new Error(`mount ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
}

/** What a run tells on stderr; its exit code must be 1 where that is something, else 0. */
async function ended(args: readonly string[]): Promise<string> {
  const { code, stderr } = await experimentProcess(args).output();
  const told = new TextDecoder().decode(stderr);
  if (code !== (told === "" ? 0 : 1)) throw new Error(`exit code ${code}: ${told}`);
  return told;
}

function expect(told: string, wanted: RegExp | ""): void {
  if (wanted === "" ? told !== "" : !wanted.test(told)) throw new Error(`told ${told}, not ${wanted}`);
  if (told !== "") console.log(`  ${told.trim()}`);
}
