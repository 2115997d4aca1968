/** How LZW is written: GIF and TIFF differ. */
export interface LzwCoding {
  /** Bits of a code that stands for itself: 8 for bytes. */
  readonly literalBits: number;
  /** Whether a code begins in the lowest bit of a byte (GIF) or in the highest (TIFF). */
  readonly lowestFirst: boolean;
  /** Whether codes grow one code earlier than they must (TIFF). */
  readonly early: boolean;
}

/** Most codes: 12 bits. */
const CODES = 4096;

/**
 * How many values LZW codes unpack to, counted without unpacking them: 1.5 bytes can stand for 4,096.
 *
 * @param codes The codes, with an end mark or without.
 * @param most Counting ends where there are more.
 * @throws {Error} A code stands for nothing, or there are more than `most`.
 */
export function lzwLength(
  codes: Uint8Array,
  { literalBits, lowestFirst, early }: LzwCoding,
  most: number,
): number {
  const clear = 1 << literalBits, end = clear + 1;
  const lengths = new Uint16Array(CODES).fill(1, 0, clear);
  let next = end + 1, bits = literalBits + 1, previous = -1, total = 0;
  let held = 0, heldBits = 0, at = 0;
  for (;;) {
    for (; heldBits < bits; heldBits += 8) {
      if (at === codes.length) return total;
      held = lowestFirst ? held | codes[at] << heldBits : (held << 8 | codes[at]) & 0xfffff;
      at++;
    }
    heldBits -= bits;
    const code = (lowestFirst ? held : held >> heldBits) & (1 << bits) - 1;
    if (lowestFirst) held >>= bits;
    if (code === end) return total;
    if (code === clear) {
      next = end + 1;
      bits = literalBits + 1;
      previous = -1;
      continue;
    }
    if (code > next || previous < 0 && code > clear) throw new Error("damaged: a code stands for nothing");
    total += code < next ? lengths[code] : lengths[previous] + 1;
    if (total > most) throw new Error(`damaged: it unpacks to more than the ${most} values of its size`);
    if (previous >= 0 && next < CODES) {
      lengths[next++] = lengths[previous] + 1;
      if (next === (1 << bits) - (early ? 1 : 0) && bits < 12) bits++;
    }
    previous = code;
  }
}
