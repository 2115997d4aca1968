import { Matrix } from "ml-matrix";
import { regularised } from "../../cholesky.ts";
import type { Head } from "./last_layer.ts";
import { sum } from "../../../numbers/mod.ts";

/** Sums over images of features F and labels Y. */
export interface TotalMoments {
  /** FᵀF on and above its diagonal. */
  readonly gram: Float64Array;
  /** YᵀF, C × D. */
  readonly classSums: Float64Array;
  /** Images of each class, C. */
  readonly counts: Float64Array;
}

/**
 * The linear head that is nearest to the one-hot labels in the least squares sense, with ridge λ: on standardised
 * features Z = (F − mean) / deviation, V = (ZᵀZ + λI)⁻¹ Zᵀ(Y − mean), which the sums are enough for. Features that
 * never change get the weight 0. Totals that are no sums of images, under noise or hostile clients, are taken for the
 * nearest that are: no class has less than no images, all have one at least, and λ is as large as it must be.
 *
 * @returns Undefined where a number is not finite.
 */
export function ridgeHead({ gram, classSums, counts: told }: TotalMoments, ridge: number): Head | undefined {
  const classes = told.length, depth = classSums.length / classes;
  const counts = told.map((count) => Math.max(0, count));
  const images = Math.max(1, sum(counts));
  const mean = new Float64Array(depth);
  for (let c = 0; c < classes; c++) {
    for (let i = 0; i < depth; i++) mean[i] += classSums[c * depth + i] / images;
  }
  const inverseDeviation = inverseDeviations(gram, mean, images);
  // ZᵀZ + λI from FᵀF − n mean meanᵀ; Zᵀ(Y − mean Y) from FᵀY − mean (images of each class)ᵀ.
  const left = Matrix.zeros(depth, depth), right = Matrix.zeros(depth, classes);
  for (let i = 0, at = 0; i < depth; i++) {
    for (let j = i; j < depth; j++) {
      const value = (gram[at++] - images * mean[i] * mean[j]) * inverseDeviation[i] * inverseDeviation[j];
      left.set(i, j, value);
      left.set(j, i, value);
    }
    for (let c = 0; c < classes; c++) {
      right.set(i, c, (classSums[c * depth + i] - mean[i] * counts[c]) * inverseDeviation[i]);
    }
  }
  const solution = regularised(left, ridge)?.solve(right);
  if (!solution) return;
  const kernel = new Float64Array(depth * classes);
  const bias = Float64Array.from(counts, (count) => count / images);
  for (let i = 0; i < depth; i++) {
    for (let c = 0; c < classes; c++) {
      const weight = solution.get(i, c) * inverseDeviation[i];
      kernel[i * classes + c] = weight;
      bias[c] -= mean[i] * weight;
    }
  }
  return { kernel, bias };
}

/** 1 / deviation of each feature; 0 where its variance is nothing but rounding. */
function inverseDeviations(gram: Float64Array, mean: Float64Array, images: number): Float64Array {
  let at = 0;
  return mean.map((value, i) => {
    const square = gram[at] / images;
    at += mean.length - i;
    const variance = square - value * value;
    return variance > 1e-6 * square ? 1 / Math.sqrt(variance) : 0;
  });
}
