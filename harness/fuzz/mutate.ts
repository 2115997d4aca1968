import type { Random } from "../../lib/random/mod.ts";

/** Numbers that break what was not checked, as text and as 32 bits. */
const NUMBERS = [
  "-1",
  "0",
  "1e308",
  "1e999",
  "4294967296",
  "9007199254740993",
  "-0",
  "NaN",
  "0.1e-320",
  "65536",
];
const WORDS = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, 0x10000];

/**
 * A few changes to bytes that were right: what a damaged disk, a careless program or somebody hostile makes of them.
 *
 * @param tokens Texts that mean something in this format.
 * @param others Other inputs that were right; pieces of them are spliced in.
 */
export function mutate(
  bytes: Uint8Array,
  tokens: readonly string[],
  others: readonly Uint8Array[],
  random: Random,
): Uint8Array<ArrayBuffer> {
  let result = new Uint8Array(bytes);
  for (let changes = 1 + Math.floor(4 * random()); changes > 0; changes--) {
    result = change(result, tokens, others, random);
  }
  return result;
}

function change(
  bytes: Uint8Array<ArrayBuffer>,
  tokens: readonly string[],
  others: readonly Uint8Array[],
  random: Random,
): Uint8Array<ArrayBuffer> {
  const below = (n: number) => Math.floor(n * random());
  const at = below(bytes.length + 1), to = Math.min(bytes.length, at + 1 + below(2 ** below(9)));
  const text = (value: string) => new TextEncoder().encode(value);
  switch (below(10)) {
    case 0: { // bits
      const flipped = bytes.slice();
      for (let n = 1 + below(8); n > 0 && bytes.length > 0; n--) {
        flipped[below(bytes.length)] ^= 1 << below(8);
      }
      return flipped;
    }
    case 1: // cut short
      return bytes.slice(0, at);
    case 2: // a piece gone
      return replaced(bytes, at, to, new Uint8Array());
    case 3: // a piece again
      return replaced(bytes, at, at, bytes.subarray(at, to));
    case 4: // a piece very often
      return replaced(bytes, at, at, repeated(bytes.subarray(at, to), 1 + below(500)));
    case 5: // noise
      return replaced(bytes, at, to, Uint8Array.from({ length: to - at }, () => below(256)));
    case 6: // a word of the format
      return replaced(bytes, at, random() < 0.5 ? at : to, text(tokens[below(tokens.length)] ?? ""));
    case 7: { // a number in place of another
      const digits = numberAt(bytes, at);
      return digits ? replaced(bytes, ...digits, text(NUMBERS[below(NUMBERS.length)])) : bytes;
    }
    case 8: { // 32 bits in place of others, either order
      const word = new Uint8Array(4);
      new DataView(word.buffer).setUint32(0, WORDS[below(WORDS.length)], random() < 0.5);
      return replaced(bytes, at, at + 4, word);
    }
    default: { // a piece of another input
      const other = others[below(others.length)], from = below(other.length + 1);
      return replaced(bytes, at, to, other.subarray(from, from + below(1000)));
    }
  }
}

function replaced(bytes: Uint8Array, from: number, to: number, piece: Uint8Array): Uint8Array<ArrayBuffer> {
  const tail = bytes.subarray(to), result = new Uint8Array(from + piece.length + tail.length);
  result.set(bytes.subarray(0, from));
  result.set(piece, from);
  result.set(tail, from + piece.length);
  return result;
}

function repeated(piece: Uint8Array, times: number): Uint8Array {
  const result = new Uint8Array(piece.length * times);
  for (let i = 0; i < times; i++) result.set(piece, i * piece.length);
  return result;
}

/** Where the number at or after a place begins and ends. */
function numberAt(bytes: Uint8Array, at: number): [number, number] | undefined {
  const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
  while (at < bytes.length && !isDigit(bytes[at])) at++;
  let to = at;
  while (to < bytes.length && isDigit(bytes[to])) to++;
  return to > at ? [at, to] : undefined;
}
