/**
 * tfjs itself, fast: kernels for its wasm backend, so that any layers model trains in Deno with `model.fit`.
 * @module
 */
export { registerFastKernels } from "./register.ts";
