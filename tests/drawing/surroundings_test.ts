import { assert, assertEquals } from "@std/assert";
import { IMAGE_BYTES, IMAGE_SIZE, type Stroke, Surroundings } from "../../lib/drawing/mod.ts";

/** The picture of a symbol of one stroke amid others. */
function drawn(own: Stroke, others: readonly Stroke[], unit: number): Uint8Array {
  const out = new Uint8Array(IMAGE_BYTES);
  new Surroundings<Stroke>((stroke) => [stroke], unit).draw([own], others, out, 0, 1);
  return out;
}

/** Where the bright pixels of a picture are on average, and how bright its brightest is. */
function spot(values: Uint8Array, from: number, to: number) {
  let sum = 0, x = 0, y = 0, brightest = 0;
  values.forEach((value, i) => {
    if (value < from || value > to) return;
    sum += value, x += value * (i % IMAGE_SIZE), y += value * Math.floor(i / IMAGE_SIZE);
    brightest = Math.max(brightest, value);
  });
  return { x: x / sum, y: y / sum, brightest };
}

Deno.test("a picture of surroundings is four symbols wide, its symbol bright in the middle, the rest dim in its place", () => {
  // A picture of 45 pixels shows 4 units: a unit is 11.25 pixels, whatever the page's measure.
  for (const unit of [1, 10, 400]) {
    const values = drawn([7 * unit, 7 * unit], [[8 * unit, 7 * unit], [7 * unit, 5.5 * unit]], unit);
    const own = spot(values, 200, 255);
    assert(Math.abs(own.x - 22) <= 1 && Math.abs(own.y - 22) <= 1, JSON.stringify(own));
    const right = spot(values.map((value, i) => i % IMAGE_SIZE > 28 ? value : 0), 1, 255);
    assert(Math.abs(right.x - own.x - 11.25) <= 1 && Math.abs(right.y - own.y) <= 1, JSON.stringify(right));
    const above = spot(values.map((value, i) => i < 16 * IMAGE_SIZE ? value : 0), 1, 255);
    assert(Math.abs(above.y - own.y + 1.5 * 11.25) <= 1, JSON.stringify(above));
    assert(right.brightest <= 102 && above.brightest <= 102 && right.brightest > 60);
  }
});

Deno.test("what is far away is not seen, ink without neighbours is alone, and long ink is bounded", () => {
  const alone = drawn([0, 0], [], 1);
  assertEquals(drawn([0, 0], [[3, 0], [0, -3], [1e9, 1e9]], 1), alone);
  const line = drawn([-1e9, 0, 1e9, 0], [], 1);
  assertEquals(line.length, IMAGE_BYTES);
});

Deno.test("a symbol as large as its neighbours looks otherwise than one half as large", () => {
  const neighbours: Stroke[] = [[-10, 0, -10, 10], [20, 0, 20, 10]];
  const letter = (size: number): Stroke => [0, 10 - size, size, 10, size, 10 - size, 0, 10];
  const large = drawn(letter(10), neighbours, 10), small = drawn(letter(5), neighbours, 10);
  const height = (values: Uint8Array) => {
    const rows = [...values.keys()].filter((i) => values[i] > 150).map((i) => Math.floor(i / IMAGE_SIZE));
    return Math.max(...rows) - Math.min(...rows) + 1;
  };
  assert(Math.abs(height(large) - 2 * height(small)) <= 2, `${height(large)} and ${height(small)}`);
});
