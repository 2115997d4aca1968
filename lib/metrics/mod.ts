/**
 * Measures of how good predictions are, from plain arrays of true and predicted classes.
 * @module
 */
export { accuracy, type ConfusionMatrix, confusionMatrix } from "./confusion.ts";
export { type ClassScore, classScores, expectedAccuracy, weightedScore } from "./class_scores.ts";
export { groupAccuracy, groupNumbers, type LookAlikePair, lookAlikePairs } from "./look_alikes.ts";
export { LOOK_ALIKE_GROUPS } from "../symbols/mod.ts";
export { correlation, cosines, meanCosine } from "./similarity.ts";
