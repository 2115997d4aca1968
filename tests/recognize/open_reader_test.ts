import { assert, assertEquals, assertRejects } from "@std/assert";
import { decodePicture, openReader, ReadingError } from "../../lib/recognize/mod.ts";
import { testWith } from "../permission.ts";

const MODEL = new URL("../../data/models/reader", import.meta.url).pathname;
const PICTURE = new URL("../fixtures/pictures/04_ruled_paper.jpg", import.meta.url);

testWith({ read: true }, "openReader() reads the bytes of a picture as the picture decoded", async () => {
  const bytes = await Deno.readFile(PICTURE), image = await decodePicture(bytes);
  const contours = await openReader(MODEL), original = await openReader(MODEL, "original");
  assertEquals(await contours.read(bytes), contours.readImage(image));
  assertEquals(await original.read(bytes), original.readImage(image));
  assert(contours.readImage(image).latex !== original.readImage(image).latex);
  await assertRejects(() => contours.read(Uint8Array.of(1, 2, 3)), ReadingError);
});
