import { markdownTable } from "../markdown_table.ts";
import { type Comparison, comparisons, type Pair, unmatched, verdict } from "./ratios.ts";
import { spreadText } from "../spread_text.ts";
import type { BenchmarkCall } from "./run_benchmark.ts";

/** The table of one benchmark, with a sentence about what only one of the checkouts measures. */
export function comparisonText(
  { name, args, cores }: BenchmarkCall,
  commit: string,
  pairs: readonly Pair[],
): string {
  const rows = comparisons(pairs).map((row) => [
    `${row.name}, ${row.unit}`,
    spreadText(row.base),
    spreadText(row.here),
    ratioText(row),
    verdict(row),
  ]);
  const only = unmatched(pairs);
  const notes = [
    ...(only.here.length > 0 ? [`Only here: ${only.here.join(", ")}.`] : []),
    ...(only.base.length > 0 ? [`Only in ${commit}: ${only.base.join(", ")}.`] : []),
  ];
  const pinned = cores === undefined ? "not pinned" : `pinned to core ${cores}`;
  return [
    `\`${["bench", name, ...args].join(" ")}\`, ${pairs.length} pairs of runs, ${pinned}:`,
    markdownTable(["", commit, "here", `here ÷ ${commit}`, "verdict"], rows),
    ...notes,
  ].join("\n\n");
}

/** Three decimals: "1.049 (1.041–1.060)". */
function ratioText({ ratio: { median, min, max } }: Comparison): string {
  return `${median.toFixed(3)} (${min.toFixed(3)}–${max.toFixed(3)})`;
}
