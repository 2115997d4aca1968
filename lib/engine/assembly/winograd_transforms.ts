import { madd } from "./simd";

/*
 * Winograd's transforms of one line, F(4, 3) and F(6, 3), for vectors of four channels (Lavin & Gray, arXiv
 * 1509.09308; the points of F(4, 3) are 0, ±1, ±2, ∞, those of F(6, 3) ±1/2 as well). Each function transforms `lines`
 * lines: line i's values are read at `from` + i · `fromLine`, `fromStep` bytes apart, and written at `to` in the same
 * way. A transform of a square is one of its columns and then one of its rows.
 *
 * Numbers that are more than the registers hold are read from memory: a constant of four lanes would be made anew for
 * each use.
 */

/** A number in all four lanes. */
@inline
function number(at: usize, index: usize): v128 {
  return v128.load32_splat(at + (index << 2));
}

const INPUT_FOUR = memory.data<f32>([4, -5, -4, 2]);
const OUTPUT_FOUR = memory.data<f32>([2, 4, 8]);
const KERNEL_FOUR = memory.data<f32>([1 / 4, -1 / 6, 1 / 24, 1 / 12, 1 / 6]);

/** Bᵀ d of F(4, 3): six values from six. */
export function inputOfFour(from: usize, fromStep: usize, fromLine: usize, to: usize, toStep: usize, toLine: usize, lines: i32): void {
  for (; lines > 0; --lines, from += fromLine, to += toLine) {
    const d0 = v128.load(from), d1 = v128.load(from + fromStep), d2 = v128.load(from + 2 * fromStep);
    const d3 = v128.load(from + 3 * fromStep), d4 = v128.load(from + 4 * fromStep), d5 = v128.load(from + 5 * fromStep);
    const four = number(INPUT_FOUR, 0), minusFive = number(INPUT_FOUR, 1), minusFour = number(INPUT_FOUR, 2);
    v128.store(to, madd(four, d0, madd(minusFive, d2, d4)));
    const a = madd(minusFour, d2, d4), b = madd(minusFour, d1, d3);
    v128.store(to + toStep, f32x4.add(a, b)), v128.store(to + 2 * toStep, f32x4.sub(a, b));
    const c = f32x4.sub(d4, d2), d = f32x4.mul(number(INPUT_FOUR, 3), f32x4.sub(d3, d1));
    v128.store(to + 3 * toStep, f32x4.add(c, d)), v128.store(to + 4 * toStep, f32x4.sub(c, d));
    v128.store(to + 5 * toStep, madd(four, d1, madd(minusFive, d3, d5)));
  }
}

/** Aᵀ m of F(4, 3): four values from six. */
export function outputOfFour(from: usize, fromStep: usize, fromLine: usize, to: usize, toStep: usize, toLine: usize, lines: i32): void {
  for (; lines > 0; --lines, from += fromLine, to += toLine) {
    const m1 = v128.load(from + fromStep), m2 = v128.load(from + 2 * fromStep);
    const m3 = v128.load(from + 3 * fromStep), m4 = v128.load(from + 4 * fromStep);
    const s12 = f32x4.add(m1, m2), d12 = f32x4.sub(m1, m2), s34 = f32x4.add(m3, m4), d34 = f32x4.sub(m3, m4);
    v128.store(to, f32x4.add(f32x4.add(v128.load(from), s12), s34));
    v128.store(to + toStep, madd(number(OUTPUT_FOUR, 0), d34, d12));
    v128.store(to + 2 * toStep, madd(number(OUTPUT_FOUR, 1), s34, s12));
    v128.store(to + 3 * toStep, f32x4.add(madd(number(OUTPUT_FOUR, 2), d34, d12), v128.load(from + 5 * fromStep)));
  }
}

/** G g of F(4, 3): six values from three. */
export function kernelOfFour(from: usize, fromStep: usize, fromLine: usize, to: usize, toStep: usize, toLine: usize, lines: i32): void {
  for (; lines > 0; --lines, from += fromLine, to += toLine) {
    const g0 = v128.load(from), g1 = v128.load(from + fromStep), g2 = v128.load(from + 2 * fromStep);
    const minusSixth = number(KERNEL_FOUR, 1);
    v128.store(to, f32x4.mul(number(KERNEL_FOUR, 0), g0));
    const a = f32x4.mul(minusSixth, f32x4.add(g0, g2)), b = f32x4.mul(minusSixth, g1);
    v128.store(to + toStep, f32x4.add(a, b)), v128.store(to + 2 * toStep, f32x4.sub(a, b));
    const c = madd(number(KERNEL_FOUR, 2), g0, f32x4.mul(number(KERNEL_FOUR, 4), g2)), d = f32x4.mul(number(KERNEL_FOUR, 3), g1);
    v128.store(to + 3 * toStep, f32x4.add(c, d)), v128.store(to + 4 * toStep, f32x4.sub(c, d));
    v128.store(to + 5 * toStep, g2);
  }
}

const INPUT_SIX = memory.data<f32>([5.25, -4.25, 0.25, -1.25, 0.5, -2.5, 2, 4, -5]);
const OUTPUT_SIX = memory.data<f32>([2, 1 / 2, 4, 1 / 4, 8, 1 / 8, 16, 1 / 16, 32, 1 / 32]);
const KERNEL_SIX = memory.data<f32>([-2 / 9, 1 / 90, 1 / 45, 2 / 45, 32 / 45, 16 / 45, 8 / 45]);

/** Bᵀ d of F(6, 3): eight values from eight. */
export function inputOfSix(from: usize, fromStep: usize, fromLine: usize, to: usize, toStep: usize, toLine: usize, lines: i32): void {
  for (; lines > 0; --lines, from += fromLine, to += toLine) {
    const d0 = v128.load(from), d1 = v128.load(from + fromStep), d2 = v128.load(from + 2 * fromStep), d3 = v128.load(from + 3 * fromStep);
    const d4 = v128.load(from + 4 * fromStep), d5 = v128.load(from + 5 * fromStep), d6 = v128.load(from + 6 * fromStep), d7 = v128.load(from + 7 * fromStep);
    const outer = number(INPUT_SIX, 0);
    v128.store(to, madd(outer, f32x4.sub(d4, d2), f32x4.sub(d0, d6)));
    v128.store(to + 7 * toStep, madd(outer, f32x4.sub(d3, d5), f32x4.sub(d7, d1)));
    const middle = number(INPUT_SIX, 1);
    const a = madd(middle, d4, f32x4.add(d2, d6)), b = madd(middle, d3, f32x4.add(d1, d5));
    v128.store(to + toStep, f32x4.add(a, b)), v128.store(to + 2 * toStep, f32x4.sub(a, b));
    const half = number(INPUT_SIX, 4), two = number(INPUT_SIX, 6), inner = f32x4.mul(number(INPUT_SIX, 5), d3);
    const c = madd(number(INPUT_SIX, 2), d2, madd(number(INPUT_SIX, 3), d4, d6)), d = madd(half, d1, madd(two, d5, inner));
    v128.store(to + 3 * toStep, f32x4.add(c, d)), v128.store(to + 4 * toStep, f32x4.sub(c, d));
    const e = madd(number(INPUT_SIX, 7), d2, madd(number(INPUT_SIX, 8), d4, d6)), f = madd(two, d1, madd(half, d5, inner));
    v128.store(to + 5 * toStep, f32x4.add(e, f)), v128.store(to + 6 * toStep, f32x4.sub(e, f));
  }
}

/** Aᵀ m of F(6, 3): six values from eight. */
export function outputOfSix(from: usize, fromStep: usize, fromLine: usize, to: usize, toStep: usize, toLine: usize, lines: i32): void {
  for (; lines > 0; --lines, from += fromLine, to += toLine) {
    const m1 = v128.load(from + fromStep), m2 = v128.load(from + 2 * fromStep), m3 = v128.load(from + 3 * fromStep);
    const m4 = v128.load(from + 4 * fromStep), m5 = v128.load(from + 5 * fromStep), m6 = v128.load(from + 6 * fromStep);
    const s12 = f32x4.add(m1, m2), d12 = f32x4.sub(m1, m2), s34 = f32x4.add(m3, m4), d34 = f32x4.sub(m3, m4);
    const s56 = f32x4.add(m5, m6), d56 = f32x4.sub(m5, m6);
    v128.store(to, f32x4.add(f32x4.add(v128.load(from), s12), f32x4.add(s34, s56)));
    v128.store(to + toStep, madd(number(OUTPUT_SIX, 0), d34, madd(number(OUTPUT_SIX, 1), d56, d12)));
    v128.store(to + 2 * toStep, madd(number(OUTPUT_SIX, 2), s34, madd(number(OUTPUT_SIX, 3), s56, s12)));
    v128.store(to + 3 * toStep, madd(number(OUTPUT_SIX, 4), d34, madd(number(OUTPUT_SIX, 5), d56, d12)));
    v128.store(to + 4 * toStep, madd(number(OUTPUT_SIX, 6), s34, madd(number(OUTPUT_SIX, 7), s56, s12)));
    const last = f32x4.add(d12, v128.load(from + 7 * fromStep));
    v128.store(to + 5 * toStep, madd(number(OUTPUT_SIX, 8), d34, madd(number(OUTPUT_SIX, 9), d56, last)));
  }
}

/** G g of F(6, 3): eight values from three. */
export function kernelOfSix(from: usize, fromStep: usize, fromLine: usize, to: usize, toStep: usize, toLine: usize, lines: i32): void {
  for (; lines > 0; --lines, from += fromLine, to += toLine) {
    const g0 = v128.load(from), g1 = v128.load(from + fromStep), g2 = v128.load(from + 2 * fromStep);
    v128.store(to, g0), v128.store(to + 7 * toStep, g2);
    const ninths = number(KERNEL_SIX, 0);
    const a = f32x4.mul(ninths, f32x4.add(g0, g2)), b = f32x4.mul(ninths, g1);
    v128.store(to + toStep, f32x4.add(a, b)), v128.store(to + 2 * toStep, f32x4.sub(a, b));
    const c = madd(number(KERNEL_SIX, 1), g0, f32x4.mul(number(KERNEL_SIX, 3), g2)), d = f32x4.mul(number(KERNEL_SIX, 2), g1);
    v128.store(to + 3 * toStep, f32x4.add(c, d)), v128.store(to + 4 * toStep, f32x4.sub(c, d));
    const e = madd(number(KERNEL_SIX, 4), g0, f32x4.mul(number(KERNEL_SIX, 6), g2)), f = f32x4.mul(number(KERNEL_SIX, 5), g1);
    v128.store(to + 5 * toStep, f32x4.add(e, f)), v128.store(to + 6 * toStep, f32x4.sub(e, f));
  }
}
