/**
 * Randomness as an argument: a seeded stream for each purpose, which gives the same numbers every time.
 * @module
 */
export { type Random, stream, type StreamKey, streamSeed } from "./stream.ts";
export { permutation, shuffle } from "./shuffle.ts";
export { normal } from "./normal.ts";
