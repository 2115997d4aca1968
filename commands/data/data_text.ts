import { visible } from "../../lib/charts/visible.ts";
import type { CatalogueEntry } from "../../lib/data/fetch/catalogue.ts";
import type { Source } from "../../lib/data/source.ts";
import { bothCasesNote, displayNames } from "../../lib/symbols/mod.ts";
import { type DataSummary, type LabelCount, RARE, type SplitSummary } from "./data_summary.ts";

const LINE_WIDTH = 100;

/** The sources and the data sets to fetch, as `data list` prints them. */
export function listText(sources: readonly Source[], catalogue: readonly CatalogueEntry[]): string {
  return [
    "Sources, for --data NAME or NAME:PATH",
    ...sources.map(({ name, path, summary, licence }) =>
      `  ${path === "required" ? `${name}:PATH` : name}\n      ${summary}\n      Licence: ${licence}`
    ),
    "",
    "Data sets, for deno task data fetch NAME",
    ...catalogue.map(({ name, title, licence, page, download }) =>
      `  ${name}${download ? "" : " (by hand)"}\n      ${title}\n      Licence: ${licence}\n      ${page}`
    ),
  ].join("\n");
}

/** A summary as `data show` prints it, a line each, with the display names of the labels. */
export function summaryText(data: string, summary: DataSummary): string[] {
  const { images, writers, official, skips, notes } = summary;
  const classes = summary.labels.map(({ label }) => label), names = displayNames(classes);
  const named = (counts: readonly LabelCount[]) =>
    counts.map(({ label, images }) => ({ label: names[classes.indexOf(label)], images }));
  const labels = named(summary.labels);
  const split = summary.split && { ...summary.split, repeatedLabels: named(summary.split.repeatedLabels) };
  const used = labels.filter((label) => label.images > 0);
  const unused = labels.filter((label) => label.images === 0);
  const rare = used.filter((label) => label.images < RARE);
  const lines = [`${data}: ${count(images)} images of ${used.length} labels`];
  if (writers) {
    lines.push(
      `${count(writers.writers)} writers; images of each: fewest ${count(writers.fewest)}, ` +
        `median ${count(writers.median)}, most ${count(writers.most)}`,
    );
  }
  if (official) {
    lines.push(
      `Official split: ${count(official.train)} to train, ${count(official.test)} to test on` +
        (official.neither > 0 ? `, ${count(official.neither)} in neither` : ""),
    );
  }
  lines.push("", "Images of each label:", ...columns(used));
  if (rare.length > 0) lines.push("", `Rare, fewer than ${RARE}: ${listed(rare)}`);
  if (unused.length > 0) lines.push("", `No image of: ${unused.map(({ label }) => label).join(" ")}`);
  const note = bothCasesNote(classes);
  if (note) lines.push("", note);
  if (split) lines.push("", ...splitLines(split));
  if (skips.length > 0) {
    lines.push("", "Left out:");
    for (const skip of skips) {
      const more = skip.count > skip.examples.length ? ", …" : "";
      lines.push(`  ${count(skip.count)} × ${skip.reason}: ${skip.examples.join(", ")}${more}`);
    }
  }
  if (notes.length > 0) lines.push("", "Notes:", ...notes.map((note) => `  ${note}`));
  return lines;
}

function splitLines(split: SplitSummary): string[] {
  const share = (n: number, of: number) => `${count(n)} (${(100 * n / of).toFixed(1)} %)`;
  const top = split.repeatedLabels.slice(0, 8);
  return [
    `Split ${split.split}: ${count(split.train)} to train, ${count(split.test)} to test on` +
    (split.leftOut > 0 ? `, ${count(split.leftOut)} in neither` : ""),
    `  test images that are in the training set too: ${share(split.testIdentical, split.test)}, ` +
    `nearly so: ${share(split.testNear, split.test)} more`,
    `  training images that are in the test set too: ${share(split.trainIdentical, split.train)}, ` +
    `nearly so: ${share(split.trainNear, split.train)} more`,
    ...(top.length > 0
      ? [
        `  repeated test images, by label: ${listed(top)}${
          top.length < split.repeatedLabels.length ? ", …" : ""
        }`,
      ]
      : []),
  ];
}

/** Labels and counts in columns that run downward. */
function columns(counts: readonly LabelCount[]): string[] {
  const labels = counts.map(({ label, images }) => ({ label: visible(label), images }));
  const nameWidth = Math.max(...labels.map(({ label }) => label.length));
  const countWidth = Math.max(...labels.map(({ images }) => count(images).length));
  const cell = ({ label, images }: LabelCount) =>
    `${label.padEnd(nameWidth)} ${count(images).padStart(countWidth)}`;
  const across = Math.max(1, Math.floor(LINE_WIDTH / (nameWidth + countWidth + 4)));
  const rows = Math.ceil(labels.length / across);
  return Array.from(
    { length: rows },
    (_, row) => `  ${labels.filter((_, i) => i % rows === row).map(cell).join("   ")}`,
  );
}

function listed(labels: readonly LabelCount[]): string {
  return labels.map(({ label, images }) => `${label} ${count(images)}`).join(", ");
}

/** 12345 as "12,345". */
function count(n: number): string {
  return n.toLocaleString("en-GB");
}
