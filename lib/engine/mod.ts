/**
 * The wasm engine: how a training step is computed.
 * @module
 */
export {
  ADAM,
  type BatchResult,
  createEngine,
  type Engine,
  type EngineOptions,
  type Examples,
  type GradientOptions,
  type Optimizer,
} from "./engine.ts";
export { detectSimd, type Simd } from "./kernels.ts";
