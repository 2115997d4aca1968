import { asciiAt, viewOf } from "./checked_image.ts";

/** Bytes of an entry: tag, type, count, and its values or where they are. */
const ENTRY_BYTES = 12;

/** Bytes of one value, by the type of an entry: BYTE, SHORT and LONG are all that is needed. */
const VALUE_BYTES: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };

/** The first directory of a TIFF file, or of EXIF, which is stored as one (TIFF 6.0, section 2). */
export interface TiffDirectory {
  /** Whether its numbers begin with their lowest byte. */
  readonly littleEndian: boolean;
  /**
   * The whole numbers of a tag; undefined if the directory does not have it.
   *
   * @param tag Number of the tag.
   * @param most Most values there may be.
   * @throws {Error} There are more, they are of another type, or lie outside the file.
   */
  numbers(tag: number, most: number): number[] | undefined;
}

/**
 * Reads the first directory of a TIFF, and nothing it refers to until it is asked for.
 *
 * @throws {Error} It is not a TIFF, or the directory lies outside the file.
 */
export function tiffDirectory(bytes: Uint8Array): TiffDirectory {
  const view = viewOf(bytes), order = asciiAt(bytes, 0, 2);
  const littleEndian = order === "II";
  if (bytes.length < 8 || !littleEndian && order !== "MM" || view.getUint16(2, littleEndian) !== 42) {
    throw new Error("not a TIFF");
  }
  const start = view.getUint32(4, littleEndian);
  const inside = (at: number, length: number) => {
    if (at + length > bytes.length) throw new Error("cut short");
    return at;
  };
  const count = view.getUint16(inside(start, 2), littleEndian);
  inside(start, 2 + count * ENTRY_BYTES);
  const places = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const at = start + 2 + i * ENTRY_BYTES, tag = view.getUint16(at, littleEndian);
    if (!places.has(tag)) places.set(tag, at);
  }
  return {
    littleEndian,
    numbers(tag, most) {
      const entry = places.get(tag);
      if (entry === undefined) return undefined;
      const type = view.getUint16(entry + 2, littleEndian), many = view.getUint32(entry + 4, littleEndian);
      const size = VALUE_BYTES[type];
      if (!size) throw new Error(`tag ${tag} is of type ${type}`);
      if (many === 0 || many > most) {
        throw new Error(`tag ${tag} has ${many} values, at most ${most} make sense`);
      }
      const at = inside(many * size <= 4 ? entry + 8 : view.getUint32(entry + 8, littleEndian), many * size);
      const read = {
        1: (at: number) => view.getUint8(at),
        2: (at: number) => view.getUint16(at, littleEndian),
        4: (at: number) => view.getUint32(at, littleEndian),
      }[size];
      return Array.from({ length: many }, (_, i) => read(at + i * size));
    },
  };
}
