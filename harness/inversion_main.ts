/**
 * `deno task harness:inversion`: what a curious server restores of one client's image, with and without defences.
 * @module
 */
import { encode } from "fast-png";
import { image, loadData } from "../lib/data/mod.ts";
import { IMAGE_SIZE as SIDE, stretched } from "../lib/drawing/mod.ts";
import { correlation } from "../lib/metrics/mod.ts";
import { DEFENCES, restored } from "./inversion.ts";

const { dataset } = await loadData("ink", { seed: 1, count: 100 });
const original = image(dataset, 0);
const shown: Float64Array[] = [Float64Array.from(original)];
console.log("| what the server sees of the update | correlation with the image |\n| --- | --- |");
for (const defence of DEFENCES) {
  for (const noise of defence === "noise at the client" ? [0.001, 0.01, 0.1] : [0]) {
    const guess = await restored(dataset, dataset.classes.length, defence, noise);
    shown.push(guess);
    const name = noise > 0 ? `${defence}, ${noise} of its norm in each coordinate` : defence;
    console.log(`| ${name} | ${correlation(original, guess).toFixed(3)} |`);
  }
}
const others = original.map((_, i) => {
  let sum = 0;
  for (let k = 1; k < 10; k++) sum += image(dataset, k)[i];
  return sum / 9;
});
console.log(
  `| for comparison, the mean of the other clients' images | ${correlation(original, others).toFixed(3)} |`,
);
const width = SIDE * shown.length, data = new Uint8Array(width * SIDE);
shown.forEach((values, k) =>
  stretched(values).forEach((value, i) => data[Math.floor(i / SIDE) * width + k * SIDE + i % SIDE] = value)
);
await Deno.mkdir("runs", { recursive: true });
await Deno.writeFile("runs/inversion.png", encode({ width, height: SIDE, data, channels: 1, depth: 8 }));
console.log("\nThe image and these, in this order: runs/inversion.png");
