import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import {
  accuracy,
  classScores,
  confusionMatrix,
  expectedAccuracy,
  weightedScore,
} from "../../lib/metrics/mod.ts";

/**
 * Class 4 is never predicted rightly, class 5 never predicted, class 6 predicted but not there. The expected
 * numbers are scikit-learn 1.9.1's, python -c 'from sklearn.metrics import *
 * y, p, L = [int(c) for c in "0000001111222233345"], [int(c) for c in "0001161122200231334"], list(range(7))
 * print(confusion_matrix(y, p, labels=L), accuracy_score(y, p))
 * print(precision_recall_fscore_support(y, p, labels=L, zero_division=0))
 * print(precision_recall_fscore_support(y, p, labels=L, zero_division=0, average="weighted"))'
 */
const truth = [..."0000001111222233345"].map(Number);
const predicted = [..."0001161122200231334"].map(Number);

Deno.test("confusionMatrix equals scikit-learn's", () => {
  assertEquals(confusionMatrix(truth, predicted, 7).map((row) => [...row]), [
    [3, 2, 0, 0, 0, 0, 1],
    [0, 2, 2, 0, 0, 0, 0],
    [2, 0, 2, 0, 0, 0, 0],
    [0, 1, 0, 2, 0, 0, 0],
    [0, 0, 0, 1, 0, 0, 0],
    [0, 0, 0, 0, 1, 0, 0],
    [0, 0, 0, 0, 0, 0, 0],
  ]);
});

Deno.test("accuracy equals scikit-learn's", () => {
  assertAlmostEquals(accuracy(confusionMatrix(truth, predicted, 7)), 0.47368421052631576, 1e-15);
});

Deno.test("classScores equals scikit-learn's, classes without images or predictions included", () => {
  const scores = classScores(confusionMatrix(truth, predicted, 7));
  const close = (actual: number[], expected: number[]) =>
    expected.forEach((value, i) => assertAlmostEquals(actual[i], value, 1e-15));
  close(scores.map((score) => score.precision), [0.6, 0.4, 0.5, 0.6666666666666666, 0, 0, 0]);
  close(scores.map((score) => score.recall), [0.5, 0.5, 0.5, 0.6666666666666666, 0, 0, 0]);
  close(
    scores.map((score) => score.f1),
    [0.5454545454545454, 0.4444444444444444, 0.5, 0.6666666666666666, 0, 0, 0],
  );
  assertEquals(scores.map((score) => score.support), [6, 4, 4, 3, 1, 1, 0]);
});

Deno.test("a class with one image that is read rightly scores 1", () => {
  const [score] = classScores([Uint32Array.of(1)]);
  assertEquals(score, { precision: 1, recall: 1, f1: 1, support: 1 });
});

Deno.test("weightedScore equals scikit-learn's weighted average", () => {
  const score = weightedScore(classScores(confusionMatrix(truth, predicted, 7)));
  assertAlmostEquals(score.precision, 0.4842105263157894, 1e-15);
  assertAlmostEquals(score.recall, 0.47368421052631576, 1e-15);
  assertAlmostEquals(score.f1, 0.4763423710792132, 1e-15);
  assertEquals(score.support, 19);
});

Deno.test("weighted recall is accuracy", () => {
  const pair = fc.tuple(fc.nat(9), fc.nat(9));
  fc.assert(fc.property(fc.array(pair, { minLength: 1 }), (pairs) => {
    const matrix = confusionMatrix(pairs.map((p) => p[0]), pairs.map((p) => p[1]), 10);
    assertAlmostEquals(weightedScore(classScores(matrix)).recall, accuracy(matrix), 1e-12);
  }));
});

Deno.test("predictions that cannot be counted are refused with the rule and the value", () => {
  const refused = (truth: number[], predicted: number[], message: string) =>
    assertThrows(() => confusionMatrix(truth, predicted, 3), RangeError, message);
  refused([0, 1], [0], "one prediction for each of at least one image, got 1 predictions for 2 images");
  refused([], [], "got 0 predictions for 0 images");
  refused([0, 3], [0, 0], "whole number from 0 to 2, got 3");
  refused([0, 1], [0, -1], "got -1");
  refused([0, 1], [0, 0.5], "got 0.5");
});

Deno.test("expectedAccuracy() weighs recalls by counts, classes without test images left out: by hand", () => {
  // Recalls 3/4, 1/2, and none of the third.
  const scores = classScores([[3, 1, 0], [1, 1, 0], [0, 0, 0]].map((row) => Uint32Array.from(row)));
  assertAlmostEquals(expectedAccuracy(scores, [2, 6, 100]), (2 * 0.75 + 6 * 0.5) / 8, 1e-15);
  assertEquals(expectedAccuracy(scores, [0, 0, 7]), NaN);
});

Deno.test("expectedAccuracy() at the test images' own frequencies is the accuracy", () => {
  const matrix = confusionMatrix(truth, predicted, 7), scores = classScores(matrix);
  assertAlmostEquals(expectedAccuracy(scores, scores.map(({ support }) => support)), accuracy(matrix), 1e-15);
});
