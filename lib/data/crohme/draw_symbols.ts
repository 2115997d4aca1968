import { IMAGE_BYTES, rasterize } from "../../drawing/mod.ts";
import { type PackedStrokes, unpackStrokes } from "./packed_strokes.ts";

/** Symbols to be drawn, each as an image. */
export interface SymbolsTask {
  /** The tag among tasks. */
  readonly kind: "symbols";
  /** The strokes of each. */
  readonly symbols: PackedStrokes;
  /** In pixels of the image. */
  readonly penWidth: number;
}

/** Draws symbols: 45 × 45 grey values of each, one after the other. */
export function drawSymbols({ symbols, penWidth }: SymbolsTask): { readonly images: Uint8Array } {
  const images = new Uint8Array(symbols.counts.length * IMAGE_BYTES);
  let at = 0;
  for (const strokes of unpackStrokes(symbols)) {
    rasterize(strokes, images, at, { width: penWidth });
    at += IMAGE_BYTES;
  }
  return { images };
}
