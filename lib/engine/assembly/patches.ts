import { copiedBias, copyBlock, cornerTile, PANEL, rowsOfNext } from "./tile";
import { madd } from "./simd";

/** Rows of a tile at most: six rows of two vectors are 12 sums. */
const TILE: i32 = 6;

/**
 * C (rows × 8) = A (rows × K) · B (K × 8), A's elements adjacent along K. K runs over `outer` stretches of
 * `inner` elements that lie `aOuter` bytes apart: a convolution's kernel rows, so that its patches are read in
 * place (an implicit GEMM); for a plain matrix `outer` is 1. B is a packed panel of 8 columns.
 */
@inline
function patchesOf(rows: i32, a: usize, aRow: usize, outer: i32, aOuter: usize, inner: i32, b: usize, c: usize, cRow: usize, bias: usize, relu: bool): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0), c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0), c40 = f32x4.splat(0), c41 = f32x4.splat(0), c50 = f32x4.splat(0), c51 = f32x4.splat(0);
  if (bias) {
    c00 = v128.load(bias), c01 = v128.load(bias, 16);
    c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01, c40 = c00, c41 = c01, c50 = c00, c51 = c01;
  }
  for (let o = outer; o > 0; --o) {
    let p0 = a, p1 = p0 + aRow, p2 = p1 + aRow, p3 = p2 + aRow, p4 = p3 + aRow, p5 = p4 + aRow;
    let k = inner;
    for (; k >= 4; k -= 4) {
      let b0: v128, b1: v128, x: v128;
      b0 = v128.load(b, 0), b1 = v128.load(b, 16);
      x = v128.load32_splat(p0, 0), c00 = madd(x, b0, c00), c01 = madd(x, b1, c01);
      if (rows > 1) x = v128.load32_splat(p1, 0), c10 = madd(x, b0, c10), c11 = madd(x, b1, c11);
      if (rows > 2) x = v128.load32_splat(p2, 0), c20 = madd(x, b0, c20), c21 = madd(x, b1, c21);
      if (rows > 3) x = v128.load32_splat(p3, 0), c30 = madd(x, b0, c30), c31 = madd(x, b1, c31);
      if (rows > 4) x = v128.load32_splat(p4, 0), c40 = madd(x, b0, c40), c41 = madd(x, b1, c41);
      if (rows > 5) x = v128.load32_splat(p5, 0), c50 = madd(x, b0, c50), c51 = madd(x, b1, c51);
      b0 = v128.load(b, 32), b1 = v128.load(b, 48);
      x = v128.load32_splat(p0, 4), c00 = madd(x, b0, c00), c01 = madd(x, b1, c01);
      if (rows > 1) x = v128.load32_splat(p1, 4), c10 = madd(x, b0, c10), c11 = madd(x, b1, c11);
      if (rows > 2) x = v128.load32_splat(p2, 4), c20 = madd(x, b0, c20), c21 = madd(x, b1, c21);
      if (rows > 3) x = v128.load32_splat(p3, 4), c30 = madd(x, b0, c30), c31 = madd(x, b1, c31);
      if (rows > 4) x = v128.load32_splat(p4, 4), c40 = madd(x, b0, c40), c41 = madd(x, b1, c41);
      if (rows > 5) x = v128.load32_splat(p5, 4), c50 = madd(x, b0, c50), c51 = madd(x, b1, c51);
      b0 = v128.load(b, 64), b1 = v128.load(b, 80);
      x = v128.load32_splat(p0, 8), c00 = madd(x, b0, c00), c01 = madd(x, b1, c01);
      if (rows > 1) x = v128.load32_splat(p1, 8), c10 = madd(x, b0, c10), c11 = madd(x, b1, c11);
      if (rows > 2) x = v128.load32_splat(p2, 8), c20 = madd(x, b0, c20), c21 = madd(x, b1, c21);
      if (rows > 3) x = v128.load32_splat(p3, 8), c30 = madd(x, b0, c30), c31 = madd(x, b1, c31);
      if (rows > 4) x = v128.load32_splat(p4, 8), c40 = madd(x, b0, c40), c41 = madd(x, b1, c41);
      if (rows > 5) x = v128.load32_splat(p5, 8), c50 = madd(x, b0, c50), c51 = madd(x, b1, c51);
      b0 = v128.load(b, 96), b1 = v128.load(b, 112);
      x = v128.load32_splat(p0, 12), c00 = madd(x, b0, c00), c01 = madd(x, b1, c01);
      if (rows > 1) x = v128.load32_splat(p1, 12), c10 = madd(x, b0, c10), c11 = madd(x, b1, c11);
      if (rows > 2) x = v128.load32_splat(p2, 12), c20 = madd(x, b0, c20), c21 = madd(x, b1, c21);
      if (rows > 3) x = v128.load32_splat(p3, 12), c30 = madd(x, b0, c30), c31 = madd(x, b1, c31);
      if (rows > 4) x = v128.load32_splat(p4, 12), c40 = madd(x, b0, c40), c41 = madd(x, b1, c41);
      if (rows > 5) x = v128.load32_splat(p5, 12), c50 = madd(x, b0, c50), c51 = madd(x, b1, c51);
      b += 128, p0 += 16, p1 += 16, p2 += 16, p3 += 16, p4 += 16, p5 += 16;
    }
    for (; k > 0; --k) {
      let b0 = v128.load(b), b1 = v128.load(b, 16), x: v128;
      x = v128.load32_splat(p0), c00 = madd(x, b0, c00), c01 = madd(x, b1, c01);
      if (rows > 1) x = v128.load32_splat(p1), c10 = madd(x, b0, c10), c11 = madd(x, b1, c11);
      if (rows > 2) x = v128.load32_splat(p2), c20 = madd(x, b0, c20), c21 = madd(x, b1, c21);
      if (rows > 3) x = v128.load32_splat(p3), c30 = madd(x, b0, c30), c31 = madd(x, b1, c31);
      if (rows > 4) x = v128.load32_splat(p4), c40 = madd(x, b0, c40), c41 = madd(x, b1, c41);
      if (rows > 5) x = v128.load32_splat(p5), c50 = madd(x, b0, c50), c51 = madd(x, b1, c51);
      b += 32, p0 += 4, p1 += 4, p2 += 4, p3 += 4, p4 += 4, p5 += 4;
    }
    a += aOuter;
  }
  if (relu) {
    const zero = f32x4.splat(0);
    c00 = f32x4.pmax(c00, zero), c01 = f32x4.pmax(c01, zero);
    if (rows > 1) c10 = f32x4.pmax(c10, zero), c11 = f32x4.pmax(c11, zero);
    if (rows > 2) c20 = f32x4.pmax(c20, zero), c21 = f32x4.pmax(c21, zero);
    if (rows > 3) c30 = f32x4.pmax(c30, zero), c31 = f32x4.pmax(c31, zero);
    if (rows > 4) c40 = f32x4.pmax(c40, zero), c41 = f32x4.pmax(c41, zero);
    if (rows > 5) c50 = f32x4.pmax(c50, zero), c51 = f32x4.pmax(c51, zero);
  }
  v128.store(c, c00), v128.store(c, c01, 16);
  if (rows > 1) c += cRow, v128.store(c, c10), v128.store(c, c11, 16);
  if (rows > 2) c += cRow, v128.store(c, c20), v128.store(c, c21, 16);
  if (rows > 3) c += cRow, v128.store(c, c30), v128.store(c, c31, 16);
  if (rows > 4) c += cRow, v128.store(c, c40), v128.store(c, c41, 16);
  if (rows > 5) c += cRow, v128.store(c, c50), v128.store(c, c51, 16);
}

/** One tile of `rows` (1 to 6) by 8: the sums are compiled for each number of rows. */
function patches(rows: i32, a: usize, aRow: usize, outer: i32, aOuter: usize, inner: i32, b: usize, c: usize, cRow: usize, bias: usize, relu: bool): void {
  switch (rows) {
    case 6: patchesOf(6, a, aRow, outer, aOuter, inner, b, c, cRow, bias, relu); break;
    case 5: patchesOf(5, a, aRow, outer, aOuter, inner, b, c, cRow, bias, relu); break;
    case 4: patchesOf(4, a, aRow, outer, aOuter, inner, b, c, cRow, bias, relu); break;
    case 3: patchesOf(3, a, aRow, outer, aOuter, inner, b, c, cRow, bias, relu); break;
    case 2: patchesOf(2, a, aRow, outer, aOuter, inner, b, c, cRow, bias, relu); break;
    default: patchesOf(1, a, aRow, outer, aOuter, inner, b, c, cRow, bias, relu);
  }
}

/**
 * A row of tiles over `m` rows of C and one panel: see `tileOf`. The rows are cut into equal tiles of at most six.
 */
export function panelOfPatches(m: i32, columns: i32, a: usize, aRow: usize, outer: i32, aOuter: usize, inner: i32, panel: usize, c: usize, cRow: usize, bias: usize, relu: bool): void {
  if (bias && columns < PANEL) bias = copiedBias(bias, columns);
  while (m > 0) {
    const rows = rowsOfNext(m, TILE);
    if (columns == PANEL) {
      patches(rows, a, aRow, outer, aOuter, inner, panel, c, cRow, bias, relu);
    } else {
      patches(rows, a, aRow, outer, aOuter, inner, panel, cornerTile(), 32, bias, relu);
      copyBlock(cornerTile(), 32, c, cRow, rows, columns);
    }
    a += <usize>rows * aRow, c += <usize>rows * cRow, m -= rows;
  }
}
