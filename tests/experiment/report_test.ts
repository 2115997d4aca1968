import { assertAlmostEquals, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { Window } from "happy-dom";
import { allocateDataset } from "../../lib/data/mod.ts";
import { completeConfig } from "../../lib/experiment/mod.ts";
import { writeReport } from "../../lib/experiment/report.ts";
import { writeHistory, writeSummary } from "../../lib/experiment/results.ts";
import type { Run } from "../../lib/experiment/run.ts";
import { summaryLines } from "../../lib/experiment/summary_lines.ts";
import { parseNetwork } from "../../lib/model/mod.ts";
import { withFiles } from "../data/files_on_disk.ts";
import { testWith } from "../permission.ts";

const CONFIG = completeConfig({
  ...{
    experiment: "iid",
    data: "digits",
    clients: 10,
    rounds: 2,
    seeds: 2,
    personalShare: 0.2,
    tuningEpochs: 3,
  },
});
const DATA = allocateDataset({ n: 12, classes: ["0", "1"] });
DATA.labels.fill(1, 6);

/** Two rounds of one seed. No two figures are alike, so that none can stand in another's place. */
function run(seed: number, more: number): Run {
  const round = (round: number, accuracy: number, up: number, down: number, seconds: number) => ({
    ...{
      round,
      accuracy: accuracy + more,
      loss: 3 - round + more,
      uploadBytes: up,
      downloadBytes: down,
      seconds,
    },
    ...{ simulatedSeconds: 100 * seconds, clients: [], dropped: [], rejected: [], retried: 0 },
    load: { clients: [], overlaps: false },
  });
  const { topology } = parseNetwork("linear", 2);
  return {
    ...{ method: "iid", seed, topology, parameters: new Float32Array(4052) },
    arrangement: {
      train: Uint32Array.of(0, 1, 2, 3, 6, 7, 8, 9),
      test: { examples: DATA, indices: Uint32Array.of(4, 5, 10, 11) },
      notes: [],
    },
    rounds: [round(1, 0.8, 3e6, 20e6, 5), round(2, 0.6, 4e6, 50e6, 6)],
    // Right are the first 0 and the second 1.
    predictions: Uint8Array.of(0, 1, 0, 1),
    // Ten clients, so that the worst tenth is one: 0.1 before, 0.4 after.
    personal: Array.from({ length: 10 }, (_, client) => ({
      ...{
        client,
        images: 5,
        before: client === 3 ? 0.1 + more : 0.5 + more,
        after: client === 7 ? 0.4 : 0.9,
      },
    })),
  };
}

interface Section {
  readonly text: string;
  readonly table: string[][];
  readonly figure?: { readonly data: { name: string; x: number[]; y: number[]; yaxis?: string }[] };
}

/** The sections of a page by their headings. */
function sectionsOf(page: string): Map<string, Section> {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } });
  const document = new window.DOMParser().parseFromString(page, "text/html");
  const sections = Array.from(document.querySelectorAll("section"), (section): [string, Section] => {
    const script = section.querySelector("script");
    return [section.querySelector("h2")!.textContent, {
      text: section.querySelector("p")?.textContent ?? "",
      table: Array.from(
        section.querySelectorAll("tr"),
        (row) => Array.from(row.querySelectorAll("th, td"), (cell) => cell.textContent),
      ),
      ...(script && { figure: JSON.parse(script.textContent) }),
    }];
  });
  return new Map(sections);
}

testWith(
  { read: true, write: true },
  "each figure stands under its name: report, summary, history, last lines",
  () =>
    withFiles({}, async (folder) => {
      const runs = [run(1, 0), run(2, 0.1)];
      const material = { data: DATA, skips: [], notes: [] };
      const summary = await writeSummary(folder, CONFIG, material, runs);
      writeHistory(folder, runs);
      await writeReport(folder, CONFIG, material, runs, summary);

      const [method] = summary.methods;
      assertEquals([method.uploadBytes, method.downloadBytes], [7e6, 70e6]);
      assertEquals([method.seconds.mean, method.simulatedSeconds.mean], [11, 1100]);
      const { before, after } = method.personal!;
      [before.mean, before.worstTenth, after.mean, after.worstTenth].forEach(({ mean }, i) =>
        assertAlmostEquals(mean, [0.51, 0.15, 0.85, 0.4][i], 1e-12)
      );

      const [, heading, result, personal] = summaryLines(summary, folder);
      assertEquals(heading, "Test accuracy on 4 images (digits, split random:0.1):");
      assertEquals(
        result,
        "  iid        65.0 % (60.0 %–70.0 %) after round 2, best 85.0 % (80.0 %–90.0 %) (round 1, 1); " +
          "11 s, 7 MB sent by the clients; 2 seeds",
      );
      assertEquals(
        personal,
        "  iid        on each client's own held-out images: 51.0 % (46.0 %–56.0 %), worst tenth of them " +
          "15.0 % (10.0 %–20.0 %); after local fine-tuning 85.0 % (85.0 %–85.0 %), worst tenth of them " +
          "40.0 % (40.0 %–40.0 %)",
      );

      const history = (await Deno.readTextFile(join(folder, "history.csv"))).trim().split("\n");
      const rows = history.map((line) => line.split(","));
      const column = (name: string) => rows.slice(1).map((row) => Number(row[rows[0].indexOf(name)]));
      assertEquals(column("uploadBytes"), [3e6, 4e6, 3e6, 4e6]);
      assertEquals(column("downloadBytes"), [20e6, 50e6, 20e6, 50e6]);
      assertEquals(column("accuracy"), [0.8, 0.6, 0.9, 0.7]);
      assertEquals(column("loss"), [2, 1, 2.1, 1.1]);
      assertEquals(column("seconds"), [5, 6, 5, 6]);
      assertEquals(column("simulatedSeconds"), [500, 600, 500, 600]);
      assertEquals(column("round").concat(column("seed")), [1, 2, 1, 2, 1, 1, 2, 2]);

      const page = sectionsOf(await Deno.readTextFile(join(folder, "report.html")));
      const named = ([names, values]: string[][]) =>
        Object.fromEntries(names.map((name, i) => [name, values[i]]));
      assertEquals(named(page.get("In figures")!.table), {
        ...{ Method: "iid", Seeds: "2", Rounds: "2" },
        "Global accuracy, last": "65.00 % (60.00 % – 70.00 %)",
        "Global accuracy, best": "85.00 % (round 1, 1)",
        "F1, weighted": "50.00 %",
        "Up to look-alikes": "50.00 %",
        ...{ Seconds: "11.0", "MB sent up": "7.0" },
      });
      assertEquals(named(page.get("On the clients' own images")!.table), {
        ...{ Method: "iid", "Before, mean": "51.00 %", "Before, worst tenth": "15.00 %" },
        ...{ "After, mean": "85.00 %", "After, worst tenth": "40.00 %" },
      });
      const lines = (heading: string) => page.get(heading)!.figure!.data.map(({ x, y }) => [x, y]);
      assertEquals(lines("What training cost"), [[[1, 2], [5, 6]], [[1, 2], [23, 77]]]);
      assertEquals(lines("Accuracy against what was sent"), [[[23, 77], [0.8, 0.6]]]);
      assertEquals(lines("Accuracy against simulated time"), [[[500, 1100], [0.8, 0.6]]]);
      const [, mean] = lines("Loss");
      mean[1].forEach((loss, i) => assertAlmostEquals(loss, [2.05, 1.05][i], 1e-12));
    }),
);
