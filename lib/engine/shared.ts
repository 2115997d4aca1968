/** A `Float32Array` of n zeros on shared memory: workers see it without a copy. */
export function sharedFloats(n: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * n));
}
