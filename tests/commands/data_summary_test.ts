import { assertEquals } from "@std/assert";
import { allocateDataset, image, type Loaded } from "../../lib/data/mod.ts";
import { LABELS } from "../../lib/symbols/mod.ts";
import { summarize } from "../../commands/data/data_summary.ts";
import { summaryText } from "../../commands/data/data_text.ts";

/** Eight images of three labels by three writers: 0 and 6 are the same, the others are blocks in places of their own. */
function loaded(): Loaded {
  const dataset = allocateDataset({
    n: 8,
    classes: ["x", "long_name", "none"],
    writerNames: ["Ann", "Bob", "Cem"],
    official: true,
  });
  for (let i = 0; i < 8; i++) {
    for (let k = 0; k <= i % 6; k++) image(dataset, i).fill(255, 45 * (4 * k) + 5, 45 * (4 * k) + 8 + 5 * k);
  }
  dataset.labels.set([0, 0, 0, 1, 1, 0, 1, 0]);
  dataset.writers!.set([0, 0, 0, 0, 1, 1, 2, 0]);
  dataset.official!.set([0, 0, 0, 0, 0, 0, 1, 2]);
  return {
    dataset,
    skips: [{ reason: "unreadable image", count: 1200, examples: ["a.png", "b.png"] }],
    notes: ["dark ink on light: inverted"],
  };
}

Deno.test("a summary counts labels, writers, the official split and repeats", () => {
  const { skips, notes } = loaded();
  assertEquals(summarize(loaded(), { kind: "official" }), {
    images: 8,
    labels: [{ label: "x", images: 5 }, { label: "long_name", images: 3 }, { label: "none", images: 0 }],
    writers: { writers: 3, fewest: 1, median: 2, most: 5 },
    official: { train: 6, test: 1, neither: 1 },
    split: {
      split: "official",
      train: 6,
      test: 1,
      leftOut: 1,
      testIdentical: 1,
      testNear: 0,
      trainIdentical: 1,
      trainNear: 0,
      repeatedLabels: [{ label: "long_name", images: 1 }],
    },
    skips,
    notes,
  });
});

Deno.test("a summary is told in plain lines", () => {
  assertEquals(
    summaryText("folder:x", summarize(loaded(), { kind: "official" })).join("\n"),
    `folder:x: 8 images of 2 labels
3 writers; images of each: fewest 1, median 2, most 5
Official split: 6 to train, 1 to test on, 1 in neither

Images of each label:
  x         5   long_name 3

Rare, fewer than 50: x 5, long_name 3

No image of: none

Split official: 6 to train, 1 to test on, 1 in neither
  test images that are in the training set too: 1 (100.0 %), nearly so: 0 (0.0 %) more
  training images that are in the test set too: 1 (16.7 %), nearly so: 0 (0.0 %) more
  repeated test images, by label: long_name 1

Left out:
  1,200 × unreadable image: a.png, b.png, …

Notes:
  dark ink on light: inverted`,
  );
});

Deno.test("a summary is told with signs, and says that a letter stands for both its cases", () => {
  const dataset = allocateDataset({ n: 3, classes: LABELS });
  dataset.labels.set(["times", "ascii_124", "X"].map((label) => LABELS.indexOf(label)));
  const lines = summaryText(
    "folder:x",
    summarize({ dataset, skips: [], notes: [] }, { kind: "random", fraction: 0.34 }),
  );
  assertEquals(lines.slice(3, 6), ["  X 1   | 1   × 1", "", "Rare, fewer than 50: X 1, | 1, × 1"]);
  assertEquals(lines[7].startsWith("No image of: ! ( ) + , - 0 "), true);
  assertEquals(lines[9], "A letter stands for both its cases: C is c and C, b is b and B.");
  // JSON keeps the labels.
  assertEquals(summarize({ dataset, skips: [], notes: [] }).labels.filter(({ images }) => images > 0), [
    { label: "X", images: 1 },
    { label: "ascii_124", images: 1 },
    { label: "times", images: 1 },
  ]);
});
