import { normal, type Random } from "../../random/mod.ts";
import type { WriterStyle } from "./writer_style.ts";

/**
 * Bends a whole symbol, centred at the origin and of size 1, in place: a random quadratic map and a wave (elastic
 * deformation), aspect, slant, rotation, then the tremor of the hand.
 */
export function deform(strokes: number[][], style: WriterStyle, random: Random): number[][] {
  const e = style.elasticity;
  const bend = style.bend.map((own) => own + e * normal(random));
  const wave = Array.from({ length: 4 }, () => 0.08 * e * normal(random));
  const phase = 2 * Math.PI * random(), frequency = 4 + 6 * random();
  const aspect = Math.exp((style.aspect + 0.17 * normal(random)) / 2);
  const slant = style.slant + 0.07 * normal(random);
  const rotation = style.rotation + 0.05 * normal(random);
  const cos = Math.cos(rotation), sin = Math.sin(rotation);
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      const x = stroke[i], y = stroke[i + 1];
      const u = Math.sin(frequency * x + phase), v = Math.sin(frequency * y - phase);
      let px = x + bend[0] * x * x + bend[1] * x * y + bend[2] * y * y + wave[0] * u + wave[1] * v;
      let py = y + bend[3] * x * x + bend[4] * x * y + bend[5] * y * y + wave[2] * u + wave[3] * v;
      px = aspect * px - slant * py;
      py /= aspect;
      stroke[i] = cos * px + sin * py + style.tremor * normal(random);
      stroke[i + 1] = cos * py - sin * px + style.tremor * normal(random);
    }
  }
  return strokes;
}
