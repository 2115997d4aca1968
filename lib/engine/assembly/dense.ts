import { packPanels, packTransposed, transpose } from "./packing";
import { least } from "./simd";
import { PANEL, rowsOfNext, tile, TILE } from "./tile";

/** Rows of W packed at a time: with 32 images, what a row of tiles reads stays in the first-level cache. */
const DEPTH: i32 = 128;

/** W (depth × n) as `dense_forward` reads it: 128 rows after 128 rows, each in panels of 8 columns. `panels`: depth · (n rounded up to 8) floats. */
export function dense_pack(w: usize, panels: usize, depth: i32, n: i32): void {
  const wide = <usize>((n + PANEL - 1) / PANEL) << 5;
  for (let k = 0; k < depth; k += DEPTH) packPanels(w + (<usize>(k * n) << 2), least(DEPTH, depth - k), n, panels + <usize>k * wide);
}

/**
 * Y (m × n) = X (m × depth) · W (depth × n) + bias, then ReLU if asked. `panels`: 128 · (n rounded up to 8) floats of scratch
 * or, where `w` is 0, what `dense_pack` made of W. `turned`: 128 · m floats of scratch.
 */
export function dense_forward(x: usize, w: usize, bias: usize, y: usize, m: i32, depth: i32, n: i32, relu: bool, panels: usize, turned: usize): void {
  for (let k = 0; k < depth; k += DEPTH) {
    const part = least(DEPTH, depth - k), panelBytes = <usize>part << 5;
    let panel = panels;
    if (w) packPanels(w + (<usize>(k * n) << 2), part, n, panel);
    transpose(x + (<usize>k << 2), <usize>depth << 2, m, part, turned, <usize>m << 2);
    for (let j = 0; j < n; j += PANEL, panel += panelBytes) {
      const columns = least(PANEL, n - j);
      for (let i = 0, rows = 0; i < m; i += rows) {
        rows = rowsOfNext(m - i, TILE);
        tile(rows, columns, turned + (<usize>i << 2), <usize>m << 2, part, panel, y + (<usize>(i * n + j) << 2), <usize>n << 2, k > 0, bias + (<usize>j << 2), relu && k + part == depth);
      }
    }
    if (!w) panels = panel;
  }
}

/** dX (m × depth) = dY (m × n) · Wᵀ. `panels`: n · m + 8 · n floats of scratch. */
export function dense_input_gradient(dy: usize, w: usize, dx: usize, m: i32, depth: i32, n: i32, panels: usize): void {
  const row = <usize>n << 2, turned = panels + <usize>n * 32;
  transpose(dy, row, m, n, turned, <usize>m << 2);
  for (let k = 0; k < depth; k += PANEL) {
    const columns = least(PANEL, depth - k);
    packTransposed(w + <usize>k * row, row, n, columns, panels);
    for (let i = 0, rows = 0; i < m; i += rows) {
      rows = rowsOfNext(m - i, TILE);
      tile(rows, columns, turned + (<usize>i << 2), <usize>m << 2, n, panels, dx + (<usize>(i * depth + k) << 2), <usize>depth << 2, false, 0, false);
    }
  }
}

/** dW (depth × n) = Xᵀ · dY and dB = the sum of dY's rows. `panels`: m · (n rounded up to 8) floats of scratch. */
export function dense_weight_gradient(x: usize, dy: usize, dw: usize, db: usize, m: i32, depth: i32, n: i32, panels: usize): void {
  const panelBytes = <usize>m << 5, row = <usize>n << 2;
  packPanels(dy, m, n, panels);
  memory.fill(db, 0, row);
  for (let i = 0, from = dy; i < m; i++) {
    for (let at = db; at < db + row; at += 4, from += 4) f32.store(at, f32.load(at) + f32.load(from));
  }
  for (let k = 0; k < depth; k += TILE) {
    for (let j = 0, panel = panels; j < n; j += PANEL, panel += panelBytes) {
      tile(least(TILE, depth - k), least(PANEL, n - j), x + (<usize>k << 2), <usize>depth << 2, m, panel, dw + <usize>k * row + (<usize>j << 2), row, false, 0, false);
    }
  }
}

/**
 * G (depth × depth) = Xᵀ · X of m rows, which is symmetric: only what lies on and above its diagonal is written, in
 * whole tiles. `panels`: m × (depth rounded up to 8) floats of scratch.
 */
export function gram(x: usize, g: usize, m: i32, depth: i32, panels: usize): void {
  const panelBytes = <usize>m << 5, row = <usize>depth << 2;
  packPanels(x, m, depth, panels);
  for (let k = 0; k < depth; k += TILE) {
    const first = k & ~(PANEL - 1);
    for (let j = first, panel = panels + <usize>(first / PANEL) * panelBytes; j < depth; j += PANEL, panel += panelBytes) {
      tile(least(TILE, depth - k), least(PANEL, depth - j), x + (<usize>k << 2), row, m, panel, g + <usize>k * row + (<usize>j << 2), row, false, 0, false);
    }
  }
}
