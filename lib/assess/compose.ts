import { croppedInk, type GreyImage, resize } from "../drawing/mod.ts";
import type { DrawnExpression } from "../data/crohme/mod.ts";
import type { Random } from "../random/mod.ts";
import type { ExpressionNode, RowNode } from "../expressions/mod.ts";
import { symbolOf } from "../symbols/mod.ts";

/** Pictures of single symbols, dark ink on white, cut to their ink, by symbol: `7`, `+`, `.`. */
export type SymbolPictures = ReadonlyMap<string, readonly GreyImage[]>;

/** A symbol's picture and its place, in pixels; y is 0 on the line's axis, where a minus stands, and grows downward. */
interface PlacedPicture {
  readonly symbol: string;
  readonly left: number;
  readonly top: number;
  readonly picture: GreyImage;
}

/** Pictures put together; they extend from 0 to `width` pixels. */
interface Block {
  readonly pictures: readonly PlacedPicture[];
  readonly width: number;
}

/** Height of a digit, in pixels. */
const DIGIT = 40;

/** Height or width of a sign, in heights of a digit. */
const SIGNS: Readonly<Record<string, { readonly side: "width" | "height"; readonly size: number }>> = {
  "+": { side: "width", size: 0.7 },
  "-": { side: "width", size: 0.6 },
  ".": { side: "height", size: 0.14 },
};

/**
 * An expression of digits, + − and dots put together from pictures of single symbols, each chosen at
 * random. Sizes, gaps and heights on the line vary a little, as in handwriting.
 */
export function compose(row: RowNode, pictures: SymbolPictures, random: Random): DrawnExpression {
  const { pictures: placed } = composeRow(row, DIGIT, pictures, random);
  const margin = DIGIT / 2;
  const left = Math.min(...placed.map((p) => p.left)) - margin,
    top = Math.min(...placed.map((p) => p.top)) - margin;
  const width = Math.ceil(Math.max(...placed.map((p) => p.left + p.picture.width)) + margin - left);
  const height = Math.ceil(Math.max(...placed.map((p) => p.top + p.picture.height)) + margin - top);
  const pixels = new Uint8Array(width * height).fill(255);
  const symbols = placed.map(({ symbol, picture, ...place }) => {
    const x = Math.round(place.left - left), y = Math.round(place.top - top);
    picture.pixels.forEach((value, i) => {
      const at = (y + Math.floor(i / picture.width)) * width + x + i % picture.width;
      pixels[at] = Math.min(pixels[at], value);
    });
    const ink = {
      width: picture.width,
      height: picture.height,
      pixels: picture.pixels.map((value) => 255 - value),
    };
    return { raw: symbol, label: null, ...croppedInk(ink, x, y) };
  });
  return { image: { width, height, pixels }, symbols };
}

function composeRow(row: RowNode, size: number, pictures: SymbolPictures, random: Random): Block {
  const placed: PlacedPicture[] = [];
  let right = 0;
  for (const node of row.children) {
    const { base, superscript } = node.kind === "scripts" ? node : { base: node };
    if (right > 0) right += size * between(0.12, 0.3, random);
    const block = composeNode(base, size, pictures, random);
    placed.push(...moved(block.pictures, right, 0));
    right += block.width;
    if (!superscript) continue;
    const raised = composeRow(superscript, 0.6 * size, pictures, random);
    right += size * between(0.02, 0.12, random);
    placed.push(...moved(raised.pictures, right, -size * between(0.6, 0.75, random)));
    right += raised.width;
  }
  return { pictures: placed, width: right };
}

function composeNode(
  node: ExpressionNode,
  size: number,
  pictures: SymbolPictures,
  random: Random,
): Block {
  switch (node.kind) {
    case "symbol":
      return single(symbolOf(node.label).latex, size, pictures, random);
    case "fraction": {
      const above = composeRow(node.numerator, 0.9 * size, pictures, random);
      const below = composeRow(node.denominator, 0.9 * size, pictures, random);
      const width = Math.max(above.width, below.width) + size * between(0.2, 0.5, random);
      const bar = stretched(oneOf(pictures.get("-")!, random), width, 0.1 * size);
      const gap = size * between(0.15, 0.3, random);
      return {
        width,
        pictures: [
          ...moved(above.pictures, (width - above.width) / 2, -gap - bottomOf(above.pictures)),
          { symbol: "-", left: 0, top: -bar.height / 2, picture: bar },
          ...moved(below.pictures, (width - below.width) / 2, gap - topOf(below.pictures)),
        ],
      };
    }
    default:
      throw new Error(`A ${node.kind} cannot be put together from pictures.`);
  }
}

function bottomOf(pictures: readonly PlacedPicture[]): number {
  return Math.max(...pictures.map(({ top, picture }) => top + picture.height));
}

function topOf(pictures: readonly PlacedPicture[]): number {
  return Math.min(...pictures.map(({ top }) => top));
}

/** Digits stand about the axis, a dot on the line below it. */
function single(symbol: string, size: number, pictures: SymbolPictures, random: Random): Block {
  const found = pictures.get(symbol);
  if (!found) throw new Error(`There is no picture of ${symbol}.`);
  const original = oneOf(found, random);
  const { side, size: share } = SIGNS[symbol] ?? { side: "height", size: 1 };
  const scale = size * share * between(0.9, 1.1, random) / original[side];
  const picture = stretched(original, scale * original.width, scale * original.height);
  const middle = (symbol === "." ? 0.43 : between(-0.05, 0.05, random)) * size;
  return { width: picture.width, pictures: [{ symbol, left: 0, top: middle - picture.height / 2, picture }] };
}

function stretched(picture: GreyImage, width: number, height: number): GreyImage {
  return resize(picture, Math.max(2, Math.round(width)), Math.max(2, Math.round(height)));
}

function moved(pictures: readonly PlacedPicture[], dx: number, dy: number): PlacedPicture[] {
  return pictures.map((picture) => ({ ...picture, left: picture.left + dx, top: picture.top + dy }));
}

function between(low: number, high: number, random: Random): number {
  return low + (high - low) * random();
}

function oneOf<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(values.length * random())];
}
