/** The kernels of a training step. Pointers are byte offsets in the module's memory, maps are NHWC float32. */
export { dense_forward, dense_input_gradient, dense_pack, dense_weight_gradient, gram } from "./dense";
export { convolution_forward, convolution_gradients } from "./convolution";
export { grey_pool_gradient, window_pool_forward } from "./windows";
export { winograd_pack, winograd_pool_forward } from "./winograd";
export { max_pool_forward, max_pool_gradient } from "./pooling";
export { crop, dropout_mask, multiply, normalize, pad, relu_forward, relu_gradient } from "./elementwise";
export { scale_and_shift, softmax, softmax_cross_entropy } from "./loss";
export { adam_step, add_local_terms, sgd_step } from "./optimizer";
export { sum_of_four } from "./sums";
/** Where free memory begins. */
export const heapBase: usize = __heap_base;
