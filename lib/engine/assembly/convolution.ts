import { packPanels, transpose } from "./packing";
import { panelOfPatches } from "./patches";
import { least, madd } from "./simd";
import { PANEL } from "./tile";

/**
 * Y = X ∗ W + bias, stride 1, then ReLU if asked; NHWC, X already padded. Of the full output the first
 * outH × outW are computed. `panels`: kh · kw · cin × (cout rounded up to 8) floats of scratch.
 */
export function convolution_forward(x: usize, w: usize, bias: usize, y: usize, n: i32, inH: i32, inW: i32, cin: i32, kh: i32, kw: i32, cout: i32, outH: i32, outW: i32, relu: bool, panels: usize): void {
  const run = kw * cin, depth = kh * run;
  const panelBytes = <usize>depth << 5;
  packPanels(w, depth, cout, panels);
  const pixel = <usize>cin << 2, row = <usize>inW * pixel, image = <usize>inH * row;
  const yPixel = <usize>cout << 2;
  for (let i = 0; i < n; i++, x += image) {
    let a = x;
    for (let oy = 0; oy < outH; oy++, a += row, y += <usize>outW * yPixel) {
      for (let j = 0, panel = panels; j < cout; j += PANEL, panel += panelBytes) {
        panelOfPatches(outW, least(PANEL, cout - j), a, pixel, kh, row, run, panel, y + (<usize>j << 2), yPixel, bias + (<usize>j << 2), relu);
      }
    }
  }
}

/** Bytes of a list's entry: a byte offset (i32) and a gradient (f32). */
export const ENTRY: usize = 8;

/** Floats of one kernel row, kw · cin, rounded up to whole vectors. */
@inline
export function paddedRun(run: i32): i32 {
  return (run + 3) & ~3;
}

/** Puts an entry down and says where the next goes: to the same place where the gradient is 0. No branch to mispredict. */
@inline
function append(at: usize, offset: i32, g: f32): usize {
  i32.store(at, offset), f32.store(at, g, 4);
  return at + (<usize>(g != 0) << 3);
}

/**
 * One channel's output gradients that are not 0, as a list of (offset of the pixel's patch in X, dY); where the list ends.
 * `first` is the offset of the first cell's window, `down` and `across` lead to the next. Where a max-pool follows, dY is the
 * gradient of its output, `positions` says which pixel of its window each value came from, and `places` how far that lies
 * from the window's first.
 */
function listOfChannel(dy: usize, positions: usize, places: usize, cellsH: i32, cellsW: i32, first: i32, down: i32, across: i32, cout: i32, list: usize): usize {
  for (let cy = 0; cy < cellsH; cy++, first += down) {
    for (let cx = 0, offset = first; cx < cellsW; cx++, offset += across, dy += <usize>cout << 2) {
      let at = offset;
      if (positions) at += i32.load(places + (<usize>load<u8>(positions) << 2)), positions += cout;
      list = append(list, at, f32.load(dy));
    }
  }
  return list;
}

/** One cell's output gradients that are not 0, as a list of (offset of the channel's row in Wᵀ, dY) for each place of its window. */
function listsOfCell(dy: usize, positions: usize, cout: i32, wRow: usize, lists: usize, listBytes: usize, windows: i32, ends: usize): void {
  for (let p: usize = 0; p < <usize>windows; p++) i32.store(ends + (p << 2), <i32>(lists + p * listBytes));
  let offset = 0;
  for (const last = dy + (<usize>cout << 2); dy < last; dy += 4, offset += <i32>wRow) {
    let end = ends;
    if (positions) end += <usize>load<u8>(positions++) << 2;
    i32.store(end, <i32>append(<usize>i32.load(end), offset, f32.load(dy)));
  }
}

/** sums += Σ g · (12 vectors at base + offset) over a list; the sums stay in registers. */
function addScaled12(list: usize, end: usize, base: usize, sums: usize): void {
  let s0 = v128.load(sums), s1 = v128.load(sums, 16), s2 = v128.load(sums, 32), s3 = v128.load(sums, 48);
  let s4 = v128.load(sums, 64), s5 = v128.load(sums, 80), s6 = v128.load(sums, 96), s7 = v128.load(sums, 112);
  let s8 = v128.load(sums, 128), s9 = v128.load(sums, 144), s10 = v128.load(sums, 160), s11 = v128.load(sums, 176);
  for (; list < end; list += ENTRY) {
    const p = base + <usize>i32.load(list), q = p + 64, r = p + 128, g = v128.load32_splat(list, 4);
    s0 = madd(g, v128.load(p), s0), s1 = madd(g, v128.load(p, 16), s1), s2 = madd(g, v128.load(p, 32), s2), s3 = madd(g, v128.load(p, 48), s3);
    s4 = madd(g, v128.load(q), s4), s5 = madd(g, v128.load(q, 16), s5), s6 = madd(g, v128.load(q, 32), s6), s7 = madd(g, v128.load(q, 48), s7);
    s8 = madd(g, v128.load(r), s8), s9 = madd(g, v128.load(r, 16), s9), s10 = madd(g, v128.load(r, 32), s10), s11 = madd(g, v128.load(r, 48), s11);
  }
  v128.store(sums, s0), v128.store(sums, s1, 16), v128.store(sums, s2, 32), v128.store(sums, s3, 48);
  v128.store(sums, s4, 64), v128.store(sums, s5, 80), v128.store(sums, s6, 96), v128.store(sums, s7, 112);
  v128.store(sums, s8, 128), v128.store(sums, s9, 144), v128.store(sums, s10, 160), v128.store(sums, s11, 176);
}

/** The same with 4 vectors. */
function addScaled4(list: usize, end: usize, base: usize, sums: usize): void {
  let s0 = v128.load(sums), s1 = v128.load(sums, 16), s2 = v128.load(sums, 32), s3 = v128.load(sums, 48);
  for (; list < end; list += ENTRY) {
    const p = base + <usize>i32.load(list), g = v128.load32_splat(list, 4);
    s0 = madd(g, v128.load(p), s0), s1 = madd(g, v128.load(p, 16), s1);
    s2 = madd(g, v128.load(p, 32), s2), s3 = madd(g, v128.load(p, 48), s3);
  }
  v128.store(sums, s0), v128.store(sums, s1, 16), v128.store(sums, s2, 32), v128.store(sums, s3, 48);
}

/** The same with one vector. */
function addScaled1(list: usize, end: usize, base: usize, sums: usize): void {
  let s0 = v128.load(sums);
  for (; list < end; list += ENTRY) s0 = madd(v128.load32_splat(list, 4), v128.load(base + <usize>i32.load(list)), s0);
  v128.store(sums, s0);
}

/** The same with one vector in each of three rows, `baseRow` and `sumsRow` bytes apart: few input channels. */
function addScaled3Rows(list: usize, end: usize, base: usize, baseRow: usize, sums: usize, sumsRow: usize): void {
  const base1 = base + baseRow, base2 = base1 + baseRow, sums1 = sums + sumsRow, sums2 = sums1 + sumsRow;
  let s0 = v128.load(sums), s1 = v128.load(sums1), s2 = v128.load(sums2);
  let t0 = f32x4.splat(0), t1 = t0, t2 = t0;
  for (; list + ENTRY < end; list += 2 * ENTRY) {
    const p = <usize>i32.load(list), g = v128.load32_splat(list, 4);
    const q = <usize>i32.load(list, 8), h = v128.load32_splat(list, 12);
    s0 = madd(g, v128.load(base + p), s0), s1 = madd(g, v128.load(base1 + p), s1), s2 = madd(g, v128.load(base2 + p), s2);
    t0 = madd(h, v128.load(base + q), t0), t1 = madd(h, v128.load(base1 + q), t1), t2 = madd(h, v128.load(base2 + q), t2);
  }
  if (list < end) {
    const p = <usize>i32.load(list), g = v128.load32_splat(list, 4);
    s0 = madd(g, v128.load(base + p), s0), s1 = madd(g, v128.load(base1 + p), s1), s2 = madd(g, v128.load(base2 + p), s2);
  }
  v128.store(sums, f32x4.add(s0, t0)), v128.store(sums1, f32x4.add(s1, t1)), v128.store(sums2, f32x4.add(s2, t2));
}

/**
 * For each of a patch's kh rows of `run` floats: sums += Σ g · (the row at base + offset) over a list. For dW the
 * base is X, the offsets are pixels and the sums are the channel's row of dWᵀ; for dX the base is Wᵀ, the offsets
 * are channels and the sums are the pixel's patch of dX.
 */
export function addScaledPatch(list: usize, end: usize, base: usize, baseRow: usize, sums: usize, sumsRow: usize, kh: i32, run: i32): void {
  const vectors = run >> 2;
  if (kh == 3 && vectors < 4) {
    for (let v = 0; v < vectors; v++, base += 16, sums += 16) addScaled3Rows(list, end, base, baseRow, sums, sumsRow);
    return;
  }
  for (let r = 0; r < kh; r++, base += baseRow, sums += sumsRow) {
    let v = vectors, from = base, to = sums;
    for (; v >= 12; v -= 12, from += 192, to += 192) addScaled12(list, end, from, to);
    for (; v >= 4; v -= 4, from += 64, to += 64) addScaled4(list, end, from, to);
    for (; v > 0; v--, from += 16, to += 16) addScaled1(list, end, from, to);
  }
}

/** Copies W (kh · kw · cin × cout) into Wᵀ: cout rows of kh stretches of `padded` floats, zeros behind `run`. */
export function transposeWeights(w: usize, wt: usize, kh: i32, run: i32, padded: i32, cout: i32): void {
  const row = <usize>cout << 2, padRow = <usize>padded << 2;
  if (padded > run) memory.fill(wt, 0, <usize>(cout * kh) * padRow);
  for (let r: usize = 0; r < <usize>kh; r++) transpose(w + r * <usize>run * row, row, run, cout, wt + r * padRow, <usize>kh * padRow);
}

/** The way back, for the gradient. */
export function untransposeWeights(wt: usize, w: usize, kh: i32, run: i32, padded: i32, cout: i32): void {
  const row = <usize>cout << 2, padRow = <usize>padded << 2;
  for (let r: usize = 0; r < <usize>kh; r++) transpose(wt + r * padRow, <usize>kh * padRow, cout, run, w + r * <usize>run * row, row);
}

/**
 * dW, dB and, unless `dx` is 0, dX of `convolution_forward`, visiting output gradients only that are not 0: behind a
 * 2 × 2 max-pool and ReLU that is one in four or fewer. dY is the gradient behind the ReLU. See `listOfChannel` for
 * positions; without a pool `positions` is 0, the window and stride are 1 and the cells are the pixels. dX is written over.
 * `scratch`: see `sparseBackward` beside the plan.
 */
export function convolution_gradients(x: usize, w: usize, dy: usize, positions: usize, dx: usize, dw: usize, db: usize, n: i32, inH: i32, inW: i32, cin: i32, kh: i32, kw: i32, cout: i32, cellsH: i32, cellsW: i32, windowH: i32, windowW: i32, stride: i32, padTop: i32, padLeft: i32, scratch: usize): void {
  const run = kw * cin, padded = paddedRun(run), cells = cellsH * cellsW, windows = windowH * windowW;
  const padRow = <usize>padded << 2, wRow = <usize>kh * padRow;
  const pixel = <usize>cin << 2, row = <usize>inW * pixel, image = <usize>inH * row;
  const listBytes = <usize>(cout + 1) * ENTRY;
  const wt = scratch, dwt = wt + <usize>cout * wRow, places = dwt + <usize>cout * wRow;
  const ends = places + (<usize>windows << 2), lists = ends + (<usize>windows << 2);
  for (let p = 0; p < windows; p++) {
    i32.store(places + (<usize>p << 2), (p / windowW) * <i32>row + (p % windowW) * <i32>pixel);
  }
  const first = -(padTop * <i32>row + padLeft * <i32>pixel), down = stride * <i32>row, across = stride * <i32>pixel;
  memory.fill(dwt, 0, <usize>cout * wRow);
  memory.fill(db, 0, <usize>cout << 2);
  if (dx) transposeWeights(w, wt, kh, run, padded, cout);
  for (let i = 0; i < n; i++, x += image) {
    for (let c: usize = 0, sums = dwt; c < <usize>cout; c++, sums += wRow) {
      const end = listOfChannel(dy + (c << 2), positions ? positions + c : 0, places, cellsH, cellsW, first, down, across, cout, lists);
      addScaledPatch(lists, end, x, row, sums, padRow, kh, padded);
      let sum: f32 = 0;
      for (let entry = lists; entry < end; entry += ENTRY) sum += f32.load(entry, 4);
      f32.store(db + (c << 2), f32.load(db + (c << 2)) + sum);
    }
    if (!dx) {
      dy += <usize>(cells * cout) << 2;
      if (positions) positions += cells * cout;
      continue;
    }
    memory.fill(dx, 0, image);
    for (let cy = 0, line = first; cy < cellsH; cy++, line += down) {
      for (let cx = 0, offset = line; cx < cellsW; cx++, offset += across) {
        listsOfCell(dy, positions, cout, wRow, lists, listBytes, windows, ends);
        for (let p: usize = 0, list = lists; p < <usize>windows; p++, list += listBytes) {
          const end = <usize>i32.load(ends + (p << 2));
          if (end > list) addScaledPatch(list, end, wt, padRow, dx + offset + i32.load(places + (p << 2)), row, kh, padded);
        }
        dy += <usize>cout << 2;
        if (positions) positions += cout;
      }
    }
    dx += image;
  }
  untransposeWeights(dwt, dw, kh, run, padded, cout);
}
