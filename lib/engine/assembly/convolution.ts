import { PANEL, packPanels, panelRowMajor } from "./gemm";
import { least, madd } from "./simd";

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
        panelRowMajor(outW, least(PANEL, cout - j), a, pixel, kh, row, run, panel, y + (<usize>j << 2), yPixel, false, bias + (<usize>j << 2), relu);
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

/**
 * One image's non-zero output gradients, by channel: for each channel its (offset of the pixel's patch in X, dY),
 * `cells` places a channel; and, where `byPixel` is not 0, by pixel: (offset of the channel's row in Wᵀ, dY),
 * `pixelRoom` places a pixel. Where a max-pool follows, dY is the gradient of its output and `positions` says
 * which pixel of the window each value came from, so at most one pixel in a window is visited; ReLU's zeros are
 * left out the same way. Entries are written always and counted only if non-zero: no branch to mispredict.
 */
function listGradients(dy: usize, y: usize, positions: usize, relu: bool, cellsH: i32, cellsW: i32, stride: i32, padTop: i32, padLeft: i32, windowW: i32, outW: i32, cout: i32, pixel: usize, row: usize, wRow: usize, byChannel: usize, channelCounts: usize, byPixel: usize, pixelCounts: usize, pixelRoom: i32): void {
  const channelBytes = <usize>(cellsH * cellsW + 1) * ENTRY, pixelBytes = <usize>pixelRoom * ENTRY;
  for (let cy = 0; cy < cellsH; cy++) {
    for (let cx = 0; cx < cellsW; cx++) {
      const top = cy * stride - padTop, left = cx * stride - padLeft;
      let list = byChannel, count = channelCounts, wOffset: usize = 0;
      for (let c = 0; c < cout; c++, dy += 4, y += 4, list += channelBytes, count += 4, wOffset += wRow) {
        let py = top, px = left;
        if (positions) {
          const position = <i32>load<u8>(positions++);
          const wy = windowW == 2 ? position >> 1 : position / windowW;
          py += wy, px += position - wy * windowW;
        }
        const g = f32.load(dy);
        const live = <i32>(g != 0) & <i32>(!relu || f32.load(y) > 0);
        const n = i32.load(count);
        const entry = list + <usize>n * ENTRY;
        i32.store(entry, <i32>(<usize>py * row + <usize>px * pixel));
        f32.store(entry, g, 4);
        i32.store(count, n + live);
        if (byPixel) {
          const at = py * outW + px;
          const m = i32.load(pixelCounts + (<usize>at << 2));
          const other = byPixel + <usize>at * pixelBytes + <usize>m * ENTRY;
          i32.store(other, <i32>wOffset);
          f32.store(other, g, 4);
          i32.store(pixelCounts + (<usize>at << 2), m + live);
        }
      }
    }
  }
}

/** sums += Σ g · (12 vectors at base + offset) over a list; the sums stay in registers. */
function addScaled12(list: usize, end: usize, base: usize, sums: usize): void {
  let s0 = v128.load(sums), s1 = v128.load(sums, 16), s2 = v128.load(sums, 32), s3 = v128.load(sums, 48);
  let s4 = v128.load(sums, 64), s5 = v128.load(sums, 80), s6 = v128.load(sums, 96), s7 = v128.load(sums, 112);
  let s8 = v128.load(sums, 128), s9 = v128.load(sums, 144), s10 = v128.load(sums, 160), s11 = v128.load(sums, 176);
  for (; list < end; list += ENTRY) {
    const p = base + <usize>i32.load(list), g = v128.load32_splat(list, 4);
    s0 = madd(g, v128.load(p), s0), s1 = madd(g, v128.load(p, 16), s1), s2 = madd(g, v128.load(p, 32), s2);
    s3 = madd(g, v128.load(p, 48), s3), s4 = madd(g, v128.load(p, 64), s4), s5 = madd(g, v128.load(p, 80), s5);
    s6 = madd(g, v128.load(p, 96), s6), s7 = madd(g, v128.load(p, 112), s7), s8 = madd(g, v128.load(p, 128), s8);
    s9 = madd(g, v128.load(p, 144), s9), s10 = madd(g, v128.load(p, 160), s10), s11 = madd(g, v128.load(p, 176), s11);
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
  memory.fill(wt, 0, <usize>(cout * kh * padded) << 2);
  for (let r = 0; r < kh; r++) {
    for (let k = 0; k < run; k++) {
      let to = wt + (<usize>(r * padded + k) << 2);
      for (let c = 0; c < cout; c++, w += 4, to += <usize>(kh * padded) << 2) f32.store(to, f32.load(w));
    }
  }
}

/** The way back, for the gradient. */
export function untransposeWeights(wt: usize, w: usize, kh: i32, run: i32, padded: i32, cout: i32): void {
  for (let r = 0; r < kh; r++) {
    for (let k = 0; k < run; k++) {
      let from = wt + (<usize>(r * padded + k) << 2);
      for (let c = 0; c < cout; c++, w += 4, from += <usize>(kh * padded) << 2) f32.store(w, f32.load(from));
    }
  }
}

/**
 * dW, dB and, unless `dx` is 0, dX of `convolution_forward`, visiting non-zero output gradients only: behind a
 * 2 × 2 max-pool and ReLU that is one in four or fewer. See `listGradients` for dy, y and positions; without a
 * pool `positions` is 0, stride 1 and the cells are the pixels. dX is written over. `scratch`: see
 * `convolutionScratchBytes` beside the plan.
 */
export function convolution_gradients(x: usize, w: usize, dy: usize, y: usize, positions: usize, dx: usize, dw: usize, db: usize, n: i32, inH: i32, inW: i32, cin: i32, kh: i32, kw: i32, cout: i32, outH: i32, outW: i32, cellsH: i32, cellsW: i32, stride: i32, padTop: i32, padLeft: i32, windowW: i32, pixelRoom: i32, relu: bool, scratch: usize): void {
  const run = kw * cin, padded = paddedRun(run);
  const padRow = <usize>padded << 2, wRow = <usize>kh * padRow, cells = cellsH * cellsW, pixels = outH * outW;
  const pixel = <usize>cin << 2, row = <usize>inW * pixel, image = <usize>inH * row;
  const channelBytes = <usize>(cells + 1) * ENTRY, pixelBytes = <usize>pixelRoom * ENTRY;
  const wt = scratch, dwt = wt + <usize>cout * wRow, channelCounts = dwt + <usize>cout * wRow;
  const byChannel = channelCounts + (<usize>cout << 2);
  const pixelCounts = byChannel + <usize>cout * channelBytes;
  const byPixel = dx ? pixelCounts + (<usize>pixels << 2) : 0;
  memory.fill(dwt, 0, <usize>cout * wRow);
  memory.fill(db, 0, <usize>cout << 2);
  if (dx) {
    transposeWeights(w, wt, kh, run, padded, cout);
    memory.fill(dx, 0, <usize>n * image);
  }
  for (let i = 0; i < n; i++) {
    memory.fill(channelCounts, 0, <usize>cout << 2);
    if (dx) memory.fill(pixelCounts, 0, <usize>pixels << 2);
    listGradients(dy, y, positions, relu, cellsH, cellsW, stride, padTop, padLeft, windowW, outW, cout, pixel, row, wRow, byChannel, channelCounts, byPixel, pixelCounts, pixelRoom);
    for (let c = 0, list = byChannel, sums = dwt; c < cout; c++, list += channelBytes, sums += wRow) {
      const end = list + <usize>i32.load(channelCounts + (<usize>c << 2)) * ENTRY;
      addScaledPatch(list, end, x, row, sums, padRow, kh, padded);
      let sum: f32 = 0;
      for (let entry = list; entry < end; entry += ENTRY) sum += f32.load(entry, 4);
      f32.store(db + (<usize>c << 2), f32.load(db + (<usize>c << 2)) + sum);
    }
    if (dx) {
      let list = byPixel, count = pixelCounts;
      for (let py = 0; py < outH; py++) {
        let to = dx + <usize>py * row;
        for (let px = 0; px < outW; px++, to += pixel, list += pixelBytes, count += 4) {
          const end = list + <usize>i32.load(count) * ENTRY;
          if (end > list) addScaledPatch(list, end, wt, padRow, to, row, kh, padded);
        }
      }
      dx += image;
    }
    x += image;
    dy += <usize>(cells * cout) << 2;
    y += <usize>(cells * cout) << 2;
    if (positions) positions += cells * cout;
  }
  untransposeWeights(dwt, dw, kh, run, padded, cout);
}
