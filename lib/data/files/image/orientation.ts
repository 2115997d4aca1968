import type { GreyImage } from "../../../drawing/mod.ts";
import { tiffDirectory } from "./tiff_directory.ts";

/** The tag of the orientation, in TIFF and in EXIF. */
const ORIENTATION = 274;

/** The orientation stated in EXIF, 1 to 8; 1, which is upright, if it cannot be read or means nothing. */
export function exifOrientation(exif: Uint8Array): number {
  try {
    const [orientation] = tiffDirectory(exif).numbers(ORIENTATION, 1) ?? [1];
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  } catch {
    return 1;
  }
}

/** EXIF that states an orientation and nothing else, as a JPEG holds it. */
export function exifOf(orientation: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(
    ...[0x45, 0x78, 0x69, 0x66, 0, 0], // "Exif"
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8], // a TIFF whose first directory begins after these eight bytes
    ...[0, 1, ORIENTATION >> 8, ORIENTATION & 255, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0], // of one SHORT
    ...[0, 0, 0, 0], // no further directory
  );
}

/**
 * The image turned and mirrored as its orientation asks (TIFF 6.0, section 8: where row 0 and column 0 of the stored
 * image belong).
 */
export function upright({ width, height, pixels }: GreyImage, orientation: number): GreyImage {
  if (orientation === 1) return { width, height, pixels };
  const mirrored = [2, 3, 7, 8].includes(orientation), upsideDown = [3, 4, 6, 7].includes(orientation);
  const onItsSide = orientation >= 5;
  const [columns, rows] = onItsSide ? [height, width] : [width, height];
  const turned = new Uint8Array(pixels.length);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const [storedX, storedY] = onItsSide ? [y, x] : [x, y];
      turned[y * columns + x] = pixels[
        (upsideDown ? height - 1 - storedY : storedY) * width + (mirrored ? width - 1 - storedX : storedX)
      ];
    }
  }
  return { width: columns, height: rows, pixels: turned };
}
