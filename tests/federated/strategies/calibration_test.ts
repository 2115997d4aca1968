import { assert, assertAlmostEquals } from "@std/assert";
import { createEngine, featureMoments } from "../../../lib/engine/mod.ts";
import { evaluateModel, fed3R, federated, initialModel } from "../../../lib/federated/mod.ts";
import { withHead } from "../../../lib/federated/strategies/heads/last_layer.ts";
import { ridgeHead } from "../../../lib/federated/strategies/heads/ridge_head.ts";
import { ALL, EXAMPLES, headRun, LAYOUT, TOPOLOGY } from "./head_runs.ts";

const RIDGE = 3, FACTORS = Array.from({ length: 13 }, (_, i) => 2 ** (i / 2));

/** Every second of the first images is labelled wrongly: who holds them is best off with an unsure head. */
function wrongUpTo(count: number) {
  const labels = EXAMPLES.labels.map((label, i) => i < count && i % 2 === 1 ? (label + 1) % 4 : label);
  return { images: EXAMPLES.images, labels };
}

/** `length` times one of these images, in turn. */
function repeated(indices: Uint32Array, length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, i) => indices[i % indices.length]);
}

function best(losses: readonly number[]): number {
  return FACTORS[losses.indexOf(Math.min(...losses))];
}

for (
  const [wrong, sizes] of [
    // A client's images count as often as it has them, also where it is asked about a part of them …
    [20, [320, 60]],
    // … and where it has only a few.
    [10, [10, 2400]],
  ] as const
) {
  Deno.test(`clients with ${sizes.join(" and ")} images: the head's factor is the best for all images, each counting once`, async () => {
    const examples = wrongUpTo(wrong);
    const partition = [ALL.slice(0, wrong), ALL.slice(wrong, wrong === 20 ? 80 : undefined)].map((
      indices,
      k,
    ) => repeated(indices, sizes[k]));
    const run = {
      ...headRun(fed3R({ ridge: RIDGE }), partition),
      examples,
      test: { examples, indices: ALL },
    };
    const start = initialModel(run.network, run.seed);
    const engine = await createEngine(TOPOLOGY);
    engine.parameters.set(start);
    const together = Uint32Array.from(partition.flatMap((indices) => [...indices]));
    const { gram, classSums, counts } = await featureMoments(engine, examples, together);
    const sums = {
      gram: Float64Array.from(gram),
      classSums: Float64Array.from(classSums),
      counts: Float64Array.from(counts),
    };
    const head = ridgeHead(sums, RIDGE)!;
    /** With each factor, the mean loss over these images. */
    const lossesOn = (indices: Uint32Array) =>
      Promise.all(FACTORS.map(async (factor) => {
        const model = withHead(start, LAYOUT, head, factor);
        return (await evaluateModel(run.executor, run.network, model, { examples, indices })).loss;
      }));
    const factor = best(await lossesOn(together));
    const each = [await lossesOn(partition[0]), await lossesOn(partition[1])];
    assert(
      factor !== best(each[0].map((loss, i) => loss + each[1][i])),
      "counted by clients it is another",
    );
    const [{ parameters }] = await Array.fromAsync(federated(run));
    const { offset } = LAYOUT.at(-2)!;
    assertAlmostEquals(parameters[offset] / head.kernel[0], factor, 1e-3);
  });
}
