import * as tf from "@tensorflow/tfjs";
import { testWith } from "../permission.ts";
import { assertFastEqualsCpu, random } from "./both_backends.ts";

type Pad = "same" | "valid" | number | [[0, 0], [number, number], [number, number], [0, 0]];

interface Convolution {
  /** Images, height, width, channels. */
  readonly input: [number, number, number, number];
  readonly kernel: [number, number];
  /** Output channels; of a depthwise convolution the multiplier. */
  readonly filters: number;
  readonly strides: [number, number];
  readonly pad: Pad;
}

const explicit = (top: number, bottom: number, left: number, right: number): Pad => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

const CONVOLUTIONS: readonly Convolution[] = [
  { input: [2, 9, 8, 1], kernel: [3, 3], filters: 8, strides: [1, 1], pad: "valid" },
  { input: [3, 7, 7, 3], kernel: [3, 3], filters: 5, strides: [1, 1], pad: "same" },
  { input: [2, 8, 9, 12], kernel: [3, 3], filters: 17, strides: [1, 1], pad: "valid" },
  { input: [2, 8, 9, 32], kernel: [3, 3], filters: 16, strides: [2, 2], pad: "same" },
  { input: [1, 11, 10, 13], kernel: [5, 4], filters: 9, strides: [2, 3], pad: "valid" },
  { input: [2, 6, 7, 5], kernel: [1, 1], filters: 12, strides: [1, 1], pad: "valid" },
  { input: [2, 7, 6, 4], kernel: [1, 1], filters: 3, strides: [2, 2], pad: "same" },
  { input: [1, 9, 9, 2], kernel: [2, 2], filters: 8, strides: [3, 3], pad: "valid" },
  { input: [1, 6, 5, 16], kernel: [3, 3], filters: 8, strides: [1, 2], pad: explicit(0, 2, 3, 1) },
  { input: [1, 5, 5, 3], kernel: [3, 3], filters: 2, strides: [1, 1], pad: 4 },
  { input: [1, 2, 130, 3], kernel: [2, 7], filters: 10, strides: [1, 1], pad: "same" },
  { input: [1, 4, 4, 40], kernel: [4, 4], filters: 24, strides: [1, 1], pad: "valid" },
  { input: [2, 5, 4, 1], kernel: [5, 4], filters: 1, strides: [1, 1], pad: "valid" },
];

for (const convolution of CONVOLUTIONS) {
  const { input, kernel, filters, strides, pad } = convolution;
  const text = JSON.stringify(convolution);
  testWith({ read: true }, `convolution and its gradients equal the cpu backend's: ${text}`, async () => {
    const filterShape: [number, number, number, number] = [...kernel, input[3], filters];
    const attrs = { strides, pad, dataFormat: "NHWC" };
    const { outShape } = tf.backend_util.computeConv2DInfo(input, filterShape, strides, 1, pad);
    const x = random(input), filter = random(filterShape), bias = random([filters]);
    await assertFastEqualsCpu("Conv2D", { x, filter }, { ...attrs, dilations: 1 }, text);
    for (const activation of ["linear", "relu"]) {
      const fused = { ...attrs, dilations: 1, activation };
      await assertFastEqualsCpu("FusedConv2D", { x, filter, bias }, fused, text);
    }
    for (const zeros of [0, 0.8]) {
      const dy = random(outShape, zeros);
      const filterAttrs = { ...attrs, filterShape }, inputAttrs = { ...attrs, inputShape: input };
      await assertFastEqualsCpu("Conv2DBackpropFilter", { x, dy }, filterAttrs, `${text}, zeros ${zeros}`);
      await assertFastEqualsCpu("Conv2DBackpropInput", { dy, filter }, inputAttrs, `${text}, zeros ${zeros}`);
    }
  });
}

const DEPTHWISE: readonly Convolution[] = [
  { input: [2, 7, 6, 8], kernel: [3, 3], filters: 1, strides: [1, 1], pad: "same" },
  { input: [2, 8, 7, 11], kernel: [3, 2], filters: 1, strides: [2, 2], pad: "same" },
  { input: [1, 6, 6, 3], kernel: [3, 3], filters: 2, strides: [1, 1], pad: "valid" },
  { input: [2, 5, 9, 4], kernel: [2, 3], filters: 3, strides: [2, 2], pad: "same" },
  { input: [1, 4, 4, 1], kernel: [3, 3], filters: 5, strides: [1, 1], pad: 3 },
  { input: [1, 3, 3, 4], kernel: [5, 5], filters: 1, strides: [1, 1], pad: "same" },
];

for (const convolution of DEPTHWISE) {
  const { input, kernel, filters, strides, pad } = convolution;
  const text = JSON.stringify(convolution);
  testWith({ read: true }, `depthwise gradients equal the cpu backend's: ${text}`, async () => {
    const filterShape: [number, number, number, number] = [...kernel, input[3], filters];
    const attrs = { strides, pad, dilations: [1, 1], filterShape, inputShape: input };
    const { outShape } = tf.backend_util.computeConv2DInfo(
      input,
      filterShape,
      strides,
      1,
      pad,
      undefined,
      true,
    );
    const x = random(input), filter = random(filterShape), dy = random(outShape);
    await assertFastEqualsCpu("DepthwiseConv2dNativeBackpropFilter", { x, dy }, attrs, text);
    await assertFastEqualsCpu("DepthwiseConv2dNativeBackpropInput", { dy, filter }, attrs, text);
  });
}
