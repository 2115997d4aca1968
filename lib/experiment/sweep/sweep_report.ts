import { reportPage } from "../../charts/mod.ts";
import type { Row } from "./rows.ts";
import type { SweepChart } from "./sweep_charts.ts";
import type { Sweep } from "./sweep_file.ts";
import { sweepTable } from "./tables.ts";

/** One page: the table, then the charts. */
export function sweepReport(
  sweep: Sweep,
  rows: readonly Row[],
  charts: readonly SweepChart[],
  about: string,
): Promise<string> {
  return reportPage({
    title: `FedInk: ${sweep.title}`,
    subtitle: about,
    sections: [
      {
        heading: "In figures",
        text:
          "Global accuracy is that of the one model on the test images, which are no client's. Best: the round " +
          "chosen on the test images, so an optimistic figure. After ±: the standard deviation over the seeds.",
        table: sweepTable(sweep, rows),
      },
      ...charts,
    ],
  });
}
