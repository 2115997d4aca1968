import { normal, type Random } from "../../random/mod.ts";
import { type Box, boxOfStrokes, heightOf, type Stroke, widthOf } from "../../drawing/mod.ts";

/** Standard deviations of the distortions; lengths are shares of the longer side of the symbol. */
const ROTATION = 0.09, SLANT = 0.14, ASPECT = 0.14, BEND = 0.14, WAVE = 0.012, STRAY = 0.02, SIZE = 0.04;

/**
 * Distorts a symbol as if another person, or the same one another time, had written it: it is rotated, slanted, made
 * narrower or wider, bent by a random quadratic map and a wave, and its strokes are moved a little and resized. The
 * strengths were chosen on CROHME 2013's test set.
 */
export function distort(strokes: readonly Stroke[], random: Random): number[][] {
  const box = boxOfStrokes(strokes), size = Math.max(widthOf(box), heightOf(box)) || 1;
  const centre = [box.left + widthOf(box) / 2, box.top + heightOf(box) / 2];
  const bend = Array.from({ length: 6 }, () => BEND * normal(random));
  const wave = [WAVE * normal(random), WAVE * normal(random)];
  const phase = 2 * Math.PI * random(), frequency = 4 + 6 * random();
  const angle = ROTATION * normal(random), slant = SLANT * normal(random);
  const aspect = Math.exp(ASPECT * normal(random));
  const cos = Math.cos(angle), sin = Math.sin(angle);
  return strokes.map((stroke) => {
    const own = strokes.length > 1
      ? strayed(boxOfStrokes([stroke]), size, random)
      : { factor: 1, dx: 0, dy: 0, x: 0, y: 0 };
    const moved = new Array<number>(stroke.length);
    for (let i = 0; i < stroke.length; i += 2) {
      const x = (own.x + own.factor * (stroke[i] - own.x) + own.dx - centre[0]) / size;
      const y = (own.y + own.factor * (stroke[i + 1] - own.y) + own.dy - centre[1]) / size;
      const bentX = x + bend[0] * x * x + bend[1] * x * y + bend[2] * y * y +
        wave[0] * Math.sin(frequency * y + phase);
      const bentY = y + bend[3] * x * x + bend[4] * x * y + bend[5] * y * y +
        wave[1] * Math.sin(frequency * x - phase);
      const wide = aspect * (bentX - slant * bentY), high = bentY / aspect;
      moved[i] = centre[0] + size * (cos * wide + sin * high);
      moved[i + 1] = centre[1] + size * (cos * high - sin * wide);
    }
    return moved;
  });
}

/** How one of several strokes is changed: scaled about its own centre, then moved. */
function strayed(box: Box, size: number, random: Random) {
  return {
    x: box.left + widthOf(box) / 2,
    y: box.top + heightOf(box) / 2,
    factor: Math.exp(SIZE * normal(random)),
    dx: STRAY * size * normal(random),
    dy: STRAY * size * normal(random),
  };
}
