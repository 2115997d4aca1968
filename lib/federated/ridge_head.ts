import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { Moments } from "../engine/mod.ts";
import type { Head } from "./last_layer.ts";

/** The sums of several clients' moments, in their order and in double precision. */
export interface TotalMoments {
  /** FᵀF on and above its diagonal. */
  readonly gram: Float64Array;
  /** YᵀF, C × D. */
  readonly classSums: Float64Array;
  /** Images of each class, C. */
  readonly counts: Float64Array;
}

/** total ← total + moments; the first of them makes it. */
export function addMoments(total: TotalMoments | undefined, moments: Moments): TotalMoments {
  if (!total) {
    const { gram, classSums, counts } = moments;
    return {
      gram: Float64Array.from(gram),
      classSums: Float64Array.from(classSums),
      counts: Float64Array.from(counts),
    };
  }
  for (const key of ["gram", "classSums", "counts"] as const) {
    const into = total[key], from = moments[key];
    for (let i = 0; i < into.length; i++) into[i] += from[i];
  }
  return total;
}

/**
 * The linear head that is nearest to the one-hot labels in the least squares sense, with ridge λ: on standardised
 * features Z = (F − mean) / deviation, V = (ZᵀZ + λI)⁻¹ Zᵀ(Y − mean), which the sums are enough for. Features that
 * never change get the weight 0.
 */
export function ridgeHead({ gram, classSums, counts }: TotalMoments, ridge: number): Head {
  const classes = counts.length, depth = classSums.length / classes;
  const images = counts.reduce((sum, count) => sum + count, 0);
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
    left.set(i, i, left.get(i, i) + ridge);
    for (let c = 0; c < classes; c++) {
      right.set(i, c, (classSums[c * depth + i] - mean[i] * counts[c]) * inverseDeviation[i]);
    }
  }
  const solution = new CholeskyDecomposition(left).solve(right);
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
