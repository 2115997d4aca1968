import type { GreyImage } from "./grey_image.ts";

/** For each output pixel along one axis: the first input pixel that counts, and the weights from there on. */
interface Taps {
  readonly first: Int32Array;
  readonly weights: readonly Float64Array[];
}

/**
 * Resizes a grey image. Shrinking averages the area an output pixel covers, so thin lines fade and do not
 * vanish; enlarging interpolates linearly between pixel centres.
 */
export function resize(image: GreyImage, width: number, height: number): GreyImage {
  const across = taps(image.width, width), down = taps(image.height, height);
  const narrowed = new Float64Array(width * image.height);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < width; x++) {
      const weights = across.weights[x], start = y * image.width + across.first[x];
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * image.pixels[start + i];
      narrowed[y * width + x] = sum;
    }
  }
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const weights = down.weights[y];
    for (let x = 0; x < width; x++) {
      const start = down.first[y] * width + x;
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * narrowed[start + i * width];
      grey[y * width + x] = Math.round(sum);
    }
  }
  return { width, height, pixels: grey };
}

/**
 * Fits an image into a square: resized so that the longer side fills it, the aspect kept, centred (an odd
 * pixel goes to the right or bottom), the rest filled with `background`. An image of that size is returned
 * unchanged.
 */
export function fitSquare(image: GreyImage, side: number, background: number): Uint8Array {
  if (image.width === side && image.height === side) return image.pixels;
  const scale = side / Math.max(image.width, image.height);
  const width = Math.max(1, Math.round(image.width * scale)),
    height = Math.max(1, Math.round(image.height * scale));
  const { pixels: grey } = resize(image, width, height);
  if (width === side && height === side) return grey;
  const square = new Uint8Array(side * side).fill(background);
  const left = Math.floor((side - width) / 2), top = Math.floor((side - height) / 2);
  for (let y = 0; y < height; y++) {
    square.set(grey.subarray(y * width, (y + 1) * width), (top + y) * side + left);
  }
  return square;
}

const known = new Map<string, Taps>();

/** The taps for a pair of sizes. They are cached, as a data set has images of few sizes. */
function taps(from: number, to: number): Taps {
  const key = `${from} ${to}`;
  const found = known.get(key) ?? (to < from ? areaTaps(from, to) : linearTaps(from, to));
  if (known.size > 1000) known.clear();
  known.set(key, found);
  return found;
}

function areaTaps(from: number, to: number): Taps {
  const first = new Int32Array(to), weights: Float64Array[] = [];
  for (let i = 0; i < to; i++) {
    const start = i * from / to, end = (i + 1) * from / to;
    first[i] = Math.floor(start);
    const covered = Math.min(from, Math.ceil(end)) - first[i];
    weights.push(Float64Array.from({ length: covered }, (_, k) => {
      const pixel = first[i] + k;
      return (Math.min(end, pixel + 1) - Math.max(start, pixel)) * to / from;
    }));
  }
  return { first, weights };
}

function linearTaps(from: number, to: number): Taps {
  const first = new Int32Array(to), weights: Float64Array[] = [];
  for (let i = 0; i < to; i++) {
    const centre = Math.min(from - 1, Math.max(0, (i + 0.5) * from / to - 0.5));
    first[i] = Math.floor(centre);
    const beyond = centre - first[i];
    weights.push(beyond > 0 ? Float64Array.of(1 - beyond, beyond) : Float64Array.of(1));
  }
  return { first, weights };
}
