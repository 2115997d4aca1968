/**
 * Softmax cross-entropy from logits (n × classes): returns the sum of the losses over the n images, writes each
 * image's predicted class and, unless `gradient` is 0, d loss / d logits · `scale` (1 / batch for the mean).
 */
export function softmax_cross_entropy(logits: usize, labels: usize, gradient: usize, predictions: usize, n: i32, classes: i32, scale: f32): f64 {
  let total: f64 = 0;
  const row = <usize>classes << 2;
  for (let i = 0; i < n; i++, logits += row) {
    let best = f32.load(logits), bestAt = 0;
    for (let c = 1; c < classes; c++) {
      const value = f32.load(logits + (<usize>c << 2));
      if (value > best) best = value, bestAt = c;
    }
    store<u8>(predictions + i, <u8>bestAt);
    let sum: f32 = 0;
    const label = <i32>load<u8>(labels + i);
    for (let c = 0; c < classes; c++) {
      const e = Mathf.exp(f32.load(logits + (<usize>c << 2)) - best);
      sum += e;
      if (gradient) f32.store(gradient + (<usize>c << 2), e);
    }
    total += Math.log(<f64>sum) - (<f64>f32.load(logits + (<usize>label << 2)) - <f64>best);
    if (gradient) {
      const factor = scale / sum;
      for (let c = 0; c < classes; c++) {
        const at = gradient + (<usize>c << 2);
        f32.store(at, f32.load(at) * factor);
      }
      const at = gradient + (<usize>label << 2);
      f32.store(at, f32.load(at) - scale);
      gradient += row;
    }
  }
  return total;
}

/** Softmax of each row of logits (n × classes) into `y`. */
export function softmax(logits: usize, y: usize, n: i32, classes: i32): void {
  const row = <usize>classes << 2;
  for (let i = 0; i < n; i++, logits += row, y += row) {
    let best = f32.load(logits);
    for (let c = 1; c < classes; c++) best = max(best, f32.load(logits + (<usize>c << 2)));
    let sum: f32 = 0;
    for (let c = 0; c < classes; c++) {
      const e = Mathf.exp(f32.load(logits + (<usize>c << 2)) - best);
      f32.store(y + (<usize>c << 2), e);
      sum += e;
    }
    const factor = <f32>1 / sum;
    for (let c = 0; c < classes; c++) f32.store(y + (<usize>c << 2), f32.load(y + (<usize>c << 2)) * factor);
  }
}

/** x ← scale · x + shift in each of n rows of `classes` values, in place; a shift of −∞ masks a class. */
export function scale_and_shift(x: usize, scale: usize, shift: usize, n: i32, classes: i32): void {
  const row = <usize>classes << 2;
  for (let i = 0; i < n; i++, x += row) {
    for (let at: usize = 0; at < row; at += 4) {
      f32.store(x + at, f32.load(scale + at) * f32.load(x + at) + f32.load(shift + at));
    }
  }
}
