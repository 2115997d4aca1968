/**
 * Kernels that run in the memory of the tfjs wasm backend. Pointers are byte offsets in it, maps are NHWC float32;
 * nothing is read or written beyond a tensor but for reads of less than a vector.
 */
export { dense_forward, dense_input_gradient, dense_weight_gradient } from "../../engine/assembly/dense";
export { convolution } from "./convolution";
export { filter_gradient, input_gradient } from "./dense_gradients";
export { sparse_filter_gradient, sparse_input_gradient } from "./sparse_gradients";
export { depthwise_filter_gradient, depthwise_input_gradient } from "./depthwise";
export { max_pool_gradient } from "./pooling";
export { adam, count_nonzero, relu_gradient, sum_rows } from "./elementwise";
/** Where the module's static data ends: below what Emscripten uses, see the build script. */
export const heapBase: usize = __heap_base;
