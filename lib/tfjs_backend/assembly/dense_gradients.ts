import { packPanels } from "../../engine/assembly/packing";
import { panelOfPatches } from "../../engine/assembly/patches";
import { least, madd } from "../../engine/assembly/simd";
import { PANEL } from "../../engine/assembly/tile";
import { addTo, copyRows } from "./geometry";

/** Rows of a tile at most. */
const TILE: i32 = 6;
/** Output pixels whose patches are computed together. */
const PIXELS: i32 = 48;

/**
 * C (rows × 8) += Aᵀ · B over all output pixels of an image: A's elements adjacent along C's rows, the next pixel's
 * `aStep` bytes on, the next row's `aRow`; B packed, 8 floats a pixel.
 */
@inline
function addTile(rows: i32, a: usize, aStep: usize, aRow: usize, outH: i32, outW: i32, b: usize, c: usize, cRow: usize): void {
  const q1 = c + cRow, q2 = q1 + cRow, q3 = q2 + cRow, q4 = q3 + cRow, q5 = q4 + cRow;
  const zero = f32x4.splat(0);
  let c00 = v128.load(c), c01 = v128.load(c, 16), c10 = zero, c11 = zero, c20 = zero, c21 = zero;
  let c30 = zero, c31 = zero, c40 = zero, c41 = zero, c50 = zero, c51 = zero;
  if (rows > 1) c10 = v128.load(q1), c11 = v128.load(q1, 16);
  if (rows > 2) c20 = v128.load(q2), c21 = v128.load(q2, 16);
  if (rows > 3) c30 = v128.load(q3), c31 = v128.load(q3, 16);
  if (rows > 4) c40 = v128.load(q4), c41 = v128.load(q4, 16);
  if (rows > 5) c50 = v128.load(q5), c51 = v128.load(q5, 16);
  for (; outH > 0; outH--, a += aRow) {
    let p = a;
    for (let k = outW; k > 0; --k) {
      const b0 = v128.load(b), b1 = v128.load(b, 16);
      let x = v128.load32_splat(p);
      c00 = madd(x, b0, c00), c01 = madd(x, b1, c01);
      if (rows > 1) x = v128.load32_splat(p, 4), c10 = madd(x, b0, c10), c11 = madd(x, b1, c11);
      if (rows > 2) x = v128.load32_splat(p, 8), c20 = madd(x, b0, c20), c21 = madd(x, b1, c21);
      if (rows > 3) x = v128.load32_splat(p, 12), c30 = madd(x, b0, c30), c31 = madd(x, b1, c31);
      if (rows > 4) x = v128.load32_splat(p, 16), c40 = madd(x, b0, c40), c41 = madd(x, b1, c41);
      if (rows > 5) x = v128.load32_splat(p, 20), c50 = madd(x, b0, c50), c51 = madd(x, b1, c51);
      p += aStep, b += 32;
    }
  }
  v128.store(c, c00), v128.store(c, c01, 16);
  if (rows > 1) v128.store(q1, c10), v128.store(q1, c11, 16);
  if (rows > 2) v128.store(q2, c20), v128.store(q2, c21, 16);
  if (rows > 3) v128.store(q3, c30), v128.store(q3, c31, 16);
  if (rows > 4) v128.store(q4, c40), v128.store(q4, c41, 16);
  if (rows > 5) v128.store(q5, c50), v128.store(q5, c51, 16);
}

/** The sums are compiled for each number of rows. */
function addRows(rows: i32, a: usize, aStep: usize, aRow: usize, outH: i32, outW: i32, b: usize, c: usize, cRow: usize): void {
  switch (rows) {
    case 6: addTile(6, a, aStep, aRow, outH, outW, b, c, cRow); break;
    case 5: addTile(5, a, aStep, aRow, outH, outW, b, c, cRow); break;
    case 4: addTile(4, a, aStep, aRow, outH, outW, b, c, cRow); break;
    case 3: addTile(3, a, aStep, aRow, outH, outW, b, c, cRow); break;
    case 2: addTile(2, a, aStep, aRow, outH, outW, b, c, cRow); break;
    default: addTile(1, a, aStep, aRow, outH, outW, b, c, cRow);
  }
}

/**
 * dW of `convolution`. `scratch`, with cout rounded up to 8: kh · kw · cin × cout, then outH · outW × cout, then
 * padH · padW · cin floats.
 */
export function filter_gradient(x: usize, dy: usize, dw: usize, n: i32, inH: i32, inW: i32, cin: i32, kh: i32, kw: i32, cout: i32, outH: i32, outW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32, padH: i32, padW: i32, scratch: usize): void {
  const run = kw * cin, depth = kh * run, wide = (cout + 7) & ~7;
  const pixel = <usize>cin << 2, inRow = <usize>inW * pixel, row = <usize>padW * pixel;
  const cRow = <usize>wide << 2, pixels = outH * outW, panelBytes = <usize>pixels << 5;
  const panels = scratch + <usize>depth * cRow, padded = panels + <usize>pixels * cRow;
  const inPlace = padH == inH && padW == inW;
  const middle = padded + <usize>padTop * row + <usize>padLeft * pixel;
  if (!inPlace) memory.fill(padded, 0, <usize>padH * row);
  memory.fill(scratch, 0, <usize>depth * cRow);
  for (let i = 0; i < n; i++, x += <usize>inH * inRow, dy += <usize>(pixels * cout) << 2) {
    if (!inPlace) copyRows(x, inRow, middle, row, inH, inRow);
    const image = inPlace ? x : padded;
    packPanels(dy, pixels, cout, panels);
    for (let j = 0, panel = panels; j < cout; j += PANEL, panel += panelBytes) {
      let c = scratch + (<usize>j << 2);
      for (let ky = 0; ky < kh; ky++) {
        let a = image + <usize>ky * row, m = run;
        for (let left = (m + TILE - 1) / TILE; left > 0; --left) {
          const rows = (m + left - 1) / left;
          addRows(rows, a, <usize>strideW * pixel, <usize>strideH * row, outH, outW, panel, c, cRow);
          a += <usize>rows << 2, c += <usize>rows * cRow, m -= rows;
        }
      }
    }
  }
  copyRows(scratch, cRow, dw, <usize>cout << 2, depth, <usize>cout << 2);
}

/**
 * dX of `convolution`: the product dY · Wᵀ gives each output pixel's patch of dX, and overlapping patches are added
 * up. `scratch`, with depth = kh · kw · cin rounded up to 8: depth × cout, then (48 + outW) × depth, then
 * padH · padW · cin floats.
 */
export function input_gradient(dy: usize, w: usize, dx: usize, n: i32, inH: i32, inW: i32, cin: i32, kh: i32, kw: i32, cout: i32, outH: i32, outW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32, padH: i32, padW: i32, scratch: usize): void {
  const run = kw * cin, depth = (kh * run + 7) & ~7, patch = <usize>depth << 2;
  const pixel = <usize>cin << 2, inRow = <usize>inW * pixel, row = <usize>padW * pixel, yPixel = <usize>cout << 2;
  const panelBytes = <usize>cout << 5;
  const patches = scratch + <usize>depth * yPixel;
  const block = max(1, PIXELS / outW), padded = patches + <usize>(block * outW) * patch;
  const inPlace = padH == inH && padW == inW;
  packFilters(w, kh * run, cout, scratch);
  for (let i = 0; i < n; i++, dx += <usize>inH * inRow) {
    const image = inPlace ? dx : padded;
    memory.fill(image, 0, <usize>padH * row);
    for (let top = 0; top < outH; top += block) {
      const rows = least(block, outH - top);
      for (let k = 0, panel = scratch; k < depth; k += PANEL, panel += panelBytes) {
        panelOfPatches(rows * outW, PANEL, dy, yPixel, 1, 0, cout, panel, patches + (<usize>k << 2), patch, 0, false);
      }
      for (let oy = 0, from = patches; oy < rows; oy++) {
        let to = image + <usize>((top + oy) * strideH) * row;
        for (let ox = 0; ox < outW; ox++, from += patch, to += <usize>strideW * pixel) {
          for (let ky = 0; ky < kh; ky++) addTo(from + (<usize>(ky * run) << 2), to + <usize>ky * row, run);
        }
      }
      dy += <usize>(rows * outW) * yPixel;
    }
    if (!inPlace) copyRows(image + <usize>padTop * row + <usize>padLeft * pixel, row, dx, inRow, inH, inRow);
  }
}

/** Wᵀ in panels of 8 columns, cout × 8 floats each; columns beyond the depth are 0. */
function packFilters(w: usize, depth: i32, cout: i32, panel: usize): void {
  for (let k = 0; k < depth; k += PANEL, panel += <usize>cout << 5) {
    for (let j = 0; j < PANEL; j++) {
      const from = w + (<usize>((k + j) * cout) << 2), to = panel + (<usize>j << 2);
      for (let c: usize = 0; c < <usize>cout; c++) f32.store(to + (c << 5), k + j < depth ? f32.load(from + (c << 2)) : 0);
    }
  }
}
