import { sumOf } from "../numbers/mod.ts";
import type { Vector } from "./vectors.ts";

/**
 * Gradient inversion (Phong et al. 2017, section 3): what an update tells of the image it was made of. A dense first
 * layer's gradient is ∂L/∂W_ic = x_i ∂L/∂b_c, so an update of one step on one image holds the image x itself:
 * x_i = Σ_c ∂W_ic ∂b_c / Σ_c (∂b_c)². Of several images it gives a weighted mean of them.
 *
 * @param delta The update of a network that is one dense layer (`pixelNetwork`): its kernel, pixels × classes, then
 * its bias, of as many numbers as there are classes.
 * @returns The image, as many numbers as it has pixels, up to the scale of the network's input.
 */
export function invertUpdate(delta: Vector, classes: number): Float64Array {
  const pixels = delta.length / classes - 1, bias = delta.subarray(pixels * classes);
  const square = sumOf(Array.from(bias), (value) => value ** 2);
  return Float64Array.from({ length: pixels }, (_, i) => {
    let product = 0;
    for (let c = 0; c < classes; c++) product += delta[i * classes + c] * bias[c];
    return product / square;
  });
}
