import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import type { PlotlyObject } from "../../lib/charts/mod.ts";
import { writeReport } from "../../lib/experiment/results/report.ts";
import { summarize } from "../../lib/experiment/results/summary.ts";
import { summaryLines } from "../../lib/experiment/results/summary_lines.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { CONFIG, MATERIAL, rounded, RUNS } from "./hand_made_runs.ts";
import { linesOf, pageOf, referencesOf } from "./report_page.ts";

const SUMMARY = summarize(CONFIG, MATERIAL, RUNS);

testWith({ read: true, write: true }, "the report shows runs worked out by hand", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeReport(folder, CONFIG, MATERIAL, RUNS, SUMMARY);
    const { head, sections } = pageOf(await Deno.readTextFile(join(folder, "report.html")));
    assertEquals(head, [
      ["Data", "folder:there; dark ink on light: inverted"],
      ["Images", "4 to train, 6 to test (folder:there, split random:0.6)"],
      ["Left out", "3 × unreadable image"],
      ["Result", summaryLines(SUMMARY, "")[2].trim()],
    ]);

    const { Accuracy: accuracy, Loss: loss } = sections;
    assertEquals(
      accuracy.text,
      "On the test images, after each round. Bands: least to most of seeds 7 to 8.",
    );
    assertEquals(rounded(linesOf(accuracy.figure)), [
      ["central", [1, 2, 3], [0.25, 0.55, 0.55]],
      ["iid", [1, 2, 3], [0.15, 0.25, 0.55]],
      ["non-iid", [1, 2, 3], [0.25, 0.25, 0.25]],
    ]);
    assertEquals(rounded(linesOf(loss.figure)), [
      ["central", [1, 2, 3], [2.75, 2.45, 2.45]],
      ["iid", [1, 2, 3], [2.85, 2.75, 2.45]],
      ["non-iid", [1, 2, 3], [2.75, 2.75, 2.75]],
    ]);
    // The original was measured on images of a folder, too, split at random.
    assertEquals(referencesOf(accuracy.figure), ["original, IID 0.910", "original, non-IID 0.690"]);
    assertEquals(referencesOf(loss.figure), []);
    assertEquals((accuracy.figure.layout.yaxis as PlotlyObject).range, [0, 1]);

    const scores = ["62.78 %", "83.33 %"];
    assertEquals(sections["In figures"].rows, [
      [
        "Method",
        "Seeds",
        "Rounds",
        "Global accuracy, last",
        "Global accuracy, best",
        "F1, weighted",
        "Up to look-alikes",
        "Wall seconds",
        "MB sent up",
      ],
      ["central", "2", "3", "55.00 % (40.00 % – 70.00 %)", "60.00 % (round 2, 3)", ...scores, "18.0", "0.0"],
      ["iid", "2", "3", "55.00 % (50.00 % – 60.00 %)", "55.00 % (round 3, 3)", ...scores, "18.0", "6.0"],
      ["non-iid", "2", "3", "25.00 % (20.00 % – 30.00 %)", "35.00 % (round 3, 1)", ...scores, "18.0", "6.0"],
    ]);
    const own = sections["On the clients' own images"];
    assertStringIncludes(own.text, "30 % of each client's images were held out");
    assertStringIncludes(own.text, "in 2 epochs of training");
    assertEquals(own.rows, [
      ["Method", "Before, mean", "Before, worst tenth", "After, mean", "After, worst tenth"],
      ["iid", "19.50 %", "1.50 %", "69.50 %", "51.50 %"],
      ["non-iid", "19.50 %", "1.50 %", "69.50 %", "51.50 %"],
    ]);

    assertEquals("Who holds what, central" in sections, false);
    assertEquals(
      sections["Who holds what, iid"].text,
      "A client holds 1.5 of 3 classes on average; 50 % of its images would have to change hands for all clients to be " +
        "alike (mean total variation; Hellinger 0.54). Between clients lie 11.1 % of the differences in slant and 22.2 % " +
        "of those in line width (η²).",
    );
    for (const method of ["central", "iid", "non-iid"]) {
      assertEquals(sections[`Confused most often, ${method}`].rows, [
        ["Pair", "Confusions", "Of their images"],
        ["X and times", "1", "25.0 %"],
        ["X and 2", "1", "20.0 %"],
      ]);
      assertEquals(sections[`Wrongly read images of the worst classes, ${method}`].captions, [
        "X: 33 % of 3 right",
        "times",
        "2",
      ]);
      const [{ x, y }] = sections[`The worst classes, ${method}`].figure.data;
      assertEquals(rounded([x, y]), [[0.3333333333, 1, 1], ["X", "2", "times"]]);
    }

    const seconds = [2, 4, 6], megabytes = [5, 12, 21];
    assertEquals(linesOf(sections["What training cost"].figure).map(([name, , y]) => [name, y]), [
      ["central", seconds],
      ["iid", seconds],
      ["non-iid", seconds],
      ["central", [0, 0, 0]],
      ["iid", megabytes],
      ["non-iid", megabytes],
    ]);
    const sent = sections["Accuracy against what was sent"];
    assertEquals(sent.text, "The first seed; up by float16, down by quantize:8.");
    assertEquals(linesOf(sent.figure), [
      ["iid", megabytes, [0.1, 0.3, 0.6]],
      ["non-iid", megabytes, [0.1, 0.2, 0.3]],
    ]);
    const time = sections["Accuracy against simulated time"];
    assertStringIncludes(
      time.text,
      "0.02 s a step, 10 Mbit/s up, 50 down, 0.05 s until a message arrives",
    );
    assertEquals(linesOf(time.figure), [
      ["central", [11, 23, 36], [0.2, 0.5, 0.4]],
      ["iid", [11, 23, 36], [0.1, 0.3, 0.6]],
      ["non-iid", [11, 23, 36], [0.1, 0.2, 0.3]],
    ]);
    const settings = new Map(sections["Configuration"].rows as [string, string][]);
    for (const [key, value] of Object.entries(CONFIG)) {
      if (key !== "faults") assertEquals(settings.get(key), `${value}`, key);
    }
    assertEquals(settings.get("faults"), '{"crash":0.1}');
    assertStringIncludes(await Deno.readTextFile(join(folder, "curves.svg")), "non-iid");
  });
});
