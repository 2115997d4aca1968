import type { Region } from "./region.ts";

/**
 * What is known of expressions before seeing one: log-probabilities of symbols beside each other. A line's region is
 * undefined for the main line.
 */
export interface Grammar {
  /** Of `next` after `previous` on one line; `previous` is undefined at the beginning of a line. */
  follows(previous: string | undefined, next: string, region: Region | undefined): number;
  /** Of a line ending after `last`. */
  ends(last: string): number;
  /** Of a symbol having something in a region it can have. */
  opens(label: string, region: Region): number;
}
