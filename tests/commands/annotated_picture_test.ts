import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { decode } from "fast-png";
import { annotatedPicture, frameOf } from "../../commands/predict/annotated_picture.ts";
import { type FoundSymbol, overlay } from "../../commands/predict/overlay.ts";
import { loadRasterizer } from "../../lib/charts/static/rasterizer.ts";
import { testWith } from "../permission.ts";

Deno.test("a drawing is four times its picture, 1800 pixels wide and 4 million pixels at most, and margins", () => {
  const sizeOf = (width: number, height: number) => {
    const { width: w, height: h, left, top, scale } = frameOf({ width, height });
    return [w - 2 * left, h - top - left, scale];
  };
  assertEquals(sizeOf(100, 50), [400, 200, 4]);
  assertEquals(sizeOf(900, 500), [1800, 1000, 2]);
  assertEquals(sizeOf(4000, 3000), [1800, 1350, 0.45]);
  assertEquals(sizeOf(1000, 16000), [500, 8000, 0.5]);
  assertEquals(sizeOf(8192, 1), [1800, 1, 1800 / 8192]);
});

const FRAME = { width: 432, height: 276, left: 16, top: 60, scale: 4 };
const SURE: FoundSymbol = {
  box: { left: 10, top: 20, right: 30, bottom: 40 },
  label: "7",
  isDoubtful: false,
};

Deno.test("a sure symbol has a solid blue box, a doubtful one a dashed red one and a question mark", () => {
  const sure = overlay([SURE], FRAME), doubtful = overlay([{ ...SURE, isDoubtful: true }], FRAME);
  const box = '<rect x="52" y="136" width="88" height="88" stroke=';
  assertStringIncludes(sure, `${box}"#0072B2" stroke-width="3" stroke-dasharray="none"/>`);
  assertStringIncludes(sure, '<text x="96" y="130" fill="#0072B2">7</text>');
  assertStringIncludes(doubtful, `${box}"#D55E00" stroke-width="4" stroke-dasharray="14 8"/>`);
  assertStringIncludes(doubtful, '<text x="96" y="130" fill="#D55E00">7 ?</text>');
});

Deno.test("a label stays inside the drawing, and a sign of SVG is a label too", () => {
  const at = (left: number, label: string) =>
    /<text x="([\d.]+)"/.exec(
      overlay([{ ...SURE, label, box: { ...SURE.box, left, right: left + 2 } }], FRAME),
    )![1];
  // "lim" is 24 × (278 + 278 + 974) / 1000 = 36.7 pixels wide.
  assertEquals([at(0, "lim"), at(98, "lim"), at(50, "lim")], ["22.36", "409.64", "220"]);
  assertStringIncludes(overlay([{ ...SURE, label: "<" }], FRAME), ">&lt;</text>");
});

/** A grey picture of 100 × 50 pixels, light on the left and dark on the right. */
const PICTURE = {
  width: 100,
  height: 50,
  pixels: Uint8Array.from({ length: 5000 }, (_, i) => i % 100 < 50 ? 200 : 50),
};

testWith(
  { read: true, env: true },
  "the picture is scaled and the boxes lie on it; all around is white",
  async () => {
    const { width, height, channels, data } = decode(await annotatedPicture(PICTURE, [SURE]));
    assertEquals([width, height, channels], [432, 276, 3]);
    const pixel = (x: number, y: number) => [...data.slice(3 * (y * width + x), 3 * (y * width + x) + 3)];
    assertEquals(pixel(2, 2), [255, 255, 255]);
    assertEquals(pixel(430, 274), [255, 255, 255]);
    assertEquals(pixel(20, 64), [200, 200, 200]);
    assertEquals(pixel(410, 64), [50, 50, 50]);
    // The left line of the box, its white rim, and what is inside.
    assertEquals(pixel(52, 180), [0x00, 0x72, 0xb2]);
    assertNotEquals(pixel(54, 180), [200, 200, 200]);
    assertEquals(pixel(96, 180), [200, 200, 200]);
  },
);

testWith({ read: true }, "signs and Greek letters are drawn, each as itself", async () => {
  const rasterize = await loadRasterizer();
  const drawn = (label: string) =>
    rasterize(overlay([{ ...SURE, label }], FRAME), { widthPixels: FRAME.width }).toBase64();
  const drawings = new Set(["α", "β", "∑", "√", "∞", "∫", "≤", "→", "∀", "′", "…"].map(drawn));
  assertEquals(drawings.size, 11);
  assert(!drawings.has(drawn("\u{10ffff}")));
});
