import { Matrix } from "ml-matrix";
import type { MomentsJob } from "../../../engine/mod.ts";
import { normal, type Random, stream } from "../../../random/mod.ts";
import { regularised } from "../../cholesky.ts";
import type { ExchangeContext } from "../../exchange.ts";
import { headOf, withHead } from "./last_layer.ts";
import { softmaxRegression } from "./softmax_regression.ts";
import type { SumPart } from "../../privacy/privacy.ts";
import type { Strategy } from "../../strategy.ts";
import { allFinite, splitVector } from "../../vectors.ts";
import { sumOf } from "../../../numbers/mod.ts";

/** CCVR's setting. */
export interface CcvrOptions {
  /** Features drawn in all, the classes in proportion to their images; default 20,000. */
  readonly samples?: number;
  /** Whether it takes the place of the first round, before training, rather than the last: 1 or 0; default 0. */
  readonly first?: 0 | 1;
}

/** Features at most: a covariance of each class is sent, of the features' number squared. */
const MOST_FEATURES = 512;

/** Added to the variances at least, so that classes of few images can be drawn from too. */
const JITTER = 1e-4;

/** The features of one class's images. */
interface ClassSums {
  /** The class. */
  readonly label: number;
  /** How many. */
  readonly images: number;
  /** Their sum. */
  readonly sum: Float64Array;
  /** FᵀF on and above its diagonal. */
  readonly gram: Float64Array;
}

/**
 * CCVR, Luo et al. 2021 (arXiv 2106.05001, algorithm 1): in the last round, or here the first, each client sends, in
 * place of an update, mean and covariance of the features below the last layer, for each of its classes (here as sums, of
 * which the server makes those of all images, equations 3 and 4). The server draws virtual features of each class
 * from the normal distribution of that mean and covariance, and goes on training the last layer on them.
 */
export function ccvr({ samples = 20_000, first = 0 }: CcvrOptions = {}): Strategy<null> {
  const at = first ? "first" : "last";
  return {
    name: "CCVR",
    refusal({ layout }) {
      const depth = layout.at(-2)!.shape[0];
      if (depth > MOST_FEATURES) {
        return `it needs a network with at most ${MOST_FEATURES} features below its last layer, got ${depth}`;
      }
    },
    exchanges: [{ at, sums: 1, perform: (context) => recalibrate(context, samples) }],
  };
}

async function recalibrate(context: ExchangeContext, samples: number): Promise<Float32Array | undefined> {
  const { round: { parameters, layout }, seed } = context;
  const classes = await classSums(context);
  if (!classes) return;
  const images = sumOf(classes, ({ images }) => images);
  const drawn = classes.map((sums) => ({
    label: sums.label,
    features: draw(sums, Math.round(samples * sums.images / images), stream(seed, "ccvr", sums.label)),
  }));
  const features = Float64Array.from(drawn.flatMap((one) => one.features.flatMap((row) => [...row])));
  if (features.length === 0 || !allFinite(features)) return;
  const labels = Uint8Array.from(drawn.flatMap(({ label, features }) => features.map(() => label)));
  const head = softmaxRegression(headOf(parameters, layout), features, labels, stream(seed, "ccvr"));
  return withHead(parameters, layout, head, 1);
}

/** The sums of each class over the clients, of those that have half an image at least: noise makes fractions of one. */
async function classSums(context: ExchangeContext): Promise<ClassSums[] | undefined> {
  const { round: { parameters, layout } } = context;
  const [depth, classes] = layout.at(-2)!.shape;
  const grams = depth * (depth + 1) / 2;
  // A usual image has features of about 1 each.
  const parts = [
    { length: classes, unit: 1 },
    { length: classes * depth, unit: Math.sqrt(depth) },
    { length: classes * grams, unit: depth },
  ];
  const vectors = sumsOfEach(context, depth, parts);
  const total = await context.total({ parts, vectors, downloadBytes: parameters.byteLength });
  if (!total) return;
  const [counts, sums, gram] = splitVector(total, parts);
  return Array.from(counts, (images, label) => ({
    label,
    images,
    sum: sums.subarray(label * depth, (label + 1) * depth),
    gram: gram.subarray(label * grams, (label + 1) * grams),
  })).filter(({ images }) => images >= 0.5);
}

/** Each client's sums, of all classes in their order; what it sends of the classes it has not is nothing. */
async function* sumsOfEach(
  { round: { parameters }, network, clients, executor }: ExchangeContext,
  depth: number,
  parts: readonly SumPart[],
) {
  const held = clients.map(({ labelCounts }) =>
    [...labelCounts.keys()].filter((label) => labelCounts[label] > 0)
  );
  const jobs = clients.flatMap(({ examples, indices, labels }, k) =>
    held[k].map((label): MomentsJob => ({
      kind: "moments",
      network,
      parameters,
      examples,
      indices: indices.filter((_, i) => labels[i] === label),
    }))
  );
  const moments = executor.run(jobs)[Symbol.asyncIterator]();
  const grams = depth * (depth + 1) / 2;
  for (const labels of held) {
    const vector = new Float64Array(sumOf(parts, ({ length }) => length));
    const [counts, sums, gram] = splitVector(vector, parts);
    for (const label of labels) {
      const { value } = await moments.next();
      counts[label] = value.counts[label];
      sums.set(value.classSums.subarray(label * depth, (label + 1) * depth), label * depth);
      gram.set(value.gram, label * grams);
    }
    yield { vector, bytes: 4 * labels.length * (1 + depth + grams) };
  }
}

/** Draws from N(mean, covariance): mean + L z with L the covariance's Cholesky factor and z standard normal. */
function draw({ images, sum, gram }: ClassSums, count: number, random: Random): Float64Array[] {
  const depth = sum.length, mean = sum.map((value) => value / images);
  const covariance = Matrix.zeros(depth, depth);
  for (let i = 0, at = 0; i < depth; i++) {
    for (let j = i; j < depth; j++, at++) {
      const value = (gram[at] - images * mean[i] * mean[j]) / Math.max(1, images - 1);
      covariance.set(i, j, value);
      covariance.set(j, i, value);
    }
  }
  const factor = regularised(covariance, JITTER)?.lowerTriangularMatrix.to2DArray();
  if (!factor) return [];
  return Array.from({ length: count }, () => {
    const z = mean.map(() => normal(random));
    return mean.map((value, i) => {
      for (let j = 0; j <= i; j++) value += factor[i][j] * z[j];
      return value;
    });
  });
}
