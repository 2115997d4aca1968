import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import type { PlotlyObject } from "../../lib/charts/mod.ts";
import { repeatCommand } from "../../lib/experiment/mod.ts";
import { writeReport } from "../../lib/experiment/results/report/write_report.ts";
import { summarize } from "../../lib/experiment/results/summary.ts";
import { testWith } from "../permission.ts";
import { withTemporaryFolder } from "../temporary.ts";
import { CONFIG, MATERIAL, rounded, RUNS } from "./hand_made_runs.ts";
import { linesOf, pageOf, referencesOf } from "./report_page.ts";

const SUMMARY = summarize(CONFIG, MATERIAL, RUNS);

testWith({ read: true, write: true }, "the report shows runs worked out by hand", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeReport(folder, {
      config: CONFIG,
      material: MATERIAL,
      runs: RUNS,
      summary: SUMMARY,
      command: repeatCommand(CONFIG, folder),
      ceilings: ["The ceiling: 60 %.", "With iid: 50 %."],
    });
    const { title, head, command, sections, folded } = pageOf(
      await Deno.readTextFile(join(folder, "report.html")),
    );
    assertEquals(title, "FedInk: compare, fedavg");
    assertEquals(head, [
      [
        "Result",
        "central 55.0 %, iid 55.0 %, non-iid 25.0 % (test accuracy after round 3, mean of the seeds 7 to 8)",
      ],
      ["To compare with", "The ceiling: 60 %. With iid: 50 %."],
      [
        "Settings",
        "data folder:there (default ink), split random:0.6 (default random:0.1), clients 20 (default 10), rounds 3 " +
        "(default 20), personal-share 0.3 (default 0), tuning-epochs 2 (default 1), up float16 (default none), " +
        'down quantize:8 (default none), faults {"crash":0.1} (default nothing), seed 7 (default 1), seeds 2 (default 1)',
      ],
      ["Data", "folder:there; dark ink on light: inverted"],
      ["Images", "4 to train on, 6 to test on (folder:there, split random:0.6)"],
      ["Left out", "3 × unreadable image"],
    ]);
    assertEquals(command, `deno task experiment compare --config ${folder}/config.json`);
    assertEquals(folded, ["All settings"]);
    assertEquals(Object.keys(sections), [
      "Accuracy",
      "In figures",
      "On the clients' own images",
      "Loss",
      ...["Confusions, central", "Recall of each symbol, central", "Misread images, central"],
      ...["Who holds what, iid", "Confusions, iid", "Recall of each symbol, iid", "Misread images, iid"],
      ...["Who holds what, non-iid", "Confusions, non-iid", "Recall of each symbol, non-iid"],
      "Misread images, non-iid",
      "Cost",
      "Accuracy by bytes",
      "Accuracy by simulated time",
      "All settings",
    ]);

    const { Accuracy: accuracy, Loss: loss } = sections;
    assertEquals(
      accuracy.text,
      "On the test images, which no client holds, after each round. A round of central training is an epoch. Bands: " +
        "least to most of seeds 7 to 8. Dashed: what the original project reports.",
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

    const both = (text: string) => [text, text, text];
    assertEquals(sections["In figures"].rows, [
      ["", "central", "iid", "non-iid"],
      [
        "Accuracy, last round",
        "55.00 % (40.00 % – 70.00 %)",
        "55.00 % (50.00 % – 60.00 %)",
        "25.00 % (20.00 % – 30.00 %)",
      ],
      [
        "Accuracy, best round",
        "60.00 % (50.00 % – 70.00 %)",
        "55.00 % (50.00 % – 60.00 %)",
        "35.00 % (30.00 % – 40.00 %)",
      ],
      ["Best round", "2, 3", "3, 3", "3, 1"],
      ["Look-alikes taken as one", ...both("83.33 %")],
      ["Mean F1", ...both("62.78 %")],
      ["Never recognised", ...both("0 of 3")],
      ["Seconds here", ...both("18.0")],
      ["Simulated seconds", ...both("54.0")],
      ["MB sent by clients", "–", "6.0", "6.0"],
      ["MB sent to clients", "–", "15.0", "15.0"],
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
      "A client holds 1.5 of the 3 symbols on average. For all clients to be alike, 50 % of each one's images would " +
        "have to change hands (mean total variation; Hellinger's distance is 0.54).",
    );
    assertEquals(sections["Who holds what, iid"].figure.data[0].x, ["X", "×", "2"]);
    for (const method of ["central", "iid", "non-iid"]) {
      assertEquals(sections[`Misread images, ${method}`].captions, ["X: 33 % of 3 right", "×", "2"]);
      const { text, figure: { data: [{ x, y }] } } = sections[`Recall of each symbol, ${method}`];
      assertEquals(text, "The share of a symbol's test images that is recognised, the lowest first.");
      assertEquals(rounded([x, y]), [[0.3333333333, 1, 1], ["X", "2", "×"]]);
      assertEquals(sections[`Confusions, ${method}`].figure.data[0].y, ["X", "×", "2"]);
    }

    const seconds = [2, 4, 6], megabytes = [5, 12, 21];
    assertEquals(linesOf(sections.Cost.figure).map(([name, , y]) => [name, y]), [
      ["central", seconds],
      ["iid", seconds],
      ["non-iid", seconds],
      ["central", [0, 0, 0]],
      ["iid", megabytes],
      ["non-iid", megabytes],
    ]);
    const sent = sections["Accuracy by bytes"];
    assertEquals(sent.text, "The first seed; up by float16, down by quantize:8.");
    assertEquals(linesOf(sent.figure), [
      ["iid", megabytes, [0.1, 0.3, 0.6]],
      ["non-iid", megabytes, [0.1, 0.2, 0.3]],
    ]);
    const time = sections["Accuracy by simulated time"];
    assertStringIncludes(
      time.text,
      "0.02 s a step, 10 Mbit/s up, 50 down, 0.05 s until a message arrives",
    );
    assertEquals(linesOf(time.figure), [
      ["central", [11, 23, 36], [0.2, 0.5, 0.4]],
      ["iid", [11, 23, 36], [0.1, 0.3, 0.6]],
      ["non-iid", [11, 23, 36], [0.1, 0.2, 0.3]],
    ]);
    const settings = new Map(sections["All settings"].rows as [string, string][]);
    for (const [key, value] of Object.entries(CONFIG)) {
      const text = typeof value === "boolean" ? (value ? "yes" : "no") : `${value}`;
      if (key !== "faults") assertEquals(settings.get(key), text, key);
    }
    assertEquals(settings.get("faults"), '{"crash":0.1}');
    assertStringIncludes(await Deno.readTextFile(join(folder, "curves.svg")), "non-iid");
  });
});
