/** into = ((a + b) + c) + d, of four vectors of n values that lie `apart` bytes from each other. */
export function sum_of_four(vectors: usize, apart: usize, into: usize, n: i32): void {
  const b = vectors + apart, c = b + apart, d = c + apart;
  const end = <usize>n << 2, whole = end & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const two = f32x4.add(v128.load(vectors + at), v128.load(b + at));
    v128.store(into + at, f32x4.add(f32x4.add(two, v128.load(c + at)), v128.load(d + at)));
  }
  for (; at < end; at += 4) {
    f32.store(into + at, f32.load(vectors + at) + f32.load(b + at) + f32.load(c + at) + f32.load(d + at));
  }
}
