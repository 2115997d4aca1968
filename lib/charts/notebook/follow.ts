import { drawnOutput } from "./drawn_output.ts";
import type { Figure } from "../figures/figure.ts";
import { fnv1a } from "../hash.ts";
import { type Output, type PutOutput, putOutput } from "./notebook_output.ts";

/** How a chart is drawn and put into the notebook; tests replace these functions. */
export interface Display {
  /** Puts the output into the notebook. */
  readonly put: PutOutput;
  /** Draws a figure and makes all forms of its output. */
  readonly draw: (figure: Figure) => Promise<Output>;
}

let followed = 0;

/**
 * Follows a run in a notebook: shows one chart of the results so far and replaces it as more come. The run does not
 * wait for the drawing: results that come while a chart is being drawn are shown together in the next one.
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
 * @param results The results of a run as they come, such as the rounds of `federated(…)`.
 * @param figure Makes the chart of the results so far, at least one.
 * @returns All results, once the last chart is shown.
 * @throws Any error of the run, after the chart of the results before it.
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
