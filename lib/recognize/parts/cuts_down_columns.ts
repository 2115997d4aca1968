import { type Part, partsOf } from "./parts.ts";

/** Most ink that a cut crosses, in widths of the pen. */
const THIN = 1.6;

/** Most cuts tried for a part. */
const MOST_CUTS = 4;

/**
 * Cuts where a column has little ink, each at the least of its neighbourhood, those through the least ink first.
 *
 * @param pen Width of the pen, in pixels.
 */
export function cutsDownColumns({ box, ink }: Part, pen: number): Part[][] {
  const { width, height, pixels } = ink;
  const columns = new Uint32Array(width);
  for (let i = 0; i < pixels.length; i++) columns[i % width] += pixels[i];
  const margin = Math.ceil(1.5 * pen);
  const places: number[] = [];
  for (let x = margin; x < width - margin; x++) {
    const around = columns.subarray(x - margin, x + margin + 1);
    if (
      columns[x] <= THIN * pen && columns[x] === Math.min(...around) &&
      x - (places.at(-1) ?? -margin) >= margin
    ) {
      places.push(x);
    }
  }
  return places.sort((a, b) => columns[a] - columns[b]).slice(0, MOST_CUTS).map((place) =>
    [0, 1].flatMap((side) =>
      partsOf({
        width,
        height,
        pixels: pixels.map((value, i) => (i % width > place) === (side === 1) ? value : 0),
      }, box)
    )
  );
}
