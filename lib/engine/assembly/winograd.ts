import { transpose } from "./packing";
import { storePooled } from "./pooling";
import { least } from "./simd";
import { PANEL, rowsOfNext, tile, TILE } from "./tile";
import { inputOfFour, inputOfSix, kernelOfFour, kernelOfSix, outputOfFour, outputOfSix } from "./winograd_transforms";

/** Output tiles transformed together: three times four rows for the matrix products. */
const BLOCK: i32 = 12;

/** Bytes by which places are moved apart: a power of two between them would put all into the same few lines of the cache. */
const SPREAD: usize = 64;

/** A tile that a transform has done one way: at most 8 × 8 vectors; and one that it has done both ways. */
const halfway = memory.data(8 * 8 * 16, 16);
const outputs = memory.data(6 * 6 * 16, 16);

/**
 * U = G g Gᵀ of every kernel, as `winograd_pool_forward` reads it: [place][panel of 8 output channels][input channel][8].
 * `u`: (side + 2)² · (cin · cout + 16) floats.
 */
export function winograd_pack(side: i32, w: usize, u: usize, cin: i32, cout: i32): void {
  const tap = <usize>(cin * cout) << 2, place = tap + SPREAD, reach = side + 2;
  for (let j = 0; j < cout; j += 4) {
    for (let c = 0; c < cin; c++) {
      const from = w + (<usize>(c * cout + j) << 2);
      const to = u + <usize>(j >> 3) * (<usize>cin << 5) + (<usize>c << 5) + (<usize>(j & 4) << 2);
      if (side == 6) {
        kernelOfSix(from, 3 * tap, tap, halfway, 48, 16, 3);
        kernelOfSix(halfway, 16, 48, to, place, <usize>reach * place, reach);
      } else {
        kernelOfFour(from, 3 * tap, tap, halfway, 48, 16, 3);
        kernelOfFour(halfway, 16, 48, to, place, <usize>reach * place, reach);
      }
    }
  }
}

/** V = Bᵀ d B of one tile's input patch, for all input channels: `place` bytes between its places. */
function transformInput(side: i32, x: usize, row: usize, pixel: usize, v: usize, place: usize): void {
  for (let end = x + pixel; x < end; x += 16, v += 16) {
    if (side == 6) {
      inputOfSix(x, row, pixel, halfway, 128, 16, 8);
      inputOfSix(halfway, 16, 128, v, place, 8 * place, 8);
    } else {
      inputOfFour(x, row, pixel, halfway, 96, 16, 6);
      inputOfFour(halfway, 16, 96, v, place, 6 * place, 6);
    }
  }
}

/** Y = Aᵀ M A of one tile, and of each pooling window in it the greatest, with bias and ReLU: `high` × `wide` windows. */
function transformOutput(side: i32, m: usize, place: usize, bias: usize, y: usize, yRow: usize, positions: usize, cout: i32, high: i32, wide: i32, relu: bool): void {
  const yPixel = <usize>cout << 2, line = <usize>side << 4;
  for (let c = 0; c < cout; c += 4, m += 16, bias += 16, y += 16, positions += 4) {
    if (side == 6) {
      outputOfSix(m, 8 * place, place, halfway, 128, 16, 8);
      outputOfSix(halfway, 16, 128, outputs, 16, line, 6);
    } else {
      outputOfFour(m, 6 * place, place, halfway, 96, 16, 6);
      outputOfFour(halfway, 16, 96, outputs, 16, line, 4);
    }
    for (let r = 0, upper = outputs, to = y, at = positions; r < high; r++, upper += 2 * line, to += yRow, at += yRow >> 2) {
      for (let k: usize = 0, from = upper; k < <usize>wide; k++, from += 32) {
        storePooled(v128.load(from), v128.load(from, 16), v128.load(from + line), v128.load(from + line, 16), v128.load(bias), relu, to + k * yPixel, at + k * <usize>cout);
      }
    }
  }
}

/**
 * A 3 × 3 convolution, bias, ReLU if asked and a 2 × 2 max-pool in one pass, by Winograd's F(4 × 4, 3 × 3) or
 * F(6 × 6, 3 × 3) (Lavin & Gray, arXiv 1509.09308): `side` 4 or 6 says which. A tile of 4 × 4 outputs is 2 × 2 pooling
 * windows and takes 36 products where the direct way takes 144; one of 6 × 6 is 3 × 3 windows and takes 64 for 324. Where
 * tiles reach beyond the map, zeros are read and nothing is written. cin a multiple of 4, cout of 8. `u`: the
 * weights as `winograd_pack` packs them. `scratch`: (side + 2)² · (12 · (cin + cout) + cin + 32) + 12 · cin floats.
 */
export function winograd_pool_forward(side: i32, x: usize, u: usize, bias: usize, y: usize, positions: usize, n: i32, inH: i32, inW: i32, cin: i32, cout: i32, cellsH: i32, cellsW: i32, relu: bool, scratch: usize): void {
  const reach = side + 2, places = <usize>(reach * reach), windows = side >> 1;
  const pixel = <usize>cin << 2, row = <usize>inW * pixel, yPixel = <usize>cout << 2, yRow = <usize>cellsW * yPixel;
  const uPlace = (<usize>(cin * cout) << 2) + SPREAD;
  const v = scratch, vPlace = <usize>BLOCK * pixel + SPREAD;
  const m = v + places * vPlace, mPlace = <usize>BLOCK * yPixel + SPREAD;
  const turned = m + places * mPlace;
  const edge = turned + <usize>BLOCK * pixel, edgeRow = <usize>reach * pixel;
  const across = (cellsW + windows - 1) / windows, down = (cellsH + windows - 1) / windows;
  const all = n * down * across;
  for (let first = 0; first < all; first += BLOCK) {
    const tiles = least(BLOCK, all - first);
    for (let t = 0; t < tiles; t++) {
      const line = (first + t) / across, tx = first + t - line * across, image = line / down, ty = line - image * down;
      const from = x + <usize>(image * inH + ty * side) * row + <usize>(tx * side) * pixel;
      const high = least(reach, inH - ty * side), wide = least(reach, inW - tx * side);
      const to = v + <usize>t * pixel;
      if (high == reach && wide == reach) {
        transformInput(side, from, row, pixel, to, vPlace);
      } else {
        memory.fill(edge, 0, <usize>reach * edgeRow);
        for (let r: usize = 0; r < <usize>high; r++) memory.copy(edge + r * edgeRow, from + r * row, <usize>wide * pixel);
        transformInput(side, edge, edgeRow, pixel, to, vPlace);
      }
    }
    for (let place: usize = 0; place < places; place++) {
      transpose(v + place * vPlace, pixel, tiles, cin, turned, BLOCK * 4);
      let panel = u + place * uPlace, c = m + place * mPlace;
      for (let j = 0; j < cout; j += PANEL, panel += <usize>cin << 5, c += PANEL * 4) {
        for (let t = 0, rows = 0; t < tiles; t += rows) {
          rows = rowsOfNext(tiles - t, TILE);
          tile(rows, PANEL, turned + (<usize>t << 2), BLOCK * 4, cin, panel, c + <usize>t * yPixel, yPixel, false, 0, false);
        }
      }
    }
    for (let t = 0; t < tiles; t++) {
      const line = (first + t) / across, tx = first + t - line * across, image = line / down, ty = line - image * down;
      const cell = <usize>(((image * cellsH + ty * windows) * cellsW + tx * windows) * cout);
      transformOutput(side, m + <usize>t * yPixel, mPlace, bias, y + (cell << 2), yRow, positions + cell, cout, least(windows, cellsH - ty * windows), least(windows, cellsW - tx * windows), relu);
    }
  }
}
