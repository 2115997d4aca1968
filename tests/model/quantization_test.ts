import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import * as tf from "@tensorflow/tfjs";
import fc from "../properties.ts";
import {
  initialParameters,
  layersOf,
  loadModel,
  ModelError,
  parameterLayout,
  readerNetwork,
  saveModel,
} from "../../lib/model/mod.ts";
import { dequantize, quantize } from "../../lib/model/quantization.ts";
import { testWith } from "../permission.ts";

const CLASSES = ["a", "b", "c"];
const topology = readerNetwork({ classes: CLASSES.length });
const layout = parameterLayout(layersOf(topology));
const parameters = initialParameters(layout, 3);

Deno.test("hand-worked codes: three weights, four bits' worth of room", () => {
  const { quantization, codes } = quantize(Float32Array.of(-1, 0, 4.1), 8);
  assertEquals(quantization.dtype, "uint8");
  assertEquals(quantization.min, -1);
  assertAlmostEquals(quantization.scale, 5.1 / 255, 1e-8);
  assertEquals([...codes], [0, 50, 255]);
});

Deno.test("a weight moves by at most half a step, the extremes and equal weights not at all", () => {
  fc.assert(
    fc.property(
      fc.float32Array({ minLength: 1, noNaN: true, min: -1e3, max: 1e3 }),
      fc.constantFrom(8 as const, 16 as const),
      (values, bits) => {
        const { quantization, codes } = quantize(values, bits);
        const back = dequantize(codes, quantization);
        const greatest = Math.max(...values), rounding = 1e-6 * 1e3;
        values.forEach((value, i) => {
          assert(Math.abs(back[i] - value) <= quantization.scale / 2 + rounding);
          if (value === quantization.min || greatest === quantization.min) assert(back[i] === value);
        });
      },
    ),
  );
});

for (const bits of [8, 16] as const) {
  testWith(
    { read: true, write: true, net: true },
    `tf.loadLayersModel reads weights of ${bits} bits as loadModel does, to the bit`,
    async () => {
      await tf.setBackend("cpu");
      const folder = await Deno.makeTempDir({ dir: "runs" });
      await saveModel(folder, { topology, parameters, classes: CLASSES }, bits);
      const kernels = layout.filter(({ shape }) => shape.length > 1).reduce(
        (sum, { length }) => sum + length,
        0,
      );
      const biases = parameters.length - kernels;
      assertEquals((await Deno.stat(join(folder, "weights.bin"))).size, kernels * bits / 8 + 4 * biases);
      const server = Deno.serve(
        { port: 0, hostname: "127.0.0.1", onListen() {} },
        async (request) => new Response(await Deno.readFile(join(folder, new URL(request.url).pathname))),
      );
      const model = await tf.loadLayersModel(`http://127.0.0.1:${server.addr.port}/model.json`);
      await server.shutdown();
      const ours = (await loadModel(folder)).parameters;
      model.getWeights().forEach((weights, i) => {
        const { offset, length } = layout[i];
        assertEquals(weights.dataSync() as Float32Array, ours.subarray(offset, offset + length));
      });
      await Deno.remove(folder, { recursive: true });
    },
  );
}

testWith(
  { read: true, write: true },
  "quantised weights that are cut short, or of an unknown type, are refused",
  async () => {
    const folder = await Deno.makeTempDir({ dir: "runs" });
    await saveModel(folder, { topology, parameters, classes: CLASSES }, 8);
    const weights = join(folder, "weights.bin"), json = join(folder, "model.json");
    const bytes = await Deno.readFile(weights), text = await Deno.readTextFile(json);
    await Deno.writeFile(weights, bytes.subarray(1));
    await assertRejects(
      () => loadModel(folder),
      ModelError,
      `${bytes.length} bytes of weights, there are ${bytes.length - 1}`,
    );
    await Deno.writeFile(weights, bytes);
    await Deno.writeTextFile(json, text.replaceAll("uint8", "uint4"));
    await assertRejects(() => loadModel(folder), ModelError, "uint4");
    await Deno.remove(folder, { recursive: true });
  },
);
