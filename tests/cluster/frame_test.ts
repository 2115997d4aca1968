import { assertEquals, assertRejects } from "@std/assert";
import fc from "../properties.ts";
import { type Frame, FrameError, readFrame, writeFrame } from "../../cluster/frame.ts";

/** Bytes as a stream that gives at most so many at once. */
function reader(bytes: Uint8Array, atOnce = Infinity) {
  let at = 0;
  return {
    read(into: Uint8Array): Promise<number | null> {
      if (at === bytes.length) return Promise.resolve(null);
      const piece = bytes.subarray(at, at + Math.min(into.length, atOnce));
      into.set(piece);
      at += piece.length;
      return Promise.resolve(piece.length);
    },
  };
}

async function bytesOf(frame: Frame): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: number[] = [];
  await writeFrame({
    write(bytes) {
      // A pipe takes what it has room for.
      const taken = bytes.subarray(0, 1000);
      pieces.push(...taken);
      return Promise.resolve(taken.length);
    },
  }, frame);
  return Uint8Array.from(pieces);
}

/** A frame by hand: both lengths, the header's text, the body's bytes. */
function raw(header: string, body: Uint8Array, headBytes?: number, bodyBytes?: number): Uint8Array {
  const head = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + head.length + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, headBytes ?? head.length, true);
  view.setUint32(4, bodyBytes ?? body.length, true);
  bytes.set(head, 8);
  bytes.set(body, 8 + head.length);
  return bytes;
}

const FRAME: Frame = {
  header: { op: "train", spec: [["a/kernel", [2, 3]], ["a/bias", [3]], ["scale", []]], config: { seed: 1 } },
  body: Float32Array.of(1, -2, 3.5, 0, 1e-30, 3e38, 7, 8, 9, 10),
};

Deno.test("a frame has its lengths, header and floats in little-endian order, worked out by hand", async () => {
  const bytes = await bytesOf({ header: { op: "x", spec: [["w", [1]]] }, body: Float32Array.of(1) });
  const head = '{"op":"x","spec":[["w",[1]]]}';
  assertEquals(
    [...bytes],
    [head.length, 0, 0, 0, 4, 0, 0, 0, ...new TextEncoder().encode(head), 0, 0, 0x80, 0x3f],
  );
});

Deno.test("what is written is read, however few bytes come at once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.float(), { maxLength: 5000 }),
      fc.integer({ min: 1, max: 3000 }),
      async (values, atOnce) => {
        const body = Float32Array.from(values);
        const frame: Frame = { header: { op: "train", spec: [["w", [body.length]]] }, body };
        const read = await readFrame(reader(await bytesOf(frame), atOnce));
        assertEquals(read.header, frame.header);
        assertEquals(new Uint8Array(read.body.buffer), new Uint8Array(body.buffer));
      },
    ),
    { numRuns: 50 },
  );
});

Deno.test("a frame cut off anywhere is told as such, with the bytes there should be", async () => {
  const whole = await bytesOf(FRAME);
  for (let length = 0; length < whole.length; length++) {
    const error = await assertRejects(() => readFrame(reader(whole.subarray(0, length))), FrameError);
    assertEquals(/must have \d+ bytes, got \d+$/.test(error.message), true, error.message);
  }
});

const OVERSIZED: [string, Uint8Array, string][] = [
  ["header", raw("{}", new Uint8Array(), 2 ** 20 + 1), "got 1048577"],
  ["header of nearly 4 GB", raw("{}", new Uint8Array(), 2 ** 32 - 1), "got 4294967295"],
  ["body", raw('{"op":"x","spec":[]}', new Uint8Array(), undefined, 2 ** 30 + 1), "got 1073741825"],
];

for (const [what, bytes, told] of OVERSIZED) {
  Deno.test(`an oversized ${what} is refused before it is read`, async () => {
    const error = await assertRejects(() => readFrame(reader(bytes)), FrameError);
    assertEquals(error.message.endsWith(told), true, error.message);
  });
}

Deno.test("a body length that lies within the limit reserves little and is told", async () => {
  const header = `{"op":"x","spec":[["w",[${2 ** 28}]]]}`;
  const error = await assertRejects(
    () => readFrame(reader(raw(header, new Uint8Array(8), undefined, 2 ** 30))),
    FrameError,
  );
  assertEquals(error.message, `the body must have ${2 ** 30} bytes, got 8`);
});

const MALFORMED: [string, Uint8Array][] = [
  ["no bytes of header", raw("", new Uint8Array())],
  ["a header that is no JSON", raw("{op}", new Uint8Array())],
  ["a header that is no UTF-8", raw("??", new Uint8Array()).with(8, 0xff)],
  ["a header that is a list", raw("[1]", new Uint8Array())],
  ["a header that is null", raw("null", new Uint8Array())],
  ["no op", raw('{"spec":[]}', new Uint8Array())],
  ["an op that is a number", raw('{"op":1,"spec":[]}', new Uint8Array())],
  ["no spec", raw('{"op":"x"}', new Uint8Array())],
  ["a negative side", raw('{"op":"x","spec":[["w",[-1]]]}', new Uint8Array())],
  ["a side that is no whole number", raw('{"op":"x","spec":[["w",[0.5]]]}', new Uint8Array(2))],
  ["a name twice", raw('{"op":"x","spec":[["w",[1]],["w",[1]]]}', new Uint8Array(8))],
  ["more floats than the spec has", raw('{"op":"x","spec":[["w",[1]]]}', new Uint8Array(8))],
  ["fewer floats than the spec has", raw('{"op":"x","spec":[["w",[3]]]}', new Uint8Array(8))],
  ["a part of a float", raw('{"op":"x","spec":[["w",[1]]]}', new Uint8Array(3))],
];

for (const [what, bytes] of MALFORMED) {
  Deno.test(`malformed: ${what}`, async () => {
    await assertRejects(() => readFrame(reader(bytes)), FrameError);
  });
}
