import { assert, assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import type { Spread, Summary } from "../../lib/experiment/mod.ts";
import { openLine, summaryLines } from "../../lib/experiment/results/summary_lines.ts";
import { testWith } from "../permission.ts";
import { experiment, outcome, program } from "./experiment_process.ts";
import { pageOf } from "../experiment/report_page.ts";

const NEEDS = { read: true, write: true, run: true };

/** More than there are cores are warned of. */
const WORKERS = String(Math.min(2, navigator.hardwareConcurrency));
const SMALL = ["--data", "digits", "--sample", "400", "--clients", "3", "--workers", WORKERS];

/** Settings whose results stand in the report, too. */
const UNUSUAL = [
  "--up",
  "quantize:4+feedback",
  "--personal-share",
  "0.2",
  "--slant-spread",
  "0.2",
  "--drop-out",
  "0.1",
];

testWith(NEEDS, "an experiment writes its results, the same again from its own config.json", async () => {
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
  const first = join(folder, "first"), second = join(folder, "second");
  const told = await outcome(
    experiment("iid", ...SMALL, "--rounds", "2", ...UNUSUAL, "--out", first).spawn(),
  );
  assertEquals([told.code, told.err], [0, ""]);
  assertStringIncludes(told.out, "iid  round 2/2  accuracy ");
  for (
    const name of [
      "config.json",
      "history.json",
      "summary.json",
      "report.html",
      "curves.svg",
      "model/model.json",
    ]
  ) {
    assert((await Deno.stat(join(first, name))).size > 0, name);
  }
  const summary: Summary = JSON.parse(await Deno.readTextFile(join(first, "summary.json")));
  assertEquals(summary.simd, "relaxed");
  const [{ lastAccuracy, personal }] = summary.methods;
  assertStringIncludes(told.out, `iid  round 2/2  accuracy ${(100 * lastAccuracy.mean).toFixed(1)} %  `);
  assertStringIncludes(told.out, summaryLines(summary).join("\n") + "\n");
  assertMatch(told.out, /^The ceiling.* deno task experiment central /m);
  assert(told.out.endsWith(`\n${openLine(first)}\n`), told.out);
  const { sections, command } = pageOf(await Deno.readTextFile(join(first, "report.html")));
  assertEquals(
    command?.split(" ").sort(),
    ["deno", "task", "experiment", "iid", ...SMALL, "--rounds", "2", ...UNUSUAL].sort(),
  );
  const percent = ({ mean }: Spread) => `${(100 * mean).toFixed(2)} %`;
  assertEquals(sections["In figures"].rows[1][1], percent(lastAccuracy));
  const { before, after } = personal!;
  assertEquals(sections["On the clients' own images"].rows[1], [
    "iid",
    ...[before.mean, before.worstTenth, after.mean, after.worstTenth].map(percent),
  ]);
  const again = await outcome(
    experiment("--config", join(first, "config.json"), "--workers", "1", "--out", second)
      .spawn(),
  );
  assertEquals([again.code, again.err], [0, ""]);
  const rounds = async (path: string) => {
    const lines = (await Deno.readTextFile(join(path, "history.csv"))).split("\n").map((line) =>
      line.split(",")
    );
    const seconds = lines[0].indexOf("wallSeconds");
    return lines.map((cells) => cells.toSpliced(seconds, 1));
  };
  assertEquals(await rounds(second), await rounds(first));
  assertEquals(
    await Deno.readFile(join(second, "model", "weights.bin")),
    await Deno.readFile(join(first, "model", "weights.bin")),
  );
  const evaluated = await outcome(program("evaluate", first, "--json").spawn());
  const { accuracy, images, testSet } = JSON.parse(evaluated.out);
  assertEquals([accuracy, images], [lastAccuracy.mean, 40]);
  assertEquals(testSet, "digits, split random:0.1: its run set them apart and trained on 360 others");
  await Deno.remove(folder, { recursive: true });
});

testWith(NEEDS, "a strategy in a file of one's own runs with what the task grants", async () => {
  await Deno.mkdir("runs", { recursive: true });
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
  const page = await Deno.readTextFile(new URL("../../docs/strategies.md", import.meta.url));
  const file = join(folder, "mine.ts");
  await Deno.writeTextFile(file, /```ts\n(import[^]*?)```/.exec(page)![1]);
  const flags = ["--rounds", "1", "--strategy", `fedlc+./${file}`, "--out", join(folder, "out")];
  const { code, out, err } = await outcome(experiment("non-iid", ...SMALL, ...flags).spawn());
  assertEquals([code, err], [0, ""]);
  assertStringIncludes(out, `fedlc+./${file}`);
  await Deno.remove(folder, { recursive: true });
});

testWith(NEEDS, "Ctrl-C keeps the finished rounds and says so", async () => {
  const folder = await Deno.makeTempDir({ dir: "runs", prefix: "test-" });
  const child = experiment("iid", ...SMALL, "--rounds", "10000", "--out", folder).spawn();
  while (true) {
    const history = await Deno.readTextFile(join(folder, "history.csv")).catch(() => "");
    if (history.split("\n").length > 3) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  child.kill("SIGINT");
  const { code, out } = await outcome(child);
  assertEquals(code, 130);
  assertStringIncludes(out, "Stopped early: the finished rounds are kept");
  const summary = JSON.parse(await Deno.readTextFile(join(folder, "summary.json")));
  assertEquals(summary.stopped, true);
  assert(summary.methods[0].rounds >= 2);
  assert((await Deno.stat(join(folder, "model", "weights.bin"))).size > 1e6);
  await Deno.remove(folder, { recursive: true });
});

const MISTAKES: [string[], string][] = [
  [["non-idd"], "non-idd"],
  [["iid", "--data", "nosuch"], "nosuch"],
  [["iid", "--data", "crohme:no/such/folder"], "no/such/folder"],
  [["iid", "--clients", "0"], "--clients"],
  [["iid", ...SMALL, "--clients", "400"], "400 clients and 360 training images"],
  [["iid", ...SMALL, "--split", "writer"], "this one has none"],
  [["iid", ...SMALL, "--split", "official"], "official split"],
  [["iid", ...SMALL, "--sample", "1000000"], "at most the whole data set of 10000 images; got 1000000"],
  [["iid", "--config", "no/such.json"], "no/such.json"],
  [["iid", "--strategy", "scaffold"], "not with adam"],
  [["iid", ...SMALL, "--strategy", "./no_such.ts"], "./no_such.ts cannot be imported"],
  [["iid", ...SMALL, "--start", "no/such/model"], "no/such/model"],
];

for (const [args, expected] of MISTAKES) {
  testWith(NEEDS, `a mistake is one plain line on stderr: ${args.join(" ")}`, async () => {
    const { code, err } = await outcome(
      experiment(...args, "--out", "runs/test-mistake").spawn(),
    );
    assertEquals(code, 1);
    assert(/^error: [^\n]+\n$/.test(err), err);
    assertStringIncludes(err, expected);
    await assertRejects(() => Deno.stat("runs/test-mistake"), Deno.errors.NotFound);
  });
}
