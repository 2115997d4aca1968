import { madd } from "./simd";

/** Columns of a packed panel: two vectors. */
export const PANEL: i32 = 8;
/** Rows of a tile at most: with more, a compiler runs out of the 15 registers it has and every sum is slower. */
export const TILE: i32 = 5;

/**
 * C (rows × 8) = A (rows × K) · B (K × 8), or C += where `accumulate`, else from the bias where that is not 0; then ReLU
 * if asked. A's rows lie side by side, `aStep` bytes between the elements of one row: a matrix whose transpose is meant, or
 * one packed so. B is a packed panel of 8 columns.
 *
 * Four of A's elements come in one load and are spread by shuffles, because an engine without guard pages checks the
 * bounds of each load: five rows take four loads for ten multiply-adds. The loop is not unrolled for the same reason: it
 * has four addresses to check, and what is computed is used at once.
 */
@inline
function tileOf(rows: i32, a: usize, aStep: usize, depth: i32, b: usize, c: usize, cRow: usize, accumulate: bool, bias: usize, relu: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00, c40 = c00, c41 = c00;
  if (accumulate) {
    let d = c;
    c00 = v128.load(d), c01 = v128.load(d, 16);
    if (rows > 1) d += cRow, c10 = v128.load(d), c11 = v128.load(d, 16);
    if (rows > 2) d += cRow, c20 = v128.load(d), c21 = v128.load(d, 16);
    if (rows > 3) d += cRow, c30 = v128.load(d), c31 = v128.load(d, 16);
    if (rows > 4) d += cRow, c40 = v128.load(d), c41 = v128.load(d, 16);
  } else if (bias) {
    c00 = v128.load(bias), c01 = v128.load(bias, 16);
    c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01, c40 = c00, c41 = c01;
  }
  for (const end = b + (<usize>depth << 5); b < end; b += 32, a += aStep) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x: v128;
    if (rows > 4) x = v128.load32_splat(a, 16), c40 = madd(x, b0, c40), c41 = madd(x, b1, c41);
    if (rows > 3) {
      const four = v128.load(a);
      x = i32x4.shuffle(four, four, 0, 0, 0, 0), c00 = madd(x, b0, c00), c01 = madd(x, b1, c01);
      x = i32x4.shuffle(four, four, 1, 1, 1, 1), c10 = madd(x, b0, c10), c11 = madd(x, b1, c11);
      x = i32x4.shuffle(four, four, 2, 2, 2, 2), c20 = madd(x, b0, c20), c21 = madd(x, b1, c21);
      x = i32x4.shuffle(four, four, 3, 3, 3, 3), c30 = madd(x, b0, c30), c31 = madd(x, b1, c31);
    } else {
      x = v128.load32_splat(a), c00 = madd(x, b0, c00), c01 = madd(x, b1, c01);
      if (rows > 1) x = v128.load32_splat(a, 4), c10 = madd(x, b0, c10), c11 = madd(x, b1, c11);
      if (rows > 2) x = v128.load32_splat(a, 8), c20 = madd(x, b0, c20), c21 = madd(x, b1, c21);
    }
  }
  if (relu) {
    const zero = f32x4.splat(0);
    c00 = f32x4.pmax(c00, zero), c01 = f32x4.pmax(c01, zero);
    if (rows > 1) c10 = f32x4.pmax(c10, zero), c11 = f32x4.pmax(c11, zero);
    if (rows > 2) c20 = f32x4.pmax(c20, zero), c21 = f32x4.pmax(c21, zero);
    if (rows > 3) c30 = f32x4.pmax(c30, zero), c31 = f32x4.pmax(c31, zero);
    if (rows > 4) c40 = f32x4.pmax(c40, zero), c41 = f32x4.pmax(c41, zero);
  }
  v128.store(c, c00), v128.store(c, c01, 16);
  if (rows > 1) c += cRow, v128.store(c, c10), v128.store(c, c11, 16);
  if (rows > 2) c += cRow, v128.store(c, c20), v128.store(c, c21, 16);
  if (rows > 3) c += cRow, v128.store(c, c30), v128.store(c, c31, 16);
  if (rows > 4) c += cRow, v128.store(c, c40), v128.store(c, c41, 16);
}

/** One tile of 1 to 5 rows by 8: the sums are compiled for each number of rows. */
function wholeTile(rows: i32, a: usize, aStep: usize, depth: i32, b: usize, c: usize, cRow: usize, accumulate: bool, bias: usize, relu: bool): void {
  switch (rows) {
    case 5: tileOf(5, a, aStep, depth, b, c, cRow, accumulate, bias, relu); break;
    case 4: tileOf(4, a, aStep, depth, b, c, cRow, accumulate, bias, relu); break;
    case 3: tileOf(3, a, aStep, depth, b, c, cRow, accumulate, bias, relu); break;
    case 2: tileOf(2, a, aStep, depth, b, c, cRow, accumulate, bias, relu); break;
    default: tileOf(1, a, aStep, depth, b, c, cRow, accumulate, bias, relu);
  }
}

/** A tile's place where fewer than 8 columns are left: 6 × 8 values, then 8 of the bias. */
const corner = memory.data(6 * 32 + 32, 16);

/** The same with `columns` columns, at most 8; of the bias, and of C, only so many are read and written. */
export function tile(rows: i32, columns: i32, a: usize, aStep: usize, depth: i32, b: usize, c: usize, cRow: usize, accumulate: bool, bias: usize, relu: bool): void {
  if (columns == PANEL) {
    wholeTile(rows, a, aStep, depth, b, c, cRow, accumulate, bias, relu);
    return;
  }
  if (accumulate) copyBlock(c, cRow, corner, 32, rows, columns);
  wholeTile(rows, a, aStep, depth, b, corner, 32, accumulate, bias ? copiedBias(bias, columns) : 0, relu);
  copyBlock(corner, 32, c, cRow, rows, columns);
}

/** Rows of the first of the equal tiles that `m` rows are cut into, so that no tile is left with one row. */
@inline
export function rowsOfNext(m: i32, most: i32): i32 {
  const tiles = (m + most - 1) / most;
  return (m + tiles - 1) / tiles;
}

/** Copies a rows × columns block; strides in bytes. */
export function copyBlock(from: usize, fromRow: usize, to: usize, toRow: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++, from += fromRow, to += toRow) memory.copy(to, from, <usize>columns << 2);
}

/** Where a tile of six rows at most by 8 can be put that has fewer columns in C. */
@inline
export function cornerTile(): usize {
  return corner;
}

/** A bias of fewer than 8 values where 8 can be read. */
export function copiedBias(bias: usize, columns: i32): usize {
  memory.copy(corner + 6 * 32, bias, <usize>columns << 2);
  return corner + 6 * 32;
}
