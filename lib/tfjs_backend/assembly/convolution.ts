import { packPanels } from "../../engine/assembly/packing";
import { panelOfPatches } from "../../engine/assembly/patches";
import { least } from "../../engine/assembly/simd";
import { PANEL } from "../../engine/assembly/tile";
import { copyRows } from "./geometry";

/** Output pixels that one packed panel serves before the next: enough to hide its way from the outer caches. */
const PIXELS: i32 = 96;

/**
 * Y = X ∗ W + bias (none if 0), then ReLU if asked. X is copied image by image into the middle of padH × padW pixels
 * where these differ from inH × inW. `scratch`: kh · kw · cin × (cout rounded up to 8), then padH · padW · cin floats.
 */
export function convolution(x: usize, w: usize, bias: usize, y: usize, n: i32, inH: i32, inW: i32, cin: i32, kh: i32, kw: i32, cout: i32, outH: i32, outW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32, padH: i32, padW: i32, relu: bool, scratch: usize): void {
  const run = kw * cin, depth = kh * run;
  const panelBytes = <usize>depth << 5;
  const padded = scratch + <usize>((cout + PANEL - 1) / PANEL) * panelBytes;
  packPanels(w, depth, cout, scratch);
  const pixel = <usize>cin << 2, inRow = <usize>inW * pixel, row = <usize>padW * pixel, yRow = <usize>(outW * cout) << 2;
  const inPlace = padH == inH && padW == inW;
  const middle = padded + <usize>padTop * row + <usize>padLeft * pixel;
  if (!inPlace) memory.fill(padded, 0, <usize>padH * row);
  const block = max(1, PIXELS / outW);
  for (let i = 0; i < n; i++, x += <usize>inH * inRow, y += <usize>outH * yRow) {
    if (!inPlace) copyRows(x, inRow, middle, row, inH, inRow);
    const image = inPlace ? x : padded;
    for (let top = 0; top < outH; top += block) {
      const bottom = least(outH, top + block);
      for (let j = 0, panel = scratch; j < cout; j += PANEL, panel += panelBytes) {
        const shift = <usize>j << 2, columns = least(PANEL, cout - j), start = bias ? bias + shift : 0;
        let a = image + <usize>(top * strideH) * row, c = y + <usize>top * yRow + shift;
        for (let oy = top; oy < bottom; oy++, a += <usize>strideH * row, c += yRow) {
          panelOfPatches(outW, columns, a, <usize>strideW * pixel, kh, row, run, panel, c, <usize>cout << 2, start, relu);
        }
      }
    }
  }
}
