import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { createEngine, openExamples } from "../../lib/engine/mod.ts";
import { lastImages } from "../../lib/engine/last_images.ts";
import { network } from "./networks.ts";
import fc from "../properties.ts";

const IMAGE_BYTES = 5;

/** Images whose bytes tell their index, and which of them were made. */
function counted() {
  const made: number[] = [];
  return {
    made,
    reader: {
      imageBytes: IMAGE_BYTES,
      read(index: number, into: Uint8Array) {
        made.push(index);
        into.fill(index + 1, 0, Math.min(into.length, IMAGE_BYTES));
      },
      label: (index: number) => index % 7,
    },
  };
}

Deno.test("of the images read, as many as have room are not made again: those read last", () => {
  fc.assert(fc.property(
    fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 400 }),
    fc.integer({ min: 1, max: 130 }),
    (asked, room) => {
      const { reader, made } = counted();
      const kept = lastImages(reader, room * IMAGE_BYTES);
      // By a list: the one read longest ago first.
      const expected: number[] = [];
      let list: number[] = [];
      for (const index of asked) {
        const out = new Uint8Array(IMAGE_BYTES + 1);
        kept.read(index, out);
        assertEquals(out, Uint8Array.of(...Array(IMAGE_BYTES).fill(index + 1), 0));
        if (!list.includes(index)) expected.push(index);
        list = [...list.filter((other) => other !== index), index].slice(-room);
      }
      assertEquals(made, expected);
      assertEquals(kept.label(9), 2);
    },
  ));
});

Deno.test("images of another size than the network's are refused", async () => {
  const engine = await createEngine(
    network([2, 2, 1], ["Flatten", {}], ["Dense", { units: 7, activation: "softmax" }]),
  );
  const { reader } = counted();
  engine.loadBatch({ ...reader, imageBytes: 4 }, [0, 1]);
  const error = assertThrows(() => engine.loadBatch(reader, [0, 1]), RangeError);
  assertEquals(error.message, "the network takes images of 4 bytes, got such of 5");
});

Deno.test("an image larger than the room there is is read all the same", () => {
  const { reader } = counted(), out = new Uint8Array(IMAGE_BYTES);
  lastImages(reader, 1).read(3, out);
  assertEquals(out, new Uint8Array(IMAGE_BYTES).fill(4));
});

Deno.test("an image that could not be read takes no other's place", () => {
  let fails = false;
  const kept = lastImages({
    imageBytes: 1,
    read(index, into) {
      if (fails) throw new Error("not now");
      into[0] = index;
    },
    label: () => 0,
  }, 3);
  const read = (index: number) => {
    const into = new Uint8Array(1);
    kept.read(index, into);
    return into[0];
  };
  for (const index of [0, 1, 2]) read(index);
  fails = true;
  assertThrows(() => read(3), Error, "not now");
  fails = false;
  assertEquals([4, 2, 1, 4, 3].map(read), [4, 2, 1, 4, 3]);
});

Deno.test("a stream of a module that makes no images is refused by name", async () => {
  const module = "data:text/javascript,export const images = 1";
  await assertRejects(
    () => openExamples({ module, options: {} }),
    TypeError,
    `openImages: ${module} does not`,
  );
});
