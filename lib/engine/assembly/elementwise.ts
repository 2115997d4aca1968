/** Copies n maps (h × w pixels of `channels`) into the middle of larger zeroed ones. */
export function pad(x: usize, y: usize, n: i32, h: i32, w: i32, channels: i32, outH: i32, outW: i32, top: i32, left: i32): void {
  const pixel = <usize>channels << 2, row = <usize>w * pixel, outRow = <usize>outW * pixel;
  for (let i = 0; i < n; i++, y += <usize>outH * outRow) {
    let to = y + <usize>top * outRow + <usize>left * pixel;
    for (let r = 0; r < h; r++, x += row, to += outRow) memory.copy(to, x, row);
  }
}

/** The way back: copies the middle of larger maps out. */
export function crop(y: usize, x: usize, n: i32, h: i32, w: i32, channels: i32, outH: i32, outW: i32, top: i32, left: i32): void {
  const pixel = <usize>channels << 2, row = <usize>w * pixel, outRow = <usize>outW * pixel;
  for (let i = 0; i < n; i++, y += <usize>outH * outRow) {
    let from = y + <usize>top * outRow + <usize>left * pixel;
    for (let r = 0; r < h; r++, x += row, from += outRow) memory.copy(x, from, row);
  }
}

/** x = max(x, 0) in place. Buffers are padded to whole vectors. */
export function relu_forward(x: usize, n: i32): void {
  const zero = f32x4.splat(0);
  for (let end = x + (<usize>n << 2); x < end; x += 16) v128.store(x, f32x4.pmax(v128.load(x), zero));
}

/** dx = 0 where the ReLU's output is not positive, in place. */
export function relu_gradient(y: usize, dx: usize, n: i32): void {
  const zero = f32x4.splat(0);
  for (let end = y + (<usize>n << 2); y < end; y += 16, dx += 16) {
    v128.store(dx, v128.and(v128.load(dx), f32x4.gt(v128.load(y), zero)));
  }
}

/** y = x · mask. Buffers are padded to whole vectors. */
export function multiply(x: usize, mask: usize, y: usize, n: i32): void {
  for (let end = x + (<usize>n << 2); x < end; x += 16, mask += 16, y += 16) {
    v128.store(y, f32x4.mul(v128.load(x), v128.load(mask)));
  }
}

/**
 * Inverted dropout's mask: 0 with probability `rate`, else 1 / (1 − rate). Value i is decided by a hash of
 * (seed, first + i), Wellons' lowbias32, so that a batch cut into pieces draws the same mask.
 */
export function dropout_mask(mask: usize, n: i32, first: i32, seed: i32, rate: f32): void {
  const scale = f32x4.splat(1 / (1 - rate));
  // 24 random bits against rate · 2²⁴, compared as signed numbers.
  const threshold = i32x4.splat(<i32>(rate * 16777216));
  let index = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  const step = i32x4.splat(4), seeds = i32x4.splat(seed);
  for (let end = mask + (<usize>n << 2); mask < end; mask += 16) {
    let h = v128.xor(i32x4.mul(index, i32x4.splat(0x9e3779b9)), seeds);
    h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(0x21f0aaad));
    h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 15)), i32x4.splat(0xd35a2d97));
    h = v128.xor(h, i32x4.shr_u(h, 15));
    v128.store(mask, v128.and(scale, i32x4.ge_s(i32x4.shr_u(h, 8), threshold)));
    index = i32x4.add(index, step);
  }
}

/** Grey bytes to [0, 1]: the one place where images are normalised. */
export function normalize(bytes: usize, x: usize, n: i32): void {
  const scale = f32x4.splat(1 / <f32>255);
  let i = 0;
  for (; i + 4 <= n; i += 4, bytes += 4, x += 16) {
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes)));
    v128.store(x, f32x4.mul(f32x4.convert_i32x4_u(wide), scale));
  }
  for (; i < n; i++, bytes++, x += 4) f32.store(x, <f32>load<u8>(bytes) * (1 / <f32>255));
}
