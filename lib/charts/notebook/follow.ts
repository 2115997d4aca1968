import { drawnOutput } from "./drawn_output.ts";
import type { Figure } from "../figures/figure.ts";
import { fnv1a } from "../hash.ts";
import { type Output, type PutOutput, putOutput } from "./notebook_output.ts";

/** Where a chart goes and how it is drawn; tests put others in their place. */
export interface Display {
  /** Puts the output into the notebook. */
  readonly put: PutOutput;
  /** Makes all forms of the output. */
  readonly draw: (figure: Figure) => Promise<Output>;
}

let followed = 0;

/**
 * Follows a run in a notebook: one chart of the results so far, drawn anew in its place as they come. The run
 * doesn't wait for it: while a chart is being drawn, the next waits, and only the newest is drawn after it.
 *
 * @example
 * ```ts
 * import { curves, follow } from "@fedink/fedink/charts";
 *
 * async function* rounds() { // as federated(…) gives them
 *   for (const accuracy of [0.2, 0.4, 0.5]) yield { accuracy };
 * }
 * const results = await follow(rounds(), (soFar) =>
 *   curves({ series: [{ name: "iid", runs: [soFar.map(({ accuracy }) => accuracy)] }], yTitle: "Test accuracy" }));
 * console.log(results.length); // 3
 * ```
 *
 * @param results What a run gives, such as `federated(…)`.
 * @param figure The chart of the results so far, at least one.
 * @returns All results, when the last chart stands.
 * @throws What the run throws, after the chart of what came before.
 */
export async function follow<T>(
  results: AsyncIterable<T>,
  figure: (soFar: readonly T[]) => Figure,
  { put, draw }: Display = { put: putOutput, draw: drawnOutput },
): Promise<T[]> {
  const displayId = `follow-${fnv1a(`${performance.timeOrigin}`).toString(36)}-${followed++}`;
  const soFar: T[] = [];
  let shown = 0;
  let drawing: Promise<void> | undefined;
  const drawLatest = async () => {
    while (shown < soFar.length) {
      const count = soFar.length;
      await put(await draw(figure(soFar.slice(0, count))), { displayId, update: shown > 0 });
      shown = count;
    }
    drawing = undefined;
  };
  try {
    for await (const result of results) {
      soFar.push(result);
      drawing ??= drawLatest();
    }
  } finally {
    await drawing;
  }
  return soFar;
}
