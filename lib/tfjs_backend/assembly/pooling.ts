/**
 * dX of a max-pool: each window's gradient goes to its first greatest value, recognised by its equality with the
 * pool's output. Windows reach beyond the map by the padding and are clipped there.
 */
export function max_pool_gradient(x: usize, y: usize, dy: usize, dx: usize, n: i32, inH: i32, inW: i32, channels: i32, outH: i32, outW: i32, windowH: i32, windowW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32): void {
  const pixel = <usize>channels << 2, row = <usize>inW * pixel, image = <usize>inH * row;
  const overlap = strideH < windowH || strideW < windowW;
  for (let i = 0; i < n; i++, x += image, dx += image) {
    memory.fill(dx, 0, image);
    for (let oy = 0; oy < outH; oy++) {
      const y0 = max(0, oy * strideH - padTop), y1 = min(inH, oy * strideH - padTop + windowH);
      for (let ox = 0; ox < outW; ox++, y += pixel, dy += pixel) {
        const x0 = max(0, ox * strideW - padLeft), x1 = min(inW, ox * strideW - padLeft + windowW);
        const first = <usize>y0 * row + <usize>x0 * pixel;
        let c: usize = 0;
        for (; c + 16 <= pixel; c += 16) {
          const best = v128.load(y + c);
          let g = v128.load(dy + c);
          for (let py = y0, line = first + c; py < y1; py++, line += row) {
            for (let px = x0, at = line; px < x1; px++, at += pixel) {
              const here = f32x4.eq(v128.load(x + at), best), given = v128.and(g, here);
              v128.store(dx + at, overlap ? f32x4.add(v128.load(dx + at), given) : given);
              g = v128.andnot(g, here);
            }
          }
        }
        for (; c < pixel; c += 4) {
          const best = f32.load(y + c);
          let g = f32.load(dy + c);
          for (let py = y0, line = first + c; py < y1; py++, line += row) {
            for (let px = x0, at = line; px < x1; px++, at += pixel) {
              if (f32.load(x + at) != best) continue;
              f32.store(dx + at, f32.load(dx + at) + g);
              g = 0;
            }
          }
        }
      }
    }
  }
}
