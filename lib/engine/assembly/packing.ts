import { PANEL } from "./tile";

/**
 * Packs a rows × n matrix into panels of 8 columns, one behind the other, a row at a time: memory is read as it lies.
 * The last panel's missing columns are 0.
 */
export function packPanels(b: usize, rows: i32, n: i32, panels: usize): void {
  const panelBytes = <usize>rows << 5, whole = n & ~(PANEL - 1);
  for (let k = 0; k < rows; k++, b += <usize>n << 2, panels += 32) {
    let from = b, to = panels;
    for (let j = 0; j < whole; j += PANEL, from += 32, to += panelBytes) {
      v128.store(to, v128.load(from)), v128.store(to, v128.load(from, 16), 16);
    }
    if (whole < n) {
      for (let j = 0; j < PANEL; j++) f32.store(to + (j << 2), whole + j < n ? f32.load(from + (j << 2)) : 0);
    }
  }
}

/** The transpose of a 4 × 4 block: rows `fromRow` bytes apart become columns, `toRow` bytes between the new rows. */
@inline
export function transposeFour(from: usize, fromRow: usize, to: usize, toRow: usize): void {
  const r0 = v128.load(from), r1 = v128.load(from + fromRow), r2 = v128.load(from + 2 * fromRow), r3 = v128.load(from + 3 * fromRow);
  const t0 = i32x4.shuffle(r0, r1, 0, 4, 1, 5), t1 = i32x4.shuffle(r2, r3, 0, 4, 1, 5);
  const t2 = i32x4.shuffle(r0, r1, 2, 6, 3, 7), t3 = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(t0, t1, 0, 2)), v128.store(to + toRow, i64x2.shuffle(t0, t1, 1, 3));
  v128.store(to + 2 * toRow, i64x2.shuffle(t2, t3, 0, 2)), v128.store(to + 3 * toRow, i64x2.shuffle(t2, t3, 1, 3));
}

/** The transpose of a rows × columns matrix with `fromRow` bytes between its rows, `toRow` between those of the result. */
export function transpose(from: usize, fromRow: usize, rows: i32, columns: i32, to: usize, toRow: usize): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4, from += 4 * fromRow, to += 16) {
    let j = 0, block = from, at = to;
    for (; j + 4 <= columns; j += 4, block += 16, at += 4 * toRow) transposeFour(block, fromRow, at, toRow);
    for (; j < columns; j++, block += 4, at += toRow) {
      for (let k: usize = 0; k < 4; k++) f32.store(at + (k << 2), f32.load(block + k * fromRow));
    }
  }
  for (; i < rows; i++, from += fromRow, to += 4) {
    for (let j = 0, value = from, at = to; j < columns; j++, value += 4, at += toRow) f32.store(at, f32.load(value));
  }
}

/** Packs the transpose into a panel: its column j is row j of B, `bRow` bytes between rows, `depth` long; missing columns are 0. */
export function packTransposed(b: usize, bRow: usize, depth: i32, columns: i32, panel: usize): void {
  if (columns < PANEL) memory.fill(panel, 0, <usize>depth << 5);
  transpose(b, bRow, columns, depth, panel, 32);
}
