/** The kernels compiled with fused multiply-add (relaxed SIMD). */
export function relaxedKernels(): Promise<WebAssembly.Module>;
/** The kernels compiled with plain SIMD. */
export function plainKernels(): Promise<WebAssembly.Module>;
