// @ts-self-types="./wasm_modules.d.ts"
// Source-phase imports, which TypeScript does not parse yet: they need no permission, and each engine makes its
// own instance with its own memory of the compiled module.

/** The kernels compiled with fused multiply-add (relaxed SIMD). */
export const relaxedKernels = () => import.source("./kernels_relaxed.wasm");

/** The kernels compiled with plain SIMD. */
export const plainKernels = () => import.source("./kernels_plain.wasm");
