/**
 * What this project uses of jimp, in place of jimp's own types: those bring in types of an old Node, which then hold for
 * every file that is checked with them.
 * @module
 */
import type { Buffer } from "node:buffer";

/** A picture of RGBA pixels. */
export interface JimpImage {
  readonly bitmap: { readonly width: number; readonly height: number; readonly data: Uint8Array };
  /** Scales it, in place. */
  resize(size: { readonly w: number; readonly h: number }): JimpImage;
  /** Copies another picture into it. */
  blit(what: { readonly src: JimpImage; readonly x: number; readonly y: number }): JimpImage;
  /** Lays another picture over it, from its upper left corner. */
  composite(over: JimpImage): JimpImage;
  /** Turns it counter-clockwise, in place. */
  rotate(degrees: number): JimpImage;
  /** Encodes it. */
  getBuffer(
    type: "image/png" | "image/gif" | "image/tiff",
    options?: { readonly colorType?: number; readonly deflateLevel?: number },
  ): Promise<Buffer>;
}

/** A class of pictures: jimp's own, or one with other formats. */
export interface JimpClass {
  new (options: {
    readonly width: number;
    readonly height: number;
    readonly data?: Buffer;
    readonly color?: string | number;
  }): JimpImage;
  /** Decodes the bytes of a file. */
  fromBuffer(bytes: Buffer, options?: Readonly<Record<string, unknown>>): Promise<JimpImage>;
}

/** Pictures in the formats that jimp brings along: PNG, JPEG, GIF, BMP and TIFF. */
export declare const Jimp: JimpClass;

/** A class of pictures in the formats of these plugins: `@jimp/core`. */
export declare function createJimp(options: { readonly formats: readonly unknown[] }): JimpClass;

/** A plugin for one format: `@jimp/wasm-webp`. */
declare const format: unknown;
export default format;
