/**
 * Copies an image (h × w pixels of `pixel` bytes) into a larger one whose rows are `toRow` bytes apart, at `to`.
 */
export function copyRows(from: usize, fromRow: usize, to: usize, toRow: usize, rows: i32, bytes: usize): void {
  for (let i = 0; i < rows; i++, from += fromRow, to += toRow) memory.copy(to, from, bytes);
}

/** y += x over n floats, exactly. */
@inline
export function addTo(x: usize, y: usize, n: i32): void {
  for (; n >= 4; n -= 4, x += 16, y += 16) v128.store(y, f32x4.add(v128.load(y), v128.load(x)));
  for (; n > 0; n--, x += 4, y += 4) f32.store(y, f32.load(y) + f32.load(x));
}
