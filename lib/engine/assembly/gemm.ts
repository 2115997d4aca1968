import { least, madd } from "./simd";

/** Columns of a packed panel: two vectors, so that six rows fill 12 of the 16 registers with sums. */
export const PANEL: i32 = 8;
/** Rows of a tile at most. */
const TILE: i32 = 6;
/** Rows of B packed at a time: 256 × 8 × 4 bytes stay in the first-level cache. */
const DEPTH: i32 = 256;

/** What a tile's sums start from. */
const START_ZERO: i32 = 0;
const START_BIAS: i32 = 1;
const START_C: i32 = 2;

/**
 * C (rows × 8) = A (rows × K) · B (K × 8), A's elements adjacent along K. K runs over `outer` stretches of
 * `inner` elements that lie `aOuter` bytes apart: a convolution's kernel rows, so that its patches are read in
 * place (an implicit GEMM); for a plain matrix `outer` is 1. B is a packed panel of 8 columns.
 */
@inline
function tileRowMajor(rows: i32, a: usize, aRow: usize, outer: i32, aOuter: usize, inner: i32, b: usize, c: usize, cRow: usize, start: i32, bias: usize, relu: bool): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0), c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0), c40 = f32x4.splat(0), c41 = f32x4.splat(0), c50 = f32x4.splat(0), c51 = f32x4.splat(0);
  if (start == START_BIAS) {
    c00 = v128.load(bias), c01 = v128.load(bias, 16);
    if (rows > 1) c10 = c00, c11 = c01;
    if (rows > 2) c20 = c00, c21 = c01;
    if (rows > 3) c30 = c00, c31 = c01;
    if (rows > 4) c40 = c00, c41 = c01;
    if (rows > 5) c50 = c00, c51 = c01;
  } else if (start == START_C) {
    let d = c;
    c00 = v128.load(d), c01 = v128.load(d, 16);
    if (rows > 1) d += cRow, c10 = v128.load(d), c11 = v128.load(d, 16);
    if (rows > 2) d += cRow, c20 = v128.load(d), c21 = v128.load(d, 16);
    if (rows > 3) d += cRow, c30 = v128.load(d), c31 = v128.load(d, 16);
    if (rows > 4) d += cRow, c40 = v128.load(d), c41 = v128.load(d, 16);
    if (rows > 5) d += cRow, c50 = v128.load(d), c51 = v128.load(d, 16);
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

/**
 * C (rows × 8) = A (rows × K) · B (K × 8), A's elements adjacent along its rows' index and `aStep` bytes apart
 * along K: the product with a transposed matrix, read in place. B is a packed panel of 8 columns.
 */
@inline
function tileColumnMajor(rows: i32, a: usize, aStep: usize, inner: i32, b: usize, c: usize, cRow: usize): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0), c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0), c40 = f32x4.splat(0), c41 = f32x4.splat(0), c50 = f32x4.splat(0), c51 = f32x4.splat(0);
  for (let k = inner; k > 0; --k) {
    let b0 = v128.load(b), b1 = v128.load(b, 16), x: v128;
    x = v128.load32_splat(a), c00 = madd(x, b0, c00), c01 = madd(x, b1, c01);
    if (rows > 1) x = v128.load32_splat(a, 4), c10 = madd(x, b0, c10), c11 = madd(x, b1, c11);
    if (rows > 2) x = v128.load32_splat(a, 8), c20 = madd(x, b0, c20), c21 = madd(x, b1, c21);
    if (rows > 3) x = v128.load32_splat(a, 12), c30 = madd(x, b0, c30), c31 = madd(x, b1, c31);
    if (rows > 4) x = v128.load32_splat(a, 16), c40 = madd(x, b0, c40), c41 = madd(x, b1, c41);
    if (rows > 5) x = v128.load32_splat(a, 20), c50 = madd(x, b0, c50), c51 = madd(x, b1, c51);
    a += aStep, b += 32;
  }
  v128.store(c, c00), v128.store(c, c01, 16);
  if (rows > 1) c += cRow, v128.store(c, c10), v128.store(c, c11, 16);
  if (rows > 2) c += cRow, v128.store(c, c20), v128.store(c, c21, 16);
  if (rows > 3) c += cRow, v128.store(c, c30), v128.store(c, c31, 16);
  if (rows > 4) c += cRow, v128.store(c, c40), v128.store(c, c41, 16);
  if (rows > 5) c += cRow, v128.store(c, c50), v128.store(c, c51, 16);
}

/** One tile of `rows` (1 to 6) by 8: the sums are compiled for each number of rows. */
function rowMajor(rows: i32, a: usize, aRow: usize, outer: i32, aOuter: usize, inner: i32, b: usize, c: usize, cRow: usize, start: i32, bias: usize, relu: bool): void {
  switch (rows) {
    case 6: tileRowMajor(6, a, aRow, outer, aOuter, inner, b, c, cRow, start, bias, relu); break;
    case 5: tileRowMajor(5, a, aRow, outer, aOuter, inner, b, c, cRow, start, bias, relu); break;
    case 4: tileRowMajor(4, a, aRow, outer, aOuter, inner, b, c, cRow, start, bias, relu); break;
    case 3: tileRowMajor(3, a, aRow, outer, aOuter, inner, b, c, cRow, start, bias, relu); break;
    case 2: tileRowMajor(2, a, aRow, outer, aOuter, inner, b, c, cRow, start, bias, relu); break;
    default: tileRowMajor(1, a, aRow, outer, aOuter, inner, b, c, cRow, start, bias, relu);
  }
}

/** A tile of six rows from zero, the commonest, with fewer things to decide. */
export function sixRows(a: usize, aRow: usize, inner: i32, b: usize, c: usize, cRow: usize): void {
  tileRowMajor(6, a, aRow, 1, 0, inner, b, c, cRow, START_ZERO, 0, false);
}

function columnMajor(rows: i32, a: usize, aStep: usize, inner: i32, b: usize, c: usize, cRow: usize): void {
  switch (rows) {
    case 6: tileColumnMajor(6, a, aStep, inner, b, c, cRow); break;
    case 5: tileColumnMajor(5, a, aStep, inner, b, c, cRow); break;
    case 4: tileColumnMajor(4, a, aStep, inner, b, c, cRow); break;
    case 3: tileColumnMajor(3, a, aStep, inner, b, c, cRow); break;
    case 2: tileColumnMajor(2, a, aStep, inner, b, c, cRow); break;
    default: tileColumnMajor(1, a, aStep, inner, b, c, cRow);
  }
}

/** A tile's place where fewer than 8 columns are left: 6 × 8 values, then 8 of the bias. */
const corner = memory.data(TILE * PANEL * 4 + PANEL * 4, 16);

/** Copies a rows × columns block; strides in bytes. */
function copyBlock(from: usize, fromRow: usize, to: usize, toRow: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++, from += fromRow, to += toRow) memory.copy(to, from, <usize>columns << 2);
}

/**
 * A row of tiles over `m` rows of C and one panel: the rows are cut into equal tiles of at most six, so that no
 * tile is left with one row.
 */
export function panelRowMajor(m: i32, columns: i32, a: usize, aRow: usize, outer: i32, aOuter: usize, inner: i32, panel: usize, c: usize, cRow: usize, accumulate: bool, bias: usize, relu: bool): void {
  let start = accumulate ? START_C : bias ? START_BIAS : START_ZERO;
  if (columns < PANEL && start == START_BIAS) {
    memory.copy(corner + TILE * PANEL * 4, bias, <usize>columns << 2);
    bias = corner + TILE * PANEL * 4;
  }
  for (let left = (m + TILE - 1) / TILE; left > 0; --left) {
    const rows = (m + left - 1) / left;
    if (columns == PANEL) {
      rowMajor(rows, a, aRow, outer, aOuter, inner, panel, c, cRow, start, bias, relu);
    } else {
      if (accumulate) copyBlock(c, cRow, corner, PANEL * 4, rows, columns);
      rowMajor(rows, a, aRow, outer, aOuter, inner, panel, corner, PANEL * 4, start, bias, relu);
      copyBlock(corner, PANEL * 4, c, cRow, rows, columns);
    }
    a += <usize>rows * aRow, c += <usize>rows * cRow, m -= rows;
  }
}

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

/** Packs the transpose: the panel's column j is row j of B, `bRow` bytes between rows, `depth` long. */
function packTransposed(b: usize, bRow: usize, depth: i32, columns: i32, panel: usize): void {
  let k = 0;
  if (columns == PANEL) {
    for (; k + 4 <= depth; k += 4, b += 16, panel += 128) {
      for (let half: usize = 0; half < 2; half++) {
        const r = b + half * 4 * bRow;
        const r0 = v128.load(r), r1 = v128.load(r + bRow), r2 = v128.load(r + 2 * bRow), r3 = v128.load(r + 3 * bRow);
        const t0 = i32x4.shuffle(r0, r1, 0, 4, 1, 5), t1 = i32x4.shuffle(r2, r3, 0, 4, 1, 5);
        const t2 = i32x4.shuffle(r0, r1, 2, 6, 3, 7), t3 = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
        const to = panel + half * 16;
        v128.store(to, i64x2.shuffle(t0, t1, 0, 2)), v128.store(to, i64x2.shuffle(t0, t1, 1, 3), 32);
        v128.store(to, i64x2.shuffle(t2, t3, 0, 2), 64), v128.store(to, i64x2.shuffle(t2, t3, 1, 3), 96);
      }
    }
  }
  for (; k < depth; k++, b += 4, panel += 32) {
    for (let j = 0; j < PANEL; j++) f32.store(panel + (j << 2), j < columns ? f32.load(b + <usize>j * bRow) : 0);
  }
}

/**
 * Y (m × n) = X (m × depth) · W (depth × n) + bias, then ReLU if asked. `panels`: 256 × (n rounded up to 8) floats of
 * scratch.
 */
export function dense_forward(x: usize, w: usize, bias: usize, y: usize, m: i32, depth: i32, n: i32, relu: bool, panels: usize): void {
  for (let k = 0; k < depth; k += DEPTH) {
    const rows = least(DEPTH, depth - k), panelBytes = <usize>rows << 5;
    packPanels(w + (<usize>(k * n) << 2), rows, n, panels);
    for (let j = 0, panel = panels; j < n; j += PANEL, panel += panelBytes) {
      panelRowMajor(m, least(PANEL, n - j), x + (<usize>k << 2), <usize>depth << 2, 1, 0, rows, panel, y + (<usize>j << 2), <usize>n << 2, k > 0, bias + (<usize>j << 2), relu && k + rows == depth);
    }
  }
}

/**
 * dX (m × depth) = dY (m × n) · Wᵀ, computed as W · dYᵀ, whose rows are W's own: six at a time for eight rows of dY, and
 * each tile turned as it is written. `panels`: n × (m rounded up to 8) floats of scratch.
 */
export function dense_input_gradient(dy: usize, w: usize, dx: usize, m: i32, depth: i32, n: i32, panels: usize): void {
  const wRow = <usize>n << 2, panelBytes = <usize>n << 5;
  for (let i = 0, panel = panels; i < m; i += PANEL, panel += panelBytes) {
    packTransposed(dy + <usize>i * wRow, wRow, n, least(PANEL, m - i), panel);
  }
  for (let k = 0; k < depth; k += TILE) {
    const rows = least(TILE, depth - k);
    for (let i = 0, panel = panels; i < m; i += PANEL, panel += panelBytes) {
      rowMajor(rows, w + <usize>k * wRow, wRow, 1, 0, n, panel, corner, PANEL * 4, START_ZERO, 0, false);
      const images = least(PANEL, m - i);
      let to = dx + (<usize>(i * depth + k) << 2);
      for (let image = 0; image < images; image++, to += <usize>depth << 2) {
        for (let r = 0; r < rows; r++) f32.store(to + (r << 2), f32.load(corner + (r << 5) + (image << 2)));
      }
    }
  }
}

/** dW (depth × n) = Xᵀ · dY and dB = the sum of dY's rows. `panels`: m × (n rounded up to 8) floats of scratch. */
export function dense_weight_gradient(x: usize, dy: usize, dw: usize, db: usize, m: i32, depth: i32, n: i32, panels: usize): void {
  const panelBytes = <usize>m << 5;
  packPanels(dy, m, n, panels);
  memory.fill(db, 0, <usize>n << 2);
  for (let i = 0; i < m; i++) {
    const row = dy + (<usize>i * n << 2);
    for (let j: usize = 0; j < <usize>n; j++) f32.store(db + (j << 2), f32.load(db + (j << 2)) + f32.load(row + (j << 2)));
  }
  const wRow = <usize>n << 2;
  for (let k = 0; k < depth; k += TILE) {
    const rows = least(TILE, depth - k);
    const a = x + (<usize>k << 2);
    let c = dw + <usize>k * wRow;
    for (let j = 0, panel = panels; j < n; j += PANEL, panel += panelBytes, c += PANEL * 4) {
      const columns = least(PANEL, n - j);
      if (columns == PANEL) {
        columnMajor(rows, a, <usize>depth << 2, m, panel, c, wRow);
      } else {
        columnMajor(rows, a, <usize>depth << 2, m, panel, corner, PANEL * 4);
        copyBlock(corner, PANEL * 4, c, wRow, rows, columns);
      }
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
    const rows = least(TILE, depth - k), first = k & ~(PANEL - 1);
    const a = x + (<usize>k << 2);
    let c = g + <usize>k * row + (<usize>first << 2);
    for (let j = first, panel = panels + <usize>(first / PANEL) * panelBytes; j < depth; j += PANEL, panel += panelBytes, c += PANEL * 4) {
      const columns = least(PANEL, depth - j);
      if (columns == PANEL) {
        columnMajor(rows, a, row, m, panel, c, row);
      } else {
        columnMajor(rows, a, row, m, panel, corner, PANEL * 4);
        copyBlock(corner, PANEL * 4, c, row, rows, columns);
      }
    }
  }
}
