import { assert, assertEquals } from "@std/assert";
import { createEngine } from "../../lib/engine/mod.ts";
import { NETWORKS, randomExamples, randomParameters } from "./networks.ts";
import { stream } from "../../lib/random/mod.ts";

for (
  const name of [
    "grey 3 × 3 and pool, linear, then Winograd, 8 and 16 filters",
    "dense alone, 300 inputs",
  ]
) {
  Deno.test(`weights that were packed give the same logits again, and new ones are packed anew: ${name}`, async () => {
    const topology = NETWORKS[name];
    const engine = await createEngine(topology, { batchSize: 4 });
    const examples = randomExamples(topology, 4, 1);
    engine.loadBatch(examples, [0, 1, 2, 3]);
    const logitsOf = (seed: number, sameParameters?: boolean) => {
      engine.parameters.set(randomParameters(engine.parameters.length, stream(seed, "parameters")));
      engine.evaluate(sameParameters);
      return engine.logits.slice();
    };
    const trained = () => {
      engine.computeGradient();
      return engine.logits.slice();
    };
    const first = logitsOf(1);
    assertEquals(trained(), first, "in training, where nothing is kept, they are the same to the bit");
    engine.evaluate(true);
    assertEquals(
      engine.logits.slice(),
      first,
      "a pass in training keeps nothing that evaluation could take for its own",
    );
    assertEquals(logitsOf(1, true), first);
    engine.computeGradient({ sameParameters: false });
    engine.step({ kind: "sgd", learningRate: 0.1, momentum: 0 });
    engine.evaluate(true);
    const stepped = engine.logits.slice();
    engine.evaluate();
    assertEquals(stepped, engine.logits, "a step leaves nothing kept");
    const second = logitsOf(2);
    assertEquals(trained(), second);
    assert(second.some((value, i) => value !== first[i]));
  });
}
