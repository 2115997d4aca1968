/** How values are stored in fewer bits: value = min + scale · code, with a whole number as code. */
export interface Quantization {
  /** The code's type. */
  readonly dtype: "uint8" | "uint16";
  /** The distance of neighbouring values. */
  readonly scale: number;
  /** The value of code 0. */
  readonly min: number;
}

/** Bits of a saved weight: 32 is a float, the others are codes of evenly spaced values between the extremes. */
export type WeightBits = 8 | 16 | 32;

/**
 * The codes of some weights in tfjs's affine quantisation: each weight becomes the nearest of 2^bits evenly spaced values
 * from the least to the greatest.
 */
export function quantize(
  values: Float32Array,
  bits: 8 | 16,
): { readonly quantization: Quantization; readonly codes: Uint8Array | Uint16Array } {
  let min = Infinity, max = -Infinity;
  for (const value of values) min = Math.min(min, value), max = Math.max(max, value);
  const scale = (max - min) / (2 ** bits - 1) || 1;
  const codes = new (bits === 8 ? Uint8Array : Uint16Array)(values.length);
  for (let i = 0; i < values.length; i++) codes[i] = Math.round((values[i] - min) / scale);
  return { quantization: { dtype: bits === 8 ? "uint8" : "uint16", scale, min }, codes };
}

/** The weights that codes stand for, computed as tfjs does. */
export function dequantize(codes: Uint8Array | Uint16Array, { scale, min }: Quantization): Float32Array {
  const values = new Float32Array(codes.length);
  for (let i = 0; i < codes.length; i++) values[i] = codes[i] * scale + min;
  return values;
}
