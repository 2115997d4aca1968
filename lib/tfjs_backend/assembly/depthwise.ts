import { madd } from "../../engine/assembly/simd";

/** First place of a window along a side whose tap at `offset` (tap − padding before) lies on the map. */
@inline
function firstOn(offset: i32, stride: i32): i32 {
  return offset >= 0 ? 0 : (stride - 1 - offset) / stride;
}

/** Places of a window along a side, up to the first whose tap lies behind the map. */
@inline
function endOn(offset: i32, stride: i32, side: i32, places: i32): i32 {
  return side <= offset ? 0 : min(places, (side - 1 - offset) / stride + 1);
}

/**
 * dW (kh × kw × channels × multiplier) of a depthwise convolution: output channel c · multiplier + q comes from
 * input channel c.
 */
export function depthwise_filter_gradient(x: usize, dy: usize, dw: usize, n: i32, inH: i32, inW: i32, channels: i32, kh: i32, kw: i32, multiplier: i32, outH: i32, outW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32): void {
  const pixel = <usize>channels << 2, row = <usize>inW * pixel, image = <usize>inH * row;
  const yPixel = pixel * multiplier, yRow = <usize>outW * yPixel, yImage = <usize>outH * yRow;
  for (let ky = 0; ky < kh; ky++) {
    const y0 = firstOn(ky - padTop, strideH), y1 = endOn(ky - padTop, strideH, inH, outH);
    for (let kx = 0; kx < kw; kx++, dw += yPixel) {
      const x0 = firstOn(kx - padLeft, strideW), x1 = endOn(kx - padLeft, strideW, inW, outW);
      const step = <usize>strideW * pixel;
      let c: usize = 0;
      if (multiplier == 1) {
        for (; c + 16 <= pixel; c += 16) {
          let total = f32x4.splat(0);
          for (let i = 0, a = x + c, b = dy + c; i < n; i++, a += image, b += yImage) {
            let sum = f32x4.splat(0);
            for (let oy = y0; oy < y1; oy++) {
              let p = a + <usize>(oy * strideH + ky - padTop) * row + <usize>(x0 * strideW + kx - padLeft) * pixel;
              let q = b + <usize>oy * yRow + <usize>x0 * yPixel;
              for (let ox = x0; ox < x1; ox++, p += step, q += yPixel) sum = madd(v128.load(p), v128.load(q), sum);
            }
            total = f32x4.add(total, sum);
          }
          v128.store(dw + c, total);
        }
      }
      for (let o = c; o < yPixel; o += 4) {
        const from = (o >> 2) / multiplier << 2;
        let total: f32 = 0;
        for (let i = 0, a = x + from, b = dy + o; i < n; i++, a += image, b += yImage) {
          let sum: f32 = 0;
          for (let oy = y0; oy < y1; oy++) {
            let p = a + <usize>(oy * strideH + ky - padTop) * row + <usize>(x0 * strideW + kx - padLeft) * pixel;
            let q = b + <usize>oy * yRow + <usize>x0 * yPixel;
            for (let ox = x0; ox < x1; ox++, p += step, q += yPixel) sum += f32.load(p) * f32.load(q);
          }
          total += sum;
        }
        f32.store(dw + o, total);
      }
    }
  }
}

/** dX of a depthwise convolution; W is kh × kw × channels × multiplier. */
export function depthwise_input_gradient(dy: usize, w: usize, dx: usize, n: i32, inH: i32, inW: i32, channels: i32, kh: i32, kw: i32, multiplier: i32, outH: i32, outW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32): void {
  const pixel = <usize>channels << 2, row = <usize>inW * pixel, image = <usize>inH * row;
  const yPixel = pixel * multiplier, yRow = <usize>outW * yPixel, yImage = <usize>outH * yRow;
  for (let i = 0; i < n; i++, dx += image, dy += yImage) {
    memory.fill(dx, 0, image);
    for (let oy = 0; oy < outH; oy++) {
      for (let ky = 0; ky < kh; ky++) {
        const iy = oy * strideH + ky - padTop;
        if (iy < 0 || iy >= inH) continue;
        for (let kx = 0; kx < kw; kx++) {
          const x0 = firstOn(kx - padLeft, strideW), x1 = endOn(kx - padLeft, strideW, inW, outW);
          const filter = w + <usize>(ky * kw + kx) * yPixel;
          let to = dx + <usize>iy * row + <usize>(x0 * strideW + kx - padLeft) * pixel;
          let from = dy + <usize>oy * yRow + <usize>x0 * yPixel;
          for (let ox = x0; ox < x1; ox++, to += <usize>strideW * pixel, from += yPixel) {
            let c: usize = 0;
            if (multiplier == 1) {
              for (; c + 16 <= pixel; c += 16) {
                v128.store(to + c, madd(v128.load(from + c), v128.load(filter + c), v128.load(to + c)));
              }
            }
            for (let o = c; o < yPixel; o += 4) {
              const at = to + ((o >> 2) / multiplier << 2);
              f32.store(at, f32.load(at) + f32.load(from + o) * f32.load(filter + o));
            }
          }
        }
      }
    }
  }
}
