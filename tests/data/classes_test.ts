import { assertEquals, assertThrows } from "@std/assert";
import { allocateDataset, DataError, frequentClasses, image, onlyClasses } from "../../lib/data/mod.ts";

/** Six images, each filled with its own number, of a (1), b (2), c (0), d (2) and e (1). */
function sixImages() {
  const dataset = allocateDataset({ n: 6, classes: ["a", "b", "c", "d", "e"], writerNames: ["x", "y"] });
  [3, 1, 4, 0, 1, 3].forEach((label, i) => {
    dataset.labels[i] = label;
    dataset.writers![i] = i % 2;
    image(dataset, i).fill(i);
  });
  return dataset;
}

Deno.test("frequentClasses() names the most frequent ones in their order, the first of equal ones: by hand", () => {
  const dataset = sixImages();
  assertEquals(frequentClasses(dataset, 1), ["b"]);
  assertEquals(frequentClasses(dataset, 2), ["b", "d"]);
  assertEquals(frequentClasses(dataset, 3), ["a", "b", "d"]);
  assertEquals(frequentClasses(dataset, 5), dataset.classes);
});

Deno.test("frequentClasses() refuses numbers of classes that there are not", () => {
  for (const n of [0, 6, 1.5, NaN]) {
    assertThrows(
      () => frequentClasses(sixImages(), n),
      DataError,
      `Of 5 classes 1 to 5 can be kept; got ${n}.`,
    );
  }
});

Deno.test("onlyClasses() keeps the images of some classes, with labels renumbered: by hand", () => {
  const all = sixImages(), kept = onlyClasses(all, ["d", "b"]);
  assertEquals(kept.classes, ["d", "b"]);
  assertEquals([...kept.labels], [0, 1, 1, 0]);
  assertEquals(Array.from(kept.labels.keys(), (i) => image(kept, i)[7]), [0, 1, 4, 5]);
  assertEquals([...kept.writers!], [0, 1, 0, 1]);
  assertEquals(kept.writerNames, ["x", "y"]);
  assertEquals(kept.labels.buffer instanceof SharedArrayBuffer, true, "workers cannot see the labels");
  assertEquals(all, sixImages());
});

Deno.test("onlyClasses() of all classes is the same data set, and one that there is not is refused", () => {
  const all = sixImages();
  assertEquals(onlyClasses(all, all.classes), all);
  assertThrows(() => onlyClasses(all, ["a", "f"]), DataError, 'no class "f"');
});
