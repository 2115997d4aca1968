/** a · b + c on four lanes: one rounding where relaxed SIMD is compiled in (and the machine fuses), two otherwise. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** The smaller of two counts. */
@inline
export function least(a: i32, b: i32): i32 {
  return a < b ? a : b;
}
