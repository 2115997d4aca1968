import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { registerFastKernels } from "../../lib/tfjs_backend/mod.ts";
import { runtimeOf } from "../../lib/tfjs_backend/kernels.ts";
import type { WasmBackend } from "../../lib/tfjs_backend/backend.ts";
import { testWith } from "../permission.ts";
import {
  assertFastEqualsCpu,
  byBackend,
  byFastKernel,
  type Given,
  random,
  relativeError,
} from "./both_backends.ts";

const relu = ({ shape, values }: Given): Given => ({ shape, values: values.map((v) => Math.max(v, 0)) });

testWith({ read: true }, "the gradient of a max-pool equals the cpu backend's, ties included", async () => {
  type Pool = [
    input: number[],
    filterSize: [number, number],
    strides: [number, number],
    pad: "same" | "valid" | 1,
  ];
  const pools: Pool[] = [
    [[2, 9, 8, 5], [2, 2], [2, 2], "valid"],
    [[2, 9, 8, 8], [3, 3], [2, 2], "same"],
    [[1, 7, 7, 4], [3, 2], [1, 1], "valid"],
    [[1, 6, 7, 6], [2, 3], [1, 2], "same"],
    [[1, 9, 9, 3], [2, 2], [3, 3], "valid"],
    [[1, 5, 5, 4], [3, 3], [1, 1], 1],
  ];
  for (const [shape, filterSize, strides, pad] of pools) {
    const attrs = { filterSize, strides, pad }, input = relu(random(shape, 0.3));
    const output = await byBackend("cpu", "MaxPool", { x: input }, attrs);
    const dy = random(output.shape);
    await assertFastEqualsCpu("MaxPoolGrad", { dy, input, output }, attrs, JSON.stringify([shape, attrs]));
  }
});

testWith(
  { read: true },
  "matrix products equal the cpu backend's: transposes, remainders, batches",
  async () => {
    const sizes = [[1, 1, 1], [7, 5, 3], [32, 300, 17], [6, 64, 8], [33, 9, 82], [2, 520, 24]];
    const batches = [[[], []], [[3], [3]], [[1], [4]], [[2, 3], [2, 3]], [[5], []]];
    for (const [m, depth, n] of sizes) {
      for (const [batchA, batchB] of m === 7 ? batches : batches.slice(0, 1)) {
        for (const [transposeA, transposeB] of [[false, false], [true, false], [false, true]]) {
          const a = random([...batchA, ...(transposeA ? [depth, m] : [m, depth])]);
          const b = random([...batchB, ...(transposeB ? [n, depth] : [depth, n])]);
          const text = JSON.stringify([a.shape, b.shape, transposeA, transposeB]);
          await assertFastEqualsCpu("BatchMatMul", { a, b }, { transposeA, transposeB }, text);
        }
      }
    }
  },
);

testWith(
  { read: true },
  "batches that repeat each other's matrices give the products of the repeated",
  async () => {
    // The cpu backend computes the first three of these six only.
    const a = random([2, 1, 3, 4]), b = random([3, 4, 5]);
    const { values } = (await byFastKernel("BatchMatMul", { a, b }, {}))!;
    const repeatedA = await byBackend("cpu", "Tile", { x: a }, { reps: [1, 3, 1, 1] });
    const repeatedB = await byBackend("cpu", "Tile", { x: { ...b, shape: [1, 3, 4, 5] } }, {
      reps: [2, 1, 1, 1],
    });
    const attrs = { transposeA: false, transposeB: false };
    const truth = await byBackend("cpu", "BatchMatMul", { a: repeatedA, b: repeatedB }, attrs);
    assertEquals(truth.shape, [2, 3, 3, 5]);
    assert(relativeError(values, truth.values) < 1e-5);
  },
);

testWith({ read: true }, "fused matrix products equal the cpu backend's: bias, ReLU", async () => {
  for (const [m, depth, n] of [[5, 300, 19], [32, 16, 8]]) {
    const a = random([1, m, depth]), b = random([1, depth, n]), bias = random([n]);
    for (const activation of ["linear", "relu"]) {
      const attrs = { transposeA: false, transposeB: false, activation };
      await assertFastEqualsCpu(
        "_FusedMatMul",
        { a, b, bias },
        attrs,
        JSON.stringify([m, depth, n, activation]),
      );
      await assertFastEqualsCpu(
        "_FusedMatMul",
        { a, b },
        attrs,
        `${JSON.stringify([m, depth, n])} without bias`,
      );
    }
  }
});

testWith({ read: true }, "sums and means over the first axes equal the cpu backend's", async () => {
  const cases: [number[], number[]][] = [
    [[5, 3], [0]],
    [[1000, 37], [0]],
    [[2, 9, 8, 32], [0, 1, 2]],
    [[3, 4, 5, 6], [1, 0]],
    [[600, 2, 3], [-3]],
  ];
  for (const [shape, axis] of cases) {
    for (const keepDims of [false, true]) {
      const attrs = { axis, keepDims }, text = JSON.stringify([shape, attrs]);
      await assertFastEqualsCpu("Sum", { x: random(shape) }, attrs, text);
      await assertFastEqualsCpu("Mean", { x: random(shape) }, attrs, text);
    }
  }
});

testWith({ read: true }, "copies equal the cpu backend's: tile, gather, cast, identity", async () => {
  const ints: Given = { shape: [3], values: [2 ** 24 + 1, -7, 5], dtype: "int32" };
  const flags: Given = { shape: [2, 2], values: [1, 0, 0, 1], dtype: "bool" };
  const tiles: [Given, number[]][] = [
    [random([3]), [4]],
    [random([1, 1, 5]), [3, 2, 1]],
    [random([2, 3]), [2, 3]],
    [random([2, 1]), [1, 7]],
    [random([2, 3]), [1, 1]],
    [{ ...ints, shape: [1, 3] }, [2, 2]],
    [flags, [2, 3]],
  ];
  for (const [x, reps] of tiles) {
    await assertFastEqualsCpu("Tile", { x }, { reps }, JSON.stringify([x.shape, reps]));
  }
  const indices: Given = { shape: [2, 3], values: [4, 0, 1, 1, 3, 2], dtype: "int32" };
  const attrs = { axis: 0, batchDims: 0 };
  await assertFastEqualsCpu("GatherV2", { x: random([5, 3, 2]), indices }, attrs, "rows of 3 × 2");
  await assertFastEqualsCpu(
    "GatherV2",
    { x: { ...ints, shape: [3], values: [1, 2, 3] }, indices: { ...ints, values: [2, 0, 2] } },
    attrs,
    "ints",
  );
  await assertFastEqualsCpu("Cast", { x: random([4]) }, { dtype: "float32" }, "to its own type");
  await assertFastEqualsCpu("Identity", { x: flags }, {}, "of flags");
});

testWith({ read: true }, "comparisons that broadcast equal the cpu backend's", async () => {
  const a: Given = { shape: [2, 3, 4], values: Array.from({ length: 24 }, (_, i) => i % 5) };
  for (const shape of [[4], [3, 1], [2, 1, 1], [2, 3, 1]]) {
    const length = shape.reduce((product, side) => product * side);
    const b: Given = { shape, values: Array.from({ length }, (_, i) => i % 4) };
    for (const name of ["Equal", "NotEqual", "Greater", "GreaterEqual", "Less", "LessEqual"]) {
      await assertFastEqualsCpu(name, { a, b }, {}, JSON.stringify(shape));
      await assertFastEqualsCpu(name, { a: b, b: a }, {}, `${JSON.stringify(shape)} first`);
    }
  }
});

testWith(
  { read: true },
  "an embedding's gradient equals the cpu backend's; ids out of range are left out",
  async () => {
    const segmentIds: Given = { shape: [6], values: [4, 0, 1, 1, -1, 9], dtype: "int32" };
    await assertFastEqualsCpu(
      "UnsortedSegmentSum",
      { x: random([6, 5]), segmentIds },
      { numSegments: 6 },
      "",
    );
  },
);

testWith({ read: true }, "ReLU's gradient is dy where x is positive", async () => {
  const x = random([3, 7], 0.2), dy = random([3, 7], 0, 2);
  const dx = await byFastKernel("ReluGrad", { x, dy }, {});
  assertEquals(dx!.values, dy.values.map((v, i) => x.values[i] > 0 ? Math.fround(v) : 0));
});

testWith({ read: true }, "what the fast kernels leave alone still equals the cpu backend's", async () => {
  const x = random([1, 7, 7, 3]), filter = random([3, 3, 3, 2]), dy = random([1, 2, 5, 5]);
  const ints: Given = { shape: [2, 3], values: [1, 2, 3, 4, 5, 6], dtype: "int32" };
  const conv = { strides: 1, pad: "valid", dataFormat: "NHWC" };
  const cases: [string, Record<string, Given>, Record<string, unknown>][] = [
    ["Conv2D", { x, filter }, { ...conv, dilations: 2 }],
    ["FusedConv2D", { x, filter, bias: random([2]) }, { ...conv, dilations: 1, activation: "elu" }],
    ["Conv2DBackpropFilter", { x: random([1, 3, 7, 7]), dy }, {
      ...conv,
      dataFormat: "NCHW",
      filterShape: [3, 3, 3, 2],
    }],
    ["BatchMatMul", { a: random([4, 3]), b: random([5, 4]) }, { transposeA: true, transposeB: true }],
    ["_FusedMatMul", { a: random([1, 2, 3]), b: random([1, 3, 4]) }, {
      transposeA: false,
      transposeB: false,
      activation: "elu",
    }],
    ["Sum", { x: ints }, { axis: [0] }],
    ["Sum", { x: random([4, 5]) }, { axis: [1] }],
    ["Mean", { x: random([4, 5, 2]) }, { axis: [1] }],
    ["Cast", { x: ints }, { dtype: "float32" }],
    ["GatherV2", { x: random([3, 4]), indices: { ...ints, shape: [6], values: [0, 3, 2, 1, 1, 0] } }, {
      axis: 1,
      batchDims: 0,
    }],
    ["Equal", { a: ints, b: ints }, {}],
  ];
  for (const [name, inputs, attrs] of cases) {
    const text = `${name} ${JSON.stringify(attrs)}`;
    assertEquals(await byFastKernel(name, inputs, attrs), undefined, text);
    const ours = await byBackend("wasm", name, inputs, attrs);
    const truth = await byBackend("cpu", name, inputs, attrs);
    assertEquals(ours.shape, truth.shape, text);
    assert(relativeError(ours.values, truth.values) < 1e-5, text);
  }
});

testWith(
  { read: true },
  "the input gradient of a 3-D convolution, wrong in the wasm backend, equals the cpu's",
  async () => {
    const inputs = { dy: random([2, 3, 4, 3, 4]), filter: random([2, 2, 2, 3, 4]) };
    const attrs = { strides: 1, pad: "valid", inputShape: [2, 4, 5, 4, 3] };
    const ours = await byBackend("wasm", "Conv3DBackpropInputV2", inputs, attrs);
    assertEquals(ours, await byBackend("cpu", "Conv3DBackpropInputV2", inputs, attrs));
  },
);

testWith({ read: true }, "shared data outlives the tensor it came from, and goes with the last", async () => {
  await registerFastKernels();
  const before = tf.memory();
  const x = tf.tensor1d([1, 2, 3]), copy = x.clone();
  x.dispose();
  const added = copy.add(1);
  assertEquals(Array.from(copy.dataSync()), [1, 2, 3]);
  assertEquals(Array.from(added.dataSync()), [2, 3, 4]);
  tf.dispose([copy, added]);
  assertEquals(tf.memory().numBytes, before.numBytes);
});

testWith({ read: true }, "the kernels' static data lies below the backend's", async () => {
  await registerFastKernels();
  const { heapBase } = runtimeOf(tf.backend() as unknown as WasmBackend).kernels;
  assert(heapBase.value <= 1024, `static data ends at ${heapBase.value}`);
});

testWith(
  { read: true, env: true },
  "the committed kernels are what their source compiles to",
  async () => {
    const { compileKernels, kernelsFile, kernelsModule } = await import("../../scripts/build_kernels.ts");
    assertEquals(kernelsModule(await compileKernels("tfjs")), await Deno.readTextFile(kernelsFile("tfjs")));
  },
);
