import { decode, encode, ExtensionCodec } from "@msgpack/msgpack";

/** The typed arrays that plain data may hold; the place of each in this list is its code in a file. */
const KINDS = [
  Float32Array,
  Float64Array,
  Uint8Array,
  Uint16Array,
  Uint32Array,
  Int8Array,
  Int16Array,
  Int32Array,
] as const;

const extensionCodec = new ExtensionCodec();
KINDS.forEach((Kind, type) => {
  extensionCodec.register({
    type,
    encode: (value) =>
      value instanceof Kind ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice() : null,
    decode(bytes) {
      if (bytes.length % Kind.BYTES_PER_ELEMENT !== 0) throw new RangeError("an array of half an element");
      const n = bytes.length / Kind.BYTES_PER_ELEMENT;
      const values = new Kind(n);
      new Uint8Array(values.buffer).set(bytes);
      return values;
    },
  });
});

/**
 * Records, lists, texts, numbers and typed arrays as bytes (MessagePack), to the last bit: every number is written
 * as a double, since −0 would be lost in an integer. Typed arrays are little-endian, as all machines are that run Deno.
 */
export function encodePlainData(value: unknown): Uint8Array<ArrayBuffer> {
  return encode(value, { extensionCodec, ignoreUndefined: true, forceIntegerToFloat: true });
}

/**
 * Decodes the bytes that `encodePlainData` made.
 *
 * @throws {Error} The bytes are something else; the message says why.
 */
export function decodePlainData(bytes: Uint8Array): unknown {
  const most = bytes.length;
  return decode(bytes, {
    extensionCodec,
    maxArrayLength: most,
    maxMapLength: most,
    maxStrLength: most,
    maxBinLength: most,
    maxExtLength: most,
  });
}
