import { gathered, joined } from "../bytes.ts";
import { asciiAt, type CheckedImage, checkSize, viewOf } from "./checked_image.ts";
import { exifOf, exifOrientation } from "./orientation.ts";

/** Markers (ITU T.81, table B.1). */
const START = 0xd8, SCAN = 0xda, EXIF = 0xe1, ADOBE = 0xee, COMMENT = 0xfe;

/** Whether a marker begins a frame, whose header states the size; four in its range are other things. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/**
 * A JPEG whose EXIF states how it must be turned and nothing else. Comments, profiles and thumbnails are left out. The
 * size is that of its first frame; whatever follows, the decoder keeps to `JPEG_BOUNDS`.
 *
 * @throws {Error} It is too large, or its header is damaged.
 */
export function checkedJpeg(bytes: Uint8Array): CheckedImage {
  const view = viewOf(bytes);
  let size: readonly [width: number, height: number] | undefined, orientation = 1, scan = 0;
  const kept = gathered(bytes, keptSpans());
  if (!size) throw new Error("a JPEG without a frame");
  const [width, height] = size;
  checkSize(width, height);
  const exif = orientation === 1 ? new Uint8Array() : segmentOf(EXIF, exifOf(orientation));
  return {
    width,
    height,
    orientation,
    bytes: joined([Uint8Array.of(0xff, START), exif, kept, bytes.subarray(scan)]),
  };

  /** Looks at the segments up to the first scan, and says where those are that are kept. */
  function* keptSpans(): Generator<readonly [start: number, end: number]> {
    for (let at = 2;;) {
      while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++; // fill bytes
      if (at + 4 > bytes.length) throw new Error("JPEG cut short");
      if (bytes[at] !== 0xff) throw new Error("a JPEG whose header is damaged");
      const marker = bytes[at + 1], end = at + 2 + view.getUint16(at + 2);
      scan = at;
      if (marker === SCAN) return;
      if (end > bytes.length) throw new Error("JPEG cut short");
      if (isFrame(marker) && !size) {
        if (end < at + 9) throw new Error("a JPEG whose header is damaged");
        size = [view.getUint16(at + 7), view.getUint16(at + 5)];
      }
      if (marker === EXIF && asciiAt(bytes, at + 4, 4) === "Exif" && orientation === 1) {
        orientation = exifOrientation(bytes.subarray(at + 10, end));
      }
      if (!isRemark(marker)) yield [at, end];
      at = end;
    }
  }
}

/** Whether a segment says something about the picture but not what it looks like; Adobe's tells its colours. */
function isRemark(marker: number): boolean {
  return marker === COMMENT || marker >= 0xe0 && marker <= 0xef && marker !== ADOBE;
}

function segmentOf(marker: number, data: Uint8Array): Uint8Array {
  const length = data.length + 2;
  return Uint8Array.of(0xff, marker, length >> 8, length & 255, ...data);
}
