import { join } from "@std/path";
import { openRenderer, reportPage, visibleJson } from "../../charts/mod.ts";
import { writeWholeText } from "../../files/mod.ts";
import type { Comparison } from "./compare_runs.ts";
import { COMPARISON_FILE } from "./comparison_file.ts";
import type { KeptRun } from "./kept_run.ts";

/**
 * Writes a comparison into a folder: report.html, one page that needs nothing else, curves.svg, and comparison.json with
 * what is in its tables.
 *
 * @throws {WriteError} A file cannot be written.
 */
export async function writeComparison(
  folder: string,
  runs: readonly KeptRun[],
  { figure, table, settings, warnings }: Comparison,
): Promise<void> {
  using renderer = openRenderer();
  const staticSvg = await renderer.svg(figure);
  writeWholeText(join(folder, "curves.svg"), staticSvg);
  const page = await reportPage({
    title: `FedInk: ${runs.map(({ name }) => name).join(", ")}`,
    facts: warnings.map((warning) => ["Note", warning]),
    staticSvg,
    sections: [
      { heading: "Accuracy", text: "On the test images, after each round.", figure },
      {
        heading: "In figures",
        text:
          "Last: after the last round. Best: the round chosen on the test images, so an optimistic figure.",
        table,
      },
      settings.rows.length > 0
        ? { heading: "What differs in their settings", table: settings }
        : { heading: "Their settings are the same" },
    ],
  });
  writeWholeText(join(folder, "report.html"), page);
  const compared = { runs: runs.map(({ folder }) => folder), warnings, table, settings };
  writeWholeText(join(folder, COMPARISON_FILE), visibleJson(compared, 1) + "\n");
}
