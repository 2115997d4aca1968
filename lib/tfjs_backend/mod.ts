/**
 * Fast kernels for the wasm backend of TensorFlow.js, so that any layers model trains in Deno with `model.fit`.
 * @module
 */
export { registerFastKernels } from "./register.ts";
