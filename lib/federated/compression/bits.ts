/** Writes numbers of a few bits each one after another, the lowest bit first. */
export interface BitWriter {
  /** Writes the lowest `bits` bits of a whole number; at most 24. */
  write(value: number, bits: number): void;
  /** All that was written; the last byte is filled with zeros. */
  bytes(): Uint8Array;
}

/** A writer with room for `capacityBits` bits. */
export function bitWriter(capacityBits: number): BitWriter {
  const buffer = new Uint8Array(Math.ceil(capacityBits / 8));
  let length = 0, pending = 0, pendingBits = 0;
  return {
    write(value, bits) {
      pending |= value << pendingBits;
      pendingBits += bits;
      while (pendingBits >= 8) {
        buffer[length++] = pending;
        pending >>>= 8;
        pendingBits -= 8;
      }
    },
    bytes() {
      if (pendingBits > 0) buffer[length] = pending;
      return buffer.subarray(0, length + (pendingBits > 0 ? 1 : 0));
    },
  };
}

/** Reads what a `BitWriter` wrote: each call gives the next number, of as many bits as asked for, at most 24. */
export function bitReader(bytes: Uint8Array): (bits: number) => number {
  let at = 0, pending = 0, pendingBits = 0;
  return (bits) => {
    while (pendingBits < bits) {
      pending |= (bytes[at++] ?? 0) << pendingBits;
      pendingBits += 8;
    }
    const value = pending & ((1 << bits) - 1);
    pending >>>= bits;
    pendingBits -= bits;
    return value;
  };
}
