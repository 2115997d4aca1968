import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  accuracy,
  confusionMatrix,
  groupAccuracy,
  groupNumbers,
  LOOK_ALIKE_GROUPS,
  lookAlikePairs,
} from "../../lib/metrics/mod.ts";
import { LABELS } from "../../lib/symbols/labels.ts";

const matrix = [
  Uint32Array.of(10, 3, 0, 1),
  Uint32Array.of(2, 5, 0, 0),
  Uint32Array.of(0, 0, 7, 4),
  Uint32Array.of(0, 0, 0, 1),
];

Deno.test("lookAlikePairs counts both directions and puts the most confused first, worked by hand", () => {
  assertEquals(lookAlikePairs(matrix), [
    { first: 0, second: 1, firstAsSecond: 3, secondAsFirst: 2, confusions: 5, rate: 5 / (14 + 7) },
    { first: 2, second: 3, firstAsSecond: 4, secondAsFirst: 0, confusions: 4, rate: 4 / (11 + 1) },
    { first: 0, second: 3, firstAsSecond: 1, secondAsFirst: 0, confusions: 1, rate: 1 / (14 + 1) },
  ]);
});

Deno.test("lookAlikePairs gives at most as many as asked for, 20 by default", () => {
  assertEquals(lookAlikePairs(matrix, 2).map((pair) => pair.confusions), [5, 4]);
  const everyPairOnce = Array.from({ length: 10 }, () => new Uint32Array(10).fill(1));
  assertEquals(lookAlikePairs(everyPairOnce).length, 20);
});

Deno.test("of equally many confusions the higher rate comes first", () => {
  const tied = [
    Uint32Array.of(90, 2, 0, 0),
    Uint32Array.of(0, 90, 0, 0),
    Uint32Array.of(0, 0, 5, 2),
    Uint32Array.of(0, 0, 0, 5),
  ];
  assertEquals(lookAlikePairs(tied).map((pair) => pair.first), [2, 0]);
});

Deno.test("groupAccuracy counts a look-alike as right and nothing else, worked by hand", () => {
  const classes = ["X", "2", "times", "1", "l"];
  //  true:  X  X      X  times  1  l  2  l  2
  //  taken: X  times  2  X      l  1  X  l  2    right 3, within the group 4 more
  const truth = [0, 0, 0, 2, 3, 4, 1, 4, 1];
  const predicted = [0, 2, 1, 0, 4, 3, 0, 4, 1];
  const counted = confusionMatrix(truth, predicted, 5);
  assertAlmostEquals(accuracy(counted), 3 / 9, 1e-12);
  assertAlmostEquals(groupAccuracy(counted, groupNumbers(classes)), 7 / 9, 1e-12);
});

Deno.test("without groups, accuracy up to look-alikes is accuracy", () => {
  assertEquals(groupAccuracy(matrix, groupNumbers(["a", "b", "c", "d"], [])), accuracy(matrix));
});

Deno.test("look-alike groups are disjoint and name labels of the 82", () => {
  const named = LOOK_ALIKE_GROUPS.flat();
  assertEquals(new Set(named).size, named.length);
  assert(named.every((name) => LABELS.includes(name)));
  assertEquals(new Set(groupNumbers(LABELS)).size, 82 - named.length + LOOK_ALIKE_GROUPS.length);
});
