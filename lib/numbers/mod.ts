/**
 * Small arithmetic that several rooms need: sums, means and shares as percentages.
 * @module
 */
export { sum, sumOf } from "./sum.ts";
export { allIndices } from "./all_indices.ts";
export { deviation, mean } from "./mean.ts";
export { percent } from "./percent.ts";
