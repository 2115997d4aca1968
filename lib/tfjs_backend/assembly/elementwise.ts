import { least, madd } from "../../engine/assembly/simd";
import { addTo } from "./geometry";

/** Rows summed apart before they join the total, so that long sums keep their digits. */
const BLOCK: i32 = 256;

/** The sums of the columns of X (rows × n), times `scale`. `sums`: n floats of scratch. */
export function sum_rows(x: usize, y: usize, rows: i32, n: i32, scale: f32, sums: usize): void {
  const bytes = <usize>n << 2;
  memory.fill(y, 0, bytes);
  for (let from = 0; from < rows; from += BLOCK) {
    const count = least(BLOCK, rows - from);
    let c: usize = 0;
    for (; c + 128 <= bytes; c += 128) sumEight(x + c, bytes, count, sums + c);
    for (; c + 16 <= bytes; c += 16) {
      let s = f32x4.splat(0);
      for (let i = 0, p = x + c; i < count; i++, p += bytes) s = f32x4.add(s, v128.load(p));
      v128.store(sums + c, s);
    }
    for (; c < bytes; c += 4) {
      let s: f32 = 0;
      for (let i = 0, p = x + c; i < count; i++, p += bytes) s += f32.load(p);
      f32.store(sums + c, s);
    }
    addTo(sums, y, n);
    x += <usize>count * bytes;
  }
  for (let c: usize = 0; c < bytes; c += 4) f32.store(y + c, f32.load(y + c) * scale);
}

/** Eight vectors side by side. */
function sumEight(p: usize, row: usize, count: i32, sums: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  for (let i = 0; i < count; i++, p += row) {
    s0 = f32x4.add(s0, v128.load(p)), s1 = f32x4.add(s1, v128.load(p, 16));
    s2 = f32x4.add(s2, v128.load(p, 32)), s3 = f32x4.add(s3, v128.load(p, 48));
    s4 = f32x4.add(s4, v128.load(p, 64)), s5 = f32x4.add(s5, v128.load(p, 80));
    s6 = f32x4.add(s6, v128.load(p, 96)), s7 = f32x4.add(s7, v128.load(p, 112));
  }
  v128.store(sums, s0), v128.store(sums, s1, 16), v128.store(sums, s2, 32), v128.store(sums, s3, 48);
  v128.store(sums, s4, 64), v128.store(sums, s5, 80), v128.store(sums, s6, 96), v128.store(sums, s7, 112);
}

/** dX = dY where X is positive, else 0. */
export function relu_gradient(x: usize, dy: usize, dx: usize, n: i32): void {
  const zero = f32x4.splat(0);
  for (; n >= 4; n -= 4, x += 16, dy += 16, dx += 16) {
    v128.store(dx, v128.and(v128.load(dy), f32x4.gt(v128.load(x), zero)));
  }
  for (; n > 0; n--, x += 4, dy += 4, dx += 4) f32.store(dx, f32.load(x) > 0 ? f32.load(dy) : 0);
}

/** How many of n floats are not 0. */
export function count_nonzero(x: usize, n: i32): i32 {
  let count = 0;
  for (; n > 0; n--, x += 4) count += <i32>(f32.load(x) != 0);
  return count;
}

/**
 * Adam (arXiv 1412.6980, algorithm 1), out of place: m′ = β₁ m + (1 − β₁) g; v′ = β₂ v + (1 − β₂) g²;
 * w′ = w − rate · m′ / (√v′ · rootCorrection + ε), the bias corrections in `rate` and `rootCorrection`.
 */
export function adam(w: usize, g: usize, m: usize, v: usize, newW: usize, newM: usize, newV: usize, n: i32, rate: f32, beta1: f32, beta2: f32, rootCorrection: f32, epsilon: f32): void {
  const b1 = f32x4.splat(beta1), o1 = f32x4.splat(1 - beta1), b2 = f32x4.splat(beta2), o2 = f32x4.splat(1 - beta2);
  const eta = f32x4.splat(rate), correction = f32x4.splat(rootCorrection), eps = f32x4.splat(epsilon);
  const whole = <usize>(n & ~3) << 2, bytes = <usize>n << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) {
    const gradient = v128.load(g + i);
    const first = madd(b1, v128.load(m + i), f32x4.mul(o1, gradient));
    const second = madd(b2, v128.load(v + i), f32x4.mul(o2, f32x4.mul(gradient, gradient)));
    v128.store(newM + i, first), v128.store(newV + i, second);
    const step = f32x4.div(f32x4.mul(eta, first), madd(f32x4.sqrt(second), correction, eps));
    v128.store(newW + i, f32x4.sub(v128.load(w + i), step));
  }
  for (; i < bytes; i += 4) {
    const gradient = f32.load(g + i);
    const first = beta1 * f32.load(m + i) + (1 - beta1) * gradient;
    const second = beta2 * f32.load(v + i) + (1 - beta2) * (gradient * gradient);
    f32.store(newM + i, first), f32.store(newV + i, second);
    f32.store(newW + i, f32.load(w + i) - rate * first / (Mathf.sqrt(second) * rootCorrection + epsilon));
  }
}
