import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { MomentsJob } from "../../engine/mod.ts";
import { normal, type Random, stream } from "../../random/mod.ts";
import type { ExchangeContext, ExchangeResult } from "../exchange.ts";
import { headOf, withHead } from "../last_layer.ts";
import { softmaxRegression } from "../softmax_regression.ts";
import { type Strategy, StrategyError } from "../strategy.ts";

/** CCVR's setting. */
export interface CcvrOptions {
  /** Features drawn in all, the classes in proportion to their images; default 20,000. */
  readonly samples?: number;
  /** Whether it takes the place of the first round, before training, rather than the last: 1 or 0; default 0. */
  readonly first?: 0 | 1;
}

/** Features at most: a covariance of each class is sent, of the features' number squared. */
const MOST_FEATURES = 512;

/** Added to the variances, so that classes of few images can be drawn from too. */
const JITTER = 1e-4;

/** The features of one class's images: how many, their sum, and FᵀF on and above its diagonal. */
interface ClassSums {
  images: number;
  readonly sum: Float64Array;
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
  return { name: "CCVR", exchanges: [{ at, perform: (context) => recalibrate(context, samples) }] };
}

async function recalibrate(context: ExchangeContext, samples: number): Promise<ExchangeResult> {
  const { round: { parameters, layout }, clients, seed } = context;
  const depth = layout.at(-2)!.shape[0];
  if (depth > MOST_FEATURES) {
    throw new StrategyError(
      `CCVR needs a network with at most ${MOST_FEATURES} features below its last layer, got ${depth}.`,
    );
  }
  const { classes, sent } = await classSums(context, depth);
  const images = classes.reduce((sum, one) => sum + (one?.images ?? 0), 0);
  const drawn = classes.flatMap((sums, label) =>
    sums
      ? [{
        label,
        features: draw(sums, Math.round(samples * sums.images / images), stream(seed, "ccvr", label)),
      }]
      : []
  );
  const features = Float64Array.from(drawn.flatMap((one) => one.features.flatMap((row) => [...row])));
  const labels = Uint8Array.from(drawn.flatMap(({ label, features }) => features.map(() => label)));
  const head = softmaxRegression(headOf(parameters, layout), features, labels, stream(seed, "ccvr"));
  return {
    parameters: withHead(parameters, layout, head, 1),
    uploadBytes: sent * 4 * (1 + depth + depth * (depth + 1) / 2),
    downloadBytes: clients.length * parameters.byteLength,
  };
}

/** The sums of each class over the clients, undefined for classes that none has, and how many were sent. */
async function classSums({ round, network, examples, clients, executor }: ExchangeContext, depth: number) {
  const { parameters } = round;
  const labels: number[] = [], jobs: MomentsJob[] = [];
  for (const { indices, labelCounts } of clients) {
    labelCounts.forEach((count, label) => {
      if (count === 0) return;
      const own = indices.filter((index) => examples.labels[index] === label);
      labels.push(label);
      jobs.push({ kind: "moments", network, parameters, examples, indices: own });
    });
  }
  const classes: (ClassSums | undefined)[] = Array.from({ length: round.layout.at(-1)!.length });
  let sent = 0;
  for await (const { counts, classSums, gram } of executor.run(jobs)) {
    const label = labels[sent++];
    const into = classes[label] ??= {
      images: 0,
      sum: new Float64Array(depth),
      gram: new Float64Array(gram.length),
    };
    into.images += counts[label];
    for (let i = 0; i < depth; i++) into.sum[i] += classSums[label * depth + i];
    for (let i = 0; i < gram.length; i++) into.gram[i] += gram[i];
  }
  return { classes, sent };
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
    covariance.set(i, i, covariance.get(i, i) + JITTER);
  }
  const factor = new CholeskyDecomposition(covariance).lowerTriangularMatrix.to2DArray();
  return Array.from({ length: count }, () => {
    const z = mean.map(() => normal(random));
    return mean.map((value, i) => {
      for (let j = 0; j <= i; j++) value += factor[i][j] * z[j];
      return value;
    });
  });
}
