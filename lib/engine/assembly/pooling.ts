/**
 * The greatest of a 2 × 2 window's four values (row by row), with bias and ReLU if asked, into `y`, and which it was
 * into `positions`; four channels. The bias is the same for all four, so it may be added last.
 */
@inline
export function storePooled(y00: v128, y01: v128, y10: v128, y11: v128, bias: v128, relu: bool, y: usize, positions: usize): void {
  const right = f32x4.gt(y01, y00), lowerRight = f32x4.gt(y11, y10);
  const upper = f32x4.pmax(y00, y01), lower = f32x4.pmax(y10, y11);
  const below = f32x4.gt(lower, upper);
  // A comparison's true is −1.
  const at = v128.bitselect(i32x4.sub(i32x4.splat(2), lowerRight), i32x4.neg(right), below);
  const best = f32x4.add(f32x4.pmax(upper, lower), bias);
  v128.store(y, relu ? f32x4.pmax(best, f32x4.splat(0)) : best);
  storePositions(at, positions);
}

/** Four positions as four bytes. */
@inline
function storePositions(at: v128, positions: usize): void {
  v128.store32_lane(positions, i8x16.shuffle(at, at, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12), 0);
}

/**
 * Max-pool of NHWC maps: each output is its window's first greatest value, `positions` says which (row · windowW
 * + column), one byte each. Windows reach beyond the map by the padding and are clipped there.
 */
export function max_pool_forward(x: usize, y: usize, positions: usize, n: i32, inH: i32, inW: i32, channels: i32, outH: i32, outW: i32, windowH: i32, windowW: i32, stride: i32, padTop: i32, padLeft: i32): void {
  const pixel = <usize>channels << 2, row = <usize>inW * pixel;
  const vectors = channels & ~3;
  for (let i = 0; i < n; i++, x += <usize>inH * row) {
    for (let oy = 0; oy < outH; oy++) {
      const y0 = max(0, oy * stride - padTop), y1 = min(inH, oy * stride - padTop + windowH);
      for (let ox = 0; ox < outW; ox++) {
        const x0 = max(0, ox * stride - padLeft), x1 = min(inW, ox * stride - padLeft + windowW);
        const firstPosition = (y0 - oy * stride + padTop) * windowW + x0 - ox * stride + padLeft;
        const first = x + <usize>y0 * row + <usize>x0 * pixel;
        let c = 0;
        for (; c < vectors; c += 4, y += 16, positions += 4) {
          let line = first + (<usize>c << 2);
          let best = v128.load(line), at = i32x4.splat(firstPosition);
          for (let py = y0, position = firstPosition; py < y1; py++, line += row, position += windowW) {
            for (let px = x0, p = line, k = position; px < x1; px++, p += pixel, k++) {
              const value = v128.load(p), greater = f32x4.gt(value, best);
              best = v128.bitselect(value, best, greater);
              at = v128.bitselect(i32x4.splat(k), at, greater);
            }
          }
          v128.store(y, best);
          storePositions(at, positions);
        }
        for (; c < channels; c++, y += 4, positions++) {
          let line = first + (<usize>c << 2);
          let best = f32.load(line), at = firstPosition;
          for (let py = y0, position = firstPosition; py < y1; py++, line += row, position += windowW) {
            for (let px = x0, p = line, k = position; px < x1; px++, p += pixel, k++) {
              const value = f32.load(p);
              if (value > best) best = value, at = k;
            }
          }
          f32.store(y, best);
          store<u8>(positions, <u8>at);
        }
      }
    }
  }
}

/** dX of a max-pool that does not follow a convolution; dX is written over. */
export function max_pool_gradient(dy: usize, positions: usize, dx: usize, n: i32, inH: i32, inW: i32, channels: i32, outH: i32, outW: i32, windowW: i32, stride: i32, padTop: i32, padLeft: i32): void {
  const pixel = <usize>channels << 2, row = <usize>inW * pixel;
  memory.fill(dx, 0, <usize>(n * inH) * row);
  for (let i = 0; i < n; i++, dx += <usize>inH * row) {
    for (let oy = 0; oy < outH; oy++) {
      for (let ox = 0; ox < outW; ox++) {
        for (let c = 0; c < channels; c++, dy += 4, positions++) {
          const position = <i32>load<u8>(positions);
          const py = oy * stride - padTop + position / windowW, px = ox * stride - padLeft + position % windowW;
          const to = dx + <usize>py * row + <usize>px * pixel + (<usize>c << 2);
          f32.store(to, f32.load(to) + f32.load(dy));
        }
      }
    }
  }
}
