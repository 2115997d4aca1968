/**
 * Randomness as an argument: one stream for each purpose, the same numbers every time.
 * @module
 */
export { type Random, stream, type StreamKey, streamSeed } from "./stream.ts";
export { permutation, shuffle } from "./shuffle.ts";
export { normal } from "./normal.ts";
