import { Buffer } from "node:buffer";
import { UserError } from "../../../errors/mod.ts";
import { JPEG_BOUNDS } from "./jpeg_bounds.ts";
import type { JimpImage } from "./jimp_types.ts";
import type { Pixels } from "./pixels.ts";

/** This program may not look at the environment, as jimp does; nothing is wrong with the picture. */
export class EnvironmentHiddenError extends UserError {
  /** Always "EnvironmentHiddenError". */
  override readonly name = "EnvironmentHiddenError";
}

/**
 * Decodes a checked PNG, JPEG, GIF, BMP, TIFF or WebP with jimp. A JPEG is turned upright by its EXIF, other formats are
 * not: jimp reads the EXIF of JPEGs only.
 *
 * @throws {EnvironmentHiddenError} This program may not look at the environment.
 * @throws {Error} It is damaged.
 */
export async function decodeWithJimp(bytes: Uint8Array): Promise<Pixels> {
  const { Jimp } = await import("./jimp.ts");
  return await pixelsOf(bytes, (buffer) => Jimp.fromBuffer(buffer, { "image/jpeg": JPEG_BOUNDS }));
}

/**
 * Decodes a checked WebP with jimp's own plugin for it, which is WebAssembly.
 *
 * @throws {EnvironmentHiddenError} This program may not look at the environment.
 * @throws {Error} It is damaged.
 */
export async function decodeWebpWithJimp(bytes: Uint8Array): Promise<Pixels> {
  const { WebpJimp } = await import("./webp_jimp.ts");
  return await pixelsOf(bytes, (buffer) => WebpJimp.fromBuffer(buffer));
}

async function pixelsOf(bytes: Uint8Array, decode: (buffer: Buffer) => Promise<JimpImage>): Promise<Pixels> {
  // jimp takes a Buffer, no other Uint8Array; this is one of the same bytes.
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const { bitmap: { width, height, data } } = await decode(buffer);
    return { width, height, channels: 4, data, white: 255 };
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable && error.message.includes("env")) {
      throw new EnvironmentHiddenError(
        "jimp, which decodes it, looks through the environment: run Deno with --ignore-env",
      );
    }
    // Decoders stumble over what is damaged, or throw texts and numbers; what they refuse is a plain Error.
    const isRefused = error instanceof Error && error.constructor === Error;
    throw isRefused ? error : new Error(`damaged (${error instanceof Error ? error.message : error})`);
  }
}
