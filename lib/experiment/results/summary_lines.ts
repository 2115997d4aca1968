import type { Detail, PersonalSpread, PersonalSummary, Spread, Summary } from "./summary.ts";
import { counted } from "./counted.ts";
import { percent } from "../../numbers/mod.ts";
import { displayName } from "../../symbols/mod.ts";

/** What is told at the end of an experiment, a line each. */
export function summaryLines(summary: Summary, folder: string): string[] {
  const { methods, images, testSet, stopped } = summary;
  const lines = [``, `Test accuracy on ${images.test} images (${testSet}):`];
  for (
    const { method, seeds, rounds, lastAccuracy, bestAccuracy, bestRounds, wallSeconds, uploadBytes }
      of methods
  ) {
    lines.push(
      `  ${method.padEnd(10)} ${figure(lastAccuracy)} after round ${rounds}, best ${figure(bestAccuracy)} ` +
        `(round ${bestRounds.join(", ")}); ${wallSeconds.mean.toFixed(0)} s` +
        (uploadBytes > 0 ? `, ${megabytes(uploadBytes)} sent by the clients` : "") +
        (seeds.length > 1 ? `; ${seeds.length} seeds` : ""),
    );
  }
  for (const { method, rejected, stayed } of methods) {
    if (rejected) {
      lines.push(`  ${method.padEnd(10)} updates not taken: ${counted(rejected)}`);
    }
    if (stayed) {
      lines.push(
        `  ${method.padEnd(10)} rounds that left the model as it was: ${counted(stayed)}`,
      );
    }
  }
  for (const { method, personal } of methods) {
    if (personal) lines.push(`  ${method.padEnd(10)} ${personalLine(personal)}`);
  }
  for (const { method, seeds, detail } of methods) {
    const which = seeds.length > 1 ? `seed ${seeds[0]}: ` : "";
    if (detail) lines.push(`  ${method.padEnd(10)} ${which}${detailLine(detail)}`);
  }
  if (stopped) lines.push(`Stopped early: the finished rounds are kept; --resume ${folder} goes on.`);
  const drawn = stopped ? "" : "report.html, curves.svg, ";
  lines.push(`Results in ${folder}: ${drawn}history.csv, summary.json, model/`);
  return lines;
}

/** Accuracies on the clients' own images, on one line. */
function personalLine({ before, after }: PersonalSummary): string {
  const both = ({ mean, worstTenth }: PersonalSpread) =>
    `${figure(mean)}, worst tenth of them ${figure(worstTenth)}`;
  return `on each client's own held-out images: ${both(before)}; after local fine-tuning ${both(after)}`;
}

/** A model's weighted scores and worst confusions, on one line. */
export function detailLine({ weighted, groupAccuracy, lookAlikes }: Detail): string {
  const pairs = lookAlikes.slice(0, 3).map(({ pair, confusions }) =>
    `${pair.map(displayName).join(" and ")} (${confusions})`
  );
  return `precision ${percent(weighted.precision, 1)}, recall ${percent(weighted.recall, 1)}, F1 ${
    percent(weighted.f1, 1)
  }, ` +
    `up to look-alikes ${percent(groupAccuracy, 1)}; ` +
    (pairs.length > 0 ? `confused most: ${pairs.join(", ")}` : "nothing confused");
}

/** Mean, and the range where there are several seeds. */
function figure({ mean, min, max, each }: Spread): string {
  return each.length > 1 ? `${percent(mean, 1)} (${percent(min, 1)}–${percent(max, 1)})` : percent(mean, 1);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
