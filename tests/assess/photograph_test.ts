import { assertEquals } from "@std/assert";
import { drawExpression } from "../../lib/data/crohme/mod.ts";
import { type Camera, CAMERAS, photograph } from "../../lib/assess/photograph.ts";
import { stream } from "../../lib/random/mod.ts";
import type { GreyImage } from "../../lib/drawing/mod.ts";
import { startOpenCv } from "../../lib/recognize/picture/open_cv.ts";

const drawn = drawExpression({
  id: "made",
  split: "none",
  writer: null,
  latex: "x=",
  symbols: [
    { label: "X", raw: "x", strokes: [[0, 0, 10, 10], [10, 0, 0, 10]] },
    { label: "=", raw: "=", strokes: [[20, 3, 30, 3], [20, 7, 30, 7]] },
    { label: "1", raw: "1", strokes: [[40, 0, 40, 10]] },
  ],
  unlabelled: [],
  origin: "made",
}, { symbolSize: 60, penWidth: 5 });

const PERFECT: Camera = {
  rotation: 0,
  perspective: 0,
  paper: 255,
  ink: 0,
  shading: 0,
  blur: 0.01,
  noise: 0,
  jpegQuality: 100,
};

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

Deno.test("a photograph is the same for the same seed, another for another", async () => {
  await startOpenCv();
  const take = (seed: number) => photograph(drawn, CAMERAS.medium, stream(seed, "photograph"));
  assertEquals(take(1), take(1));
  assertEquals(take(1).image.pixels.join() === take(2).image.pixels.join(), false);
});

Deno.test("a perfect camera changes nothing but the JPEG's rounding", async () => {
  await startOpenCv();
  const { image, symbols } = photograph(drawn, PERFECT, stream(1, "photograph"));
  assertEquals(symbols, drawn.symbols);
  const far = image.pixels.filter((value, i) => Math.abs(value - drawn.image.pixels[i]) > 8);
  assertEquals([image.width, far.length], [drawn.image.width, 0]);
});

Deno.test("truth moves along with the picture: its pixels are the dark ones", async () => {
  await startOpenCv();
  for (const seed of [1, 2, 3, 4]) {
    const { image, symbols } = photograph(drawn, CAMERAS.strong, stream(seed, "photograph"));
    symbols.forEach(({ box: { left, top }, ink: { width, height, pixels: ink }, raw }, s) => {
      assertEquals(raw, drawn.symbols[s].raw);
      const area = ink.reduce((a, b) => a + b, 0),
        before = drawn.symbols[s].ink.pixels.reduce((a, b) => a + b, 0);
      // Corners pulled by 8 % of the height either way: sides change by at most 16 %, areas by a third.
      assertEquals(area > 0.66 * before && area < 1.36 * before, true, `${area} of ${before}`);
      const onInk: number[] = [], around: number[] = [];
      for (let y = -8; y < height + 8; y++) {
        for (let x = -8; x < width + 8; x++) {
          const inside = x >= 0 && y >= 0 && x < width && y < height;
          const value = image.pixels[(top + y) * image.width + left + x];
          if (!inside) around.push(value);
          else if (ink[y * width + x]) onInk.push(value);
        }
      }
      assertEquals(mean(onInk) + 40 < mean(around), true, `${mean(onInk)} ${mean(around)}`);
    });
  }
});

Deno.test("paper and ink are as bright as the camera says, and the light falls off as it says", async () => {
  await startOpenCv();
  const blank = { image: { width: 200, height: 100, pixels: new Uint8Array(20_000).fill(255) }, symbols: [] };
  const { image } = photograph(blank, { ...PERFECT, paper: 200, shading: 0.5 }, stream(5, "photograph"));
  const corners = [0, 199, 99 * 200, 99 * 200 + 199].map((at) => image.pixels[at]);
  assertEquals(Math.max(...corners) <= 201 && Math.max(...corners) >= 170, true, String(corners));
  assertEquals(Math.min(...corners) >= 99 && Math.min(...corners) <= 130, true, String(corners));
  const noisy = photograph(
    blank,
    { ...PERFECT, paper: 128, noise: 10, jpegQuality: 100 },
    stream(6, "photograph"),
  );
  const values = [...noisy.image.pixels], middle = mean(values);
  const deviation = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  assertEquals(Math.abs(middle - 128) < 1 && Math.abs(deviation - 10) < 0.5, true, `${middle} ${deviation}`);
});

Deno.test("from a good photograph to a bad one everything gets worse, as far as the results say", () => {
  const { mild, medium, strong } = CAMERAS;
  for (const setting of ["rotation", "perspective", "shading", "blur", "noise", "ink"] as const) {
    assertEquals(mild[setting] < medium[setting] && medium[setting] < strong[setting], true, setting);
  }
  for (const setting of ["paper", "jpegQuality"] as const) {
    assertEquals(mild[setting] > medium[setting] && medium[setting] > strong[setting], true, setting);
  }
  assertEquals([strong.rotation, strong.perspective, strong.shading, strong.noise], [4, 0.08, 0.55, 10]);
});

Deno.test("a photograph is turned by at most as much as the camera says, and holds the whole page", async () => {
  await startOpenCv();
  // A level line from end to end; the middle draw turns nothing, the ends of the range by 3 degrees.
  const width = 400, height = 100, pixels = new Uint8Array(width * height).fill(255);
  for (let y = 48; y < 52; y++) pixels.fill(0, y * width + 20, y * width + 380);
  const line = { image: { width, height, pixels }, symbols: [] };
  const heightAt = ({ width, height, pixels }: GreyImage, x: number) => {
    const rows = Array.from({ length: height }, (_, y) => y).filter((y) => pixels[y * width + x] < 128);
    return mean(rows);
  };
  for (const [draw, degrees] of [[0.5, 0], [1 - 1e-9, 3], [0, -3]]) {
    const { image } = photograph(line, { ...PERFECT, rotation: 3 }, () => draw);
    const left = Math.round(image.width / 2) - 150, right = left + 300;
    const got = Math.atan2(heightAt(image, right) - heightAt(image, left), 300) * 180 / Math.PI;
    assertEquals(Math.abs(got - degrees) < 0.3, true, `${got} for ${degrees}`);
    // cos 3° · 400 + sin 3° · 100 and the other way round.
    const angle = Math.abs(degrees) * Math.PI / 180;
    assertEquals(
      [image.width, image.height],
      [
        Math.ceil(400 * Math.cos(angle) + 100 * Math.sin(angle) - 1e-6),
        Math.ceil(100 * Math.cos(angle) + 400 * Math.sin(angle) - 1e-6),
      ],
    );
  }
});

Deno.test("corners are pulled by a share of the shorter side, ink gets as bright as said, blur spreads it", async () => {
  await startOpenCv();
  const pixels = new Uint8Array(200 * 100).fill(0);
  const black = { image: { width: 200, height: 100, pixels }, symbols: [] };
  // All corners pulled alike, 0.1 of 100 down and right: the page moves, its size stays.
  const moved = photograph(black, { ...PERFECT, perspective: 0.1 }, () => 1 - 1e-9).image;
  assertEquals([moved.width, moved.height], [200, 100]);
  const pulls = [0.5, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
  let i = 0;
  // The upper left corner alone is pulled, 10 pixels left and up: the picture gets so much larger.
  const pulled = photograph(black, { ...PERFECT, perspective: 0.1 }, () => pulls[i++ % pulls.length]).image;
  assertEquals([pulled.width, pulled.height], [210, 110]);
  const grey = photograph(black, { ...PERFECT, ink: 70 }, () => 0.5).image;
  assertEquals(Math.abs(grey.pixels[50 * 200 + 100] - 70) <= 1, true);
  // An edge from black to white under a blur of 3: at 3.5 pixels from it 88 % of the way, as the normal distribution has it.
  const edge = { width: 200, height: 100, pixels: pixels.map((_, at) => at % 200 < 100 ? 0 : 255) };
  const soft = photograph({ image: edge, symbols: [] }, { ...PERFECT, blur: 3 }, () => 0.5).image;
  const at = soft.pixels[50 * 200 + 103];
  assertEquals(Math.abs(at - 0.88 * 255) < 12, true, `${at}`);
});
