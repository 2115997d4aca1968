/**
 * Partitions: ways to deal the training images to clients, and measures of how different the clients become.
 * @module
 */
export * from "./light.ts";
export { dirichlet, type DirichletOptions } from "./dirichlet.ts";
export { quantity, type QuantityOptions } from "./quantity.ts";
export { partition } from "./partition_by_spec.ts";
