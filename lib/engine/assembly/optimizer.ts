import { madd } from "./simd";

/** SGD with momentum: v ← μ v + g; w ← w − η v. Vectors are padded to whole vectors with zeros. */
export function sgd_step(w: usize, g: usize, v: usize, n: i32, rate: f32, momentum: f32): void {
  const mu = f32x4.splat(momentum), eta = f32x4.splat(-rate);
  for (let end = w + (<usize>n << 2); w < end; w += 16, g += 16, v += 16) {
    const velocity = madd(mu, v128.load(v), v128.load(g));
    v128.store(v, velocity);
    v128.store(w, madd(eta, velocity, v128.load(w)));
  }
}

/**
 * Adam (arXiv 1412.6980, algorithm 1) in one pass: m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²;
 * w ← w − rate · m / (√v · inverseRootCorrection + ε), where the caller has put the bias corrections of step t
 * into rate = η / (1 − β₁ᵗ) and inverseRootCorrection = 1 / √(1 − β₂ᵗ).
 */
export function adam_step(w: usize, g: usize, m: usize, v: usize, n: i32, rate: f32, beta1: f32, beta2: f32, inverseRootCorrection: f32, epsilon: f32): void {
  const b1 = f32x4.splat(beta1), o1 = f32x4.splat(1 - beta1), b2 = f32x4.splat(beta2), o2 = f32x4.splat(1 - beta2);
  const eta = f32x4.splat(-rate), correction = f32x4.splat(inverseRootCorrection), eps = f32x4.splat(epsilon);
  for (let end = w + (<usize>n << 2); w < end; w += 16, g += 16, m += 16, v += 16) {
    const gradient = v128.load(g);
    const first = madd(b1, v128.load(m), f32x4.mul(o1, gradient));
    const second = madd(b2, v128.load(v), f32x4.mul(o2, f32x4.mul(gradient, gradient)));
    v128.store(m, first), v128.store(v, second);
    const step = f32x4.div(f32x4.mul(eta, first), madd(f32x4.sqrt(second), correction, eps));
    v128.store(w, f32x4.add(v128.load(w), step));
  }
}

/** The gradient of a client's own terms added to that of its loss: g ← g + μ (w − anchor) + linear. */
export function add_local_terms(g: usize, w: usize, anchor: usize, linear: usize, n: i32, mu: f32): void {
  const pull = f32x4.splat(mu);
  for (let end = g + (<usize>n << 2); g < end; g += 16, w += 16, anchor += 16, linear += 16) {
    const away = f32x4.sub(v128.load(w), v128.load(anchor));
    v128.store(g, f32x4.add(madd(pull, away, v128.load(g)), v128.load(linear)));
  }
}
