import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { encode } from "fast-png";
import { withFiles } from "../data/files_on_disk.ts";
import { testWith } from "../permission.ts";
import { experiment, outcome, program } from "./experiment_process.ts";

const NEEDS = { read: true, write: true, run: true };

/** Labels that would colour a terminal, turn a line about, end it, and stand in a table as more than a text. */
const LABELS = ["a\x1b[31m", "b\u202ec", "d\nAccuracy: 100 %", "\x9b31me", "<b>f|g", "=1+1"];

const UNSEEN = /[^\P{C}\n]/u;

/** Twelve images of each label, and a file that is no image under a name that sets a terminal's title. */
function pictures(): Record<string, Uint8Array | string> {
  const images = LABELS.flatMap((label, column) =>
    Array.from({ length: 12 }, (_, i): [string, Uint8Array] => {
      const data = new Uint8Array(45 * 45).fill(255);
      for (let y = 5; y < 30 + i; y++) data.fill(0, 45 * y + 6 * column + 3, 45 * y + 6 * column + 6);
      return [`data/${label}/${i}.png`, encode({ width: 45, height: 45, channels: 1, depth: 8, data })];
    })
  );
  return { ...Object.fromEntries(images), "data/=1+1/\x1b]0;title\x07.png": "no image" };
}

testWith(
  NEEDS,
  "names that act on a terminal are only shown, whatever a command tells of them",
  () =>
    withFiles(pictures(), async (folder) => {
      const data = `folder:${join(folder, "data")}`;
      const sheet = join(folder, "sheet.png");
      const shown = await outcome(program("data", "show", data, "--out", sheet).spawn());
      assertEquals([shown.code, shown.err], [0, ""]);
      assertStringIncludes(shown.out, "  d\\nAccuracy: 100 % 12");
      assertStringIncludes(shown.out, "\\x1b]0;title\\x07.png");

      const out = join(folder, "run");
      const settings = ["--clients", "2", "--rounds", "1", "--network", "linear", "--split", "random:0.5"];
      const ran = await outcome(experiment("iid", "--data", data, ...settings, "--out", out).spawn());
      assertEquals([ran.code, ran.err], [0, ""]);

      const failed = await outcome(experiment("iid", "--data", `${data}/\x9b31m\u202e`).spawn());
      assertEquals([failed.code, failed.err.split("\n").length], [1, 2]);
      assertStringIncludes(failed.err, "\\x9b31m\\u202e");

      const report = await Deno.readTextFile(join(out, "report.html"));
      const told = {
        shown: shown.out,
        ran: ran.out,
        failed: failed.err,
        report: report.replace(/<script>[\s\S]*?<\/script>/g, ""),
        ...Object.fromEntries(
          ["summary.json", "history.json", "history.csv", "curves.svg"].map((
            name,
          ) => [name, Deno.readTextFileSync(join(out, name))]),
        ),
      };
      const unseen = Object.entries(told).filter(([, text]) => UNSEEN.test(text));
      assertEquals(unseen.map(([name, text]) => [name, UNSEEN.exec(text)]), []);
    }),
);
