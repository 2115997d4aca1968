import { join } from "@std/path";
import { encode } from "fast-png";
import { drawInk, image } from "../lib/data/mod.ts";
import { IMAGE_SIZE } from "../lib/drawing/mod.ts";

/** Images in folders named after their labels, such as the README's example wants. */
export async function drawSymbols(folder: string): Promise<void> {
  const ink = drawInk({ count: 24, seed: 1 });
  for (const [i, label] of ink.labels.entries()) {
    await Deno.mkdir(join(folder, `symbol-${label % 4}`), { recursive: true });
    const data = image(ink, i).map((value) => 255 - value);
    const png = encode({ width: IMAGE_SIZE, height: IMAGE_SIZE, data, channels: 1, depth: 8 });
    await Deno.writeFile(join(folder, `symbol-${label % 4}`, `${i}.png`), png);
  }
}
