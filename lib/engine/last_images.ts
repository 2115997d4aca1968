import type { ImageReader } from "./examples.ts";

/** Bytes of the images that a worker keeps of those it streams: some 16,000 of 45 × 45. */
export const KEPT_BYTES = 2 ** 25;

/** The same images, the last ones read kept: an epoch that fits into `bytes` is made or read only once. */
export function lastImages(reader: ImageReader, bytes = KEPT_BYTES): ImageReader {
  const { imageBytes } = reader;
  const most = Math.max(1, Math.floor(bytes / imageBytes));
  /** Each image's place in `kept`, the one that was read longest ago first. */
  const places = new Map<number, number>();
  let kept = new Uint8Array(0);

  /** A place for one more image: a new one, or that of the image read longest ago. */
  function placeFor(): number {
    if (places.size < most) return places.size;
    const [[oldest, place]] = places;
    places.delete(oldest);
    return place;
  }

  return {
    imageBytes,
    read(index, into) {
      const had = places.get(index), image = into.subarray(0, imageBytes);
      if (had === undefined) reader.read(index, image);
      else image.set(kept.subarray(had * imageBytes, (had + 1) * imageBytes));
      // What follows is reached only where the image was read: a place is never given away for one that was not.
      const place = had ?? placeFor(), from = place * imageBytes;
      if (from + imageBytes > kept.length) {
        const more = new Uint8Array(Math.min(most, Math.max(64, 2 * place)) * imageBytes);
        more.set(kept);
        kept = more;
      }
      if (had === undefined) kept.set(image, from);
      else places.delete(index);
      places.set(index, place);
    },
    label: (index) => reader.label(index),
  };
}
