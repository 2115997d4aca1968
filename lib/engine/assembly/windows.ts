import { packPanels } from "./packing";
import { storePooled } from "./pooling";
import { madd } from "./simd";
import { PANEL } from "./tile";

/** Whether the 4 × 4 pixels under a window, 4 · `pixel` bytes in each row, are all 0: most of an image of handwriting is, and adds nothing. */
@inline
function isBlank(p: usize, row: usize, pixel: usize): bool {
  let any = f32x4.splat(0);
  for (const end = p + 4 * pixel; p < end; p += 16) {
    any = v128.or(any, v128.or(v128.or(v128.load(p), v128.load(p + row)), v128.or(v128.load(p + 2 * row), v128.load(p + 3 * row))));
  }
  return !v128.any_true(any);
}

/** One of four pixels in all lanes. */
@inline
function spread(pixels: v128, index: i32): v128 {
  if (index == 0) return i32x4.shuffle(pixels, pixels, 0, 0, 0, 0);
  if (index == 1) return i32x4.shuffle(pixels, pixels, 1, 1, 1, 1);
  if (index == 2) return i32x4.shuffle(pixels, pixels, 2, 2, 2, 2);
  return i32x4.shuffle(pixels, pixels, 3, 3, 3, 3);
}

/**
 * A 3 × 3 convolution, bias, ReLU if asked and a 2 × 2 max-pool in one pass, for few channels, as a network's first layer has.
 * A window's four pixels × 8 filters are summed in registers, so that the map before the pool is never written. Where there
 * is no ink the bias alone is left. `inked` receives, for each row of windows, how many have ink and which: n · cellsH ·
 * (cellsW + 1) numbers. cout a multiple of 8. `scratch`: (9 · cin + cellsW) · cout floats.
 */
export function window_pool_forward(x: usize, w: usize, bias: usize, y: usize, positions: usize, inked: usize, n: i32, inH: i32, inW: i32, cin: i32, cout: i32, cellsH: i32, cellsW: i32, relu: bool, scratch: usize): void {
  const pixel = <usize>cin << 2, row = <usize>inW * pixel;
  const yPixel = <usize>cout << 2, yRow = <usize>cellsW * yPixel, panels = scratch + yRow;
  packPanels(w, 9 * cin, cout, panels);
  for (let at = scratch; at < panels; at += yPixel) memory.copy(at, bias, yPixel);
  if (relu) for (let at = scratch; at < panels; at += 16) v128.store(at, f32x4.pmax(v128.load(at), f32x4.splat(0)));
  for (let i = 0; i < n; i++, x += <usize>inH * row) {
    for (let cy = 0, top = x; cy < cellsH; cy++, top += 2 * row, y += yRow, positions += yRow >> 2) {
      memory.copy(y, scratch, yRow);
      memory.fill(positions, 0, yRow >> 2);
      const end = listInked(top, row, pixel, cellsW, inked);
      for (let at = inked + 4; at < end; at += 4) {
        const cx = <usize>i32.load(at), from = top + 2 * cx * pixel, to = y + cx * yPixel, toPositions = positions + cx * <usize>cout;
        if (cin == 1) greyWindow(from, row, panels, bias, to, toPositions, cout, relu);
        else window(from, row, pixel, panels, bias, to, toPositions, cout, relu);
      }
      inked += <usize>(cellsW + 1) << 2;
    }
  }
}

/** Lists the windows of a row that have ink, their number first; where the list ends. */
function listInked(top: usize, row: usize, pixel: usize, cellsW: i32, inked: usize): usize {
  let end = inked + 4;
  for (let cx = 0; cx < cellsW; cx++, top += 2 * pixel) {
    i32.store(end, cx);
    end += <usize>!isBlank(top, row, pixel) << 2;
  }
  i32.store(inked, <i32>(end - inked - 4) >> 2);
  return end;
}

/** One window of some channels for all filters. */
function window(p: usize, row: usize, pixel: usize, k: usize, bias: usize, y: usize, positions: usize, cout: i32, relu: bool): void {
  for (let end = y + (<usize>cout << 2); y < end; bias += 32, y += 32, positions += 8) {
    let a00 = f32x4.splat(0), a01 = a00, a10 = a00, a11 = a00, b00 = a00, b01 = a00, b10 = a00, b11 = a00;
    for (let line = p, below = p + 3 * row; line < below; line += row) {
      for (let at = line, last = line + 3 * pixel; at < last; at += 4, k += 32) {
        const w0 = v128.load(k), w1 = v128.load(k, 16);
        let d = v128.load32_splat(at);
        a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
        d = v128.load32_splat(at + pixel), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
        d = v128.load32_splat(at + row), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
        d = v128.load32_splat(at + row + pixel), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
      }
    }
    storePooled(a00, a01, a10, a11, v128.load(bias), relu, y, positions);
    storePooled(b00, b01, b10, b11, v128.load(bias, 16), relu, y + 16, positions + 4);
  }
}

/** One window of one channel for all filters: its pixels stay in registers. */
function greyWindow(p: usize, row: usize, k: usize, bias: usize, y: usize, positions: usize, cout: i32, relu: bool): void {
  const p0 = v128.load(p), p1 = v128.load(p + row), p2 = v128.load(p + 2 * row), p3 = v128.load(p + 3 * row);
  for (let end = y + (<usize>cout << 2); y < end; k += 288, bias += 32, y += 32, positions += 8) {
    let w0 = v128.load(k), w1 = v128.load(k, 16), d: v128;
    d = spread(p0, 0);
    let a00 = f32x4.mul(d, w0), b00 = f32x4.mul(d, w1);
    d = spread(p0, 1);
    let a01 = f32x4.mul(d, w0), b01 = f32x4.mul(d, w1);
    d = spread(p1, 0);
    let a10 = f32x4.mul(d, w0), b10 = f32x4.mul(d, w1);
    d = spread(p1, 1);
    let a11 = f32x4.mul(d, w0), b11 = f32x4.mul(d, w1);
    w0 = v128.load(k, 32), w1 = v128.load(k, 48);
    d = spread(p0, 1), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
    d = spread(p0, 2), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
    d = spread(p1, 1), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
    d = spread(p1, 2), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
    w0 = v128.load(k, 64), w1 = v128.load(k, 80);
    d = spread(p0, 2), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
    d = spread(p0, 3), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
    d = spread(p1, 2), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
    d = spread(p1, 3), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
    w0 = v128.load(k, 96), w1 = v128.load(k, 112);
    d = spread(p1, 0), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
    d = spread(p1, 1), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
    d = spread(p2, 0), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
    d = spread(p2, 1), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
    w0 = v128.load(k, 128), w1 = v128.load(k, 144);
    d = spread(p1, 1), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
    d = spread(p1, 2), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
    d = spread(p2, 1), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
    d = spread(p2, 2), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
    w0 = v128.load(k, 160), w1 = v128.load(k, 176);
    d = spread(p1, 2), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
    d = spread(p1, 3), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
    d = spread(p2, 2), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
    d = spread(p2, 3), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
    w0 = v128.load(k, 192), w1 = v128.load(k, 208);
    d = spread(p2, 0), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
    d = spread(p2, 1), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
    d = spread(p3, 0), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
    d = spread(p3, 1), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
    w0 = v128.load(k, 224), w1 = v128.load(k, 240);
    d = spread(p2, 1), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
    d = spread(p2, 2), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
    d = spread(p3, 1), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
    d = spread(p3, 2), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
    w0 = v128.load(k, 256), w1 = v128.load(k, 272);
    d = spread(p2, 2), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
    d = spread(p2, 3), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
    d = spread(p3, 2), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
    d = spread(p3, 3), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
    storePooled(a00, a01, a10, a11, v128.load(bias), relu, y, positions);
    storePooled(b00, b01, b10, b11, v128.load(bias, 16), relu, y + 16, positions + 4);
  }
}

/**
 * dW and dB of `window_pool_forward` with one channel, whose `inked` it reads: only where there is ink has the kernel a gradient. A window's
 * gradient goes to the pixel that won: four vectors, one a pixel, each zero where another won. cout a multiple of 4.
 */
export function grey_pool_gradient(x: usize, dy: usize, y: usize, positions: usize, inked: usize, dw: usize, db: usize, n: i32, inH: i32, inW: i32, cout: i32, cellsH: i32, cellsW: i32, relu: bool): void {
  const row = <usize>inW << 2, yPixel = <usize>cout << 2, yRow = <usize>cellsW * yPixel;
  const never = relu ? f32x4.splat(0) : f32x4.splat(-Infinity);
  memory.fill(dw, 0, 9 * yPixel);
  memory.fill(db, 0, yPixel);
  for (let i = 0; i < n; i++, x += <usize>inH * row) {
    for (let cy = 0, top = x; cy < cellsH; cy++, top += 2 * row, dy += yRow, y += yRow, positions += yRow >> 2, inked += <usize>(cellsW + 1) << 2) {
      const end = inked + 4 + (<usize>i32.load(inked) << 2);
      for (let c: usize = 0; c < yPixel; c += 16) {
        let sum = v128.load(db + c);
        for (let g = dy + c, value = y + c, last = dy + yRow; g < last; g += yPixel, value += yPixel) {
          sum = f32x4.add(sum, v128.and(v128.load(g), f32x4.gt(v128.load(value), never)));
        }
        v128.store(db + c, sum);
        if (end > inked + 4) addInked(inked + 4, end, top, row, dy + c, y + c, positions + (c >> 2), yPixel, never, dw + c);
      }
    }
  }
}

/** dW of four filters from a row's windows that have ink. */
function addInked(list: usize, end: usize, top: usize, row: usize, dy: usize, y: usize, positions: usize, yPixel: usize, never: v128, dw: usize): void {
  let s0 = v128.load(dw), s1 = v128.load(dw + yPixel), s2 = v128.load(dw + 2 * yPixel), s3 = v128.load(dw + 3 * yPixel), s4 = v128.load(dw + 4 * yPixel);
  let s5 = v128.load(dw + 5 * yPixel), s6 = v128.load(dw + 6 * yPixel), s7 = v128.load(dw + 7 * yPixel), s8 = v128.load(dw + 8 * yPixel);
  for (; list < end; list += 4) {
    const cx = <usize>i32.load(list), p = top + 8 * cx;
    const gradient = v128.and(v128.load(dy + cx * yPixel), f32x4.gt(v128.load(y + cx * yPixel), never));
    const at = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(positions + cx * (yPixel >> 2))));
    const g00 = v128.and(gradient, i32x4.eq(at, i32x4.splat(0))), g01 = v128.and(gradient, i32x4.eq(at, i32x4.splat(1)));
    const g10 = v128.and(gradient, i32x4.eq(at, i32x4.splat(2))), g11 = v128.and(gradient, i32x4.eq(at, i32x4.splat(3)));
    let pixels: v128, d: v128;
    pixels = v128.load(p);
    d = spread(pixels, 0), s0 = madd(d, g00, s0);
    d = spread(pixels, 1), s1 = madd(d, g00, s1), s0 = madd(d, g01, s0);
    d = spread(pixels, 2), s2 = madd(d, g00, s2), s1 = madd(d, g01, s1);
    d = spread(pixels, 3), s2 = madd(d, g01, s2);
    pixels = v128.load(p + row);
    d = spread(pixels, 0), s3 = madd(d, g00, s3), s0 = madd(d, g10, s0);
    d = spread(pixels, 1), s4 = madd(d, g00, s4), s3 = madd(d, g01, s3), s1 = madd(d, g10, s1), s0 = madd(d, g11, s0);
    d = spread(pixels, 2), s5 = madd(d, g00, s5), s4 = madd(d, g01, s4), s2 = madd(d, g10, s2), s1 = madd(d, g11, s1);
    d = spread(pixels, 3), s5 = madd(d, g01, s5), s2 = madd(d, g11, s2);
    pixels = v128.load(p + 2 * row);
    d = spread(pixels, 0), s6 = madd(d, g00, s6), s3 = madd(d, g10, s3);
    d = spread(pixels, 1), s7 = madd(d, g00, s7), s6 = madd(d, g01, s6), s4 = madd(d, g10, s4), s3 = madd(d, g11, s3);
    d = spread(pixels, 2), s8 = madd(d, g00, s8), s7 = madd(d, g01, s7), s5 = madd(d, g10, s5), s4 = madd(d, g11, s4);
    d = spread(pixels, 3), s8 = madd(d, g01, s8), s5 = madd(d, g11, s5);
    pixels = v128.load(p + 3 * row);
    d = spread(pixels, 0), s6 = madd(d, g10, s6);
    d = spread(pixels, 1), s7 = madd(d, g10, s7), s6 = madd(d, g11, s6);
    d = spread(pixels, 2), s8 = madd(d, g10, s8), s7 = madd(d, g11, s7);
    d = spread(pixels, 3), s8 = madd(d, g11, s8);
  }
  v128.store(dw, s0), v128.store(dw + yPixel, s1), v128.store(dw + 2 * yPixel, s2), v128.store(dw + 3 * yPixel, s3), v128.store(dw + 4 * yPixel, s4);
  v128.store(dw + 5 * yPixel, s5), v128.store(dw + 6 * yPixel, s6), v128.store(dw + 7 * yPixel, s7), v128.store(dw + 8 * yPixel, s8);
}
