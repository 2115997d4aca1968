import { packPanels, PANEL } from "./gemm";
import { storePooled } from "./pooling";
import { madd } from "./simd";

/** Whether the 4 × 4 pixels under a window are all 0: most of an image of handwriting is, and adds nothing. */
@inline
function isBlank(p0: usize, p1: usize, p2: usize, p3: usize): bool {
  return !v128.any_true(v128.or(v128.or(v128.load(p0), v128.load(p1)), v128.or(v128.load(p2), v128.load(p3))));
}

/**
 * The first layer of a network on grey images: 3 × 3 kernels on one channel, bias, ReLU if asked and a 2 × 2
 * max-pool in one pass. A window's four pixels × 8 filters are summed in registers, so that the map before the
 * pool is never written. cout a multiple of 8. `panels`: 9 · cout floats of scratch.
 */
export function grey_pool_forward(x: usize, w: usize, bias: usize, y: usize, positions: usize, n: i32, inH: i32, inW: i32, cout: i32, cellsH: i32, cellsW: i32, relu: bool, panels: usize): void {
  packPanels(w, 9, cout, panels);
  const row = <usize>inW << 2;
  for (let i = 0; i < n; i++, x += <usize>inH * row) {
    for (let cy = 0; cy < cellsH; cy++) {
      let p0 = x + 2 * <usize>cy * row, p1 = p0 + row, p2 = p1 + row, p3 = p2 + row;
      for (let cx = 0; cx < cellsW; cx++, p0 += 8, p1 += 8, p2 += 8, p3 += 8) {
        let k = panels, b = bias;
        if (isBlank(p0, p1, p2, p3)) {
          for (let j = 0; j < cout; j += 4, b += 16, y += 16, positions += 4) {
            const value = v128.load(b);
            v128.store(y, relu ? f32x4.pmax(value, f32x4.splat(0)) : value);
            store<u32>(positions, 0);
          }
          continue;
        }
        for (let j = 0; j < cout; j += PANEL, k += 288, b += 32, y += 32, positions += 8) {
          let w0 = v128.load(k), w1 = v128.load(k, 16), d: v128;
          d = v128.load32_splat(p0, 0);
          let a00 = f32x4.mul(d, w0), b00 = f32x4.mul(d, w1);
          d = v128.load32_splat(p0, 4);
          let a01 = f32x4.mul(d, w0), b01 = f32x4.mul(d, w1);
          d = v128.load32_splat(p1, 0);
          let a10 = f32x4.mul(d, w0), b10 = f32x4.mul(d, w1);
          d = v128.load32_splat(p1, 4);
          let a11 = f32x4.mul(d, w0), b11 = f32x4.mul(d, w1);
          w0 = v128.load(k, 32), w1 = v128.load(k, 48);
          d = v128.load32_splat(p0, 4), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
          d = v128.load32_splat(p0, 8), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
          d = v128.load32_splat(p1, 4), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
          d = v128.load32_splat(p1, 8), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
          w0 = v128.load(k, 64), w1 = v128.load(k, 80);
          d = v128.load32_splat(p0, 8), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
          d = v128.load32_splat(p0, 12), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
          d = v128.load32_splat(p1, 8), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
          d = v128.load32_splat(p1, 12), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
          w0 = v128.load(k, 96), w1 = v128.load(k, 112);
          d = v128.load32_splat(p1, 0), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
          d = v128.load32_splat(p1, 4), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
          d = v128.load32_splat(p2, 0), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
          d = v128.load32_splat(p2, 4), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
          w0 = v128.load(k, 128), w1 = v128.load(k, 144);
          d = v128.load32_splat(p1, 4), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
          d = v128.load32_splat(p1, 8), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
          d = v128.load32_splat(p2, 4), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
          d = v128.load32_splat(p2, 8), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
          w0 = v128.load(k, 160), w1 = v128.load(k, 176);
          d = v128.load32_splat(p1, 8), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
          d = v128.load32_splat(p1, 12), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
          d = v128.load32_splat(p2, 8), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
          d = v128.load32_splat(p2, 12), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
          w0 = v128.load(k, 192), w1 = v128.load(k, 208);
          d = v128.load32_splat(p2, 0), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
          d = v128.load32_splat(p2, 4), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
          d = v128.load32_splat(p3, 0), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
          d = v128.load32_splat(p3, 4), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
          w0 = v128.load(k, 224), w1 = v128.load(k, 240);
          d = v128.load32_splat(p2, 4), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
          d = v128.load32_splat(p2, 8), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
          d = v128.load32_splat(p3, 4), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
          d = v128.load32_splat(p3, 8), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
          w0 = v128.load(k, 256), w1 = v128.load(k, 272);
          d = v128.load32_splat(p2, 8), a00 = madd(d, w0, a00), b00 = madd(d, w1, b00);
          d = v128.load32_splat(p2, 12), a01 = madd(d, w0, a01), b01 = madd(d, w1, b01);
          d = v128.load32_splat(p3, 8), a10 = madd(d, w0, a10), b10 = madd(d, w1, b10);
          d = v128.load32_splat(p3, 12), a11 = madd(d, w0, a11), b11 = madd(d, w1, b11);
          storePooled(a00, a01, a10, a11, v128.load(b), relu, y, positions);
          storePooled(b00, b01, b10, b11, v128.load(b, 16), relu, y + 16, positions + 4);
        }
      }
    }
  }
}

/**
 * dW and dB of `grey_pool_forward`. A window's gradient goes to the pixel that won: four vectors, one a pixel, each
 * zero where another won. cout a multiple of 4.
 */
export function grey_pool_gradient(x: usize, dy: usize, y: usize, positions: usize, dw: usize, db: usize, n: i32, inH: i32, inW: i32, cout: i32, cellsH: i32, cellsW: i32, relu: bool): void {
  const row = <usize>inW << 2, yPixel = <usize>cout << 2, tap = yPixel;
  const cells = <usize>(cellsH * cellsW);
  const zero = f32x4.splat(0);
  const never = relu ? zero : f32x4.splat(-Infinity);
  memory.fill(dw, 0, 9 * tap);
  memory.fill(db, 0, yPixel);
  for (let i = 0; i < n; i++, x += <usize>inH * row, dy += cells * yPixel, y += cells * yPixel, positions += cells * cout) {
    for (let c: usize = 0; c < <usize>cout; c += 4) {
      const to = dw + (c << 2);
      let g = dy + (c << 2), value = y + (c << 2), position = positions + c;
      let s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, s5 = zero, s6 = zero, s7 = zero, s8 = zero, sum = zero;
      for (let cy = 0; cy < cellsH; cy++) {
        let p0 = x + 2 * <usize>cy * row, p1 = p0 + row, p2 = p1 + row, p3 = p2 + row;
        for (let cx = 0; cx < cellsW; cx++, p0 += 8, p1 += 8, p2 += 8, p3 += 8, g += yPixel, value += yPixel, position += cout) {
          const gradient = v128.and(v128.load(g), f32x4.gt(v128.load(value), never));
          sum = f32x4.add(sum, gradient);
          if (isBlank(p0, p1, p2, p3)) continue;
          const at = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(position)));
          const g00 = v128.and(gradient, i32x4.eq(at, i32x4.splat(0))), g01 = v128.and(gradient, i32x4.eq(at, i32x4.splat(1)));
          const g10 = v128.and(gradient, i32x4.eq(at, i32x4.splat(2))), g11 = v128.and(gradient, i32x4.eq(at, i32x4.splat(3)));
          let d: v128;
          d = v128.load32_splat(p0, 0), s0 = madd(d, g00, s0);
          d = v128.load32_splat(p0, 4), s1 = madd(d, g00, s1), s0 = madd(d, g01, s0);
          d = v128.load32_splat(p0, 8), s2 = madd(d, g00, s2), s1 = madd(d, g01, s1);
          d = v128.load32_splat(p0, 12), s2 = madd(d, g01, s2);
          d = v128.load32_splat(p1, 0), s3 = madd(d, g00, s3), s0 = madd(d, g10, s0);
          d = v128.load32_splat(p1, 4), s4 = madd(d, g00, s4), s3 = madd(d, g01, s3), s1 = madd(d, g10, s1), s0 = madd(d, g11, s0);
          d = v128.load32_splat(p1, 8), s5 = madd(d, g00, s5), s4 = madd(d, g01, s4), s2 = madd(d, g10, s2), s1 = madd(d, g11, s1);
          d = v128.load32_splat(p1, 12), s5 = madd(d, g01, s5), s2 = madd(d, g11, s2);
          d = v128.load32_splat(p2, 0), s6 = madd(d, g00, s6), s3 = madd(d, g10, s3);
          d = v128.load32_splat(p2, 4), s7 = madd(d, g00, s7), s6 = madd(d, g01, s6), s4 = madd(d, g10, s4), s3 = madd(d, g11, s3);
          d = v128.load32_splat(p2, 8), s8 = madd(d, g00, s8), s7 = madd(d, g01, s7), s5 = madd(d, g10, s5), s4 = madd(d, g11, s4);
          d = v128.load32_splat(p2, 12), s8 = madd(d, g01, s8), s5 = madd(d, g11, s5);
          d = v128.load32_splat(p3, 0), s6 = madd(d, g10, s6);
          d = v128.load32_splat(p3, 4), s7 = madd(d, g10, s7), s6 = madd(d, g11, s6);
          d = v128.load32_splat(p3, 8), s8 = madd(d, g10, s8), s7 = madd(d, g11, s7);
          d = v128.load32_splat(p3, 12), s8 = madd(d, g11, s8);
        }
      }
      v128.store(to + 0 * tap, f32x4.add(v128.load(to + 0 * tap), s0));
      v128.store(to + 1 * tap, f32x4.add(v128.load(to + 1 * tap), s1));
      v128.store(to + 2 * tap, f32x4.add(v128.load(to + 2 * tap), s2));
      v128.store(to + 3 * tap, f32x4.add(v128.load(to + 3 * tap), s3));
      v128.store(to + 4 * tap, f32x4.add(v128.load(to + 4 * tap), s4));
      v128.store(to + 5 * tap, f32x4.add(v128.load(to + 5 * tap), s5));
      v128.store(to + 6 * tap, f32x4.add(v128.load(to + 6 * tap), s6));
      v128.store(to + 7 * tap, f32x4.add(v128.load(to + 7 * tap), s7));
      v128.store(to + 8 * tap, f32x4.add(v128.load(to + 8 * tap), s8));
      v128.store(db + (c << 2), f32x4.add(v128.load(db + (c << 2)), sum));
    }
  }
}
