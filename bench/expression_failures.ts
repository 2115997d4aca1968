import { type Assessment, loadTestExpressions, type Trial } from "../lib/assess/mod.ts";
import { openReader } from "../lib/recognize/mod.ts";
import { boxesOverImage, markdownCode, markdownText, openRenderer } from "../lib/charts/mod.ts";
import { symbolOf } from "../lib/symbols/mod.ts";

/**
 * Writes pictures of wrong readings, evenly spread over them: what was seen where, the truth, what was read and what broke
 * first; and failures.md, which lists them.
 */
export async function writeFailures(
  trial: Trial,
  assessments: readonly Assessment[],
  folder: string,
  count: number,
): Promise<void> {
  const wrong = assessments.flatMap(({ errors }, i) => errors > 0 ? [i] : []);
  const shown = Array.from(
    { length: Math.min(count, wrong.length) },
    (_, k) => wrong[Math.floor(k * wrong.length / Math.min(count, wrong.length))],
  );
  const tests = await loadTestExpressions(trial.source);
  const reader = await openReader(trial.model, trial.pipeline);
  await Deno.mkdir(folder, { recursive: true });
  using renderer = openRenderer();
  const list: string[] = [];
  for (const [k, i] of shown.entries()) {
    const { id, truth, read, errors, firstError } = assessments[i];
    const { image } = tests[i].draw();
    const symbols = read === "" ? [] : reader.readImage(image).symbols;
    const figure = boxesOverImage({
      ...image,
      boxes: symbols.map(({ box, label, probability }) => ({
        ...box,
        label: symbolOf(label).latex,
        confidence: probability,
      })),
    });
    const file = `${String(k + 1).padStart(2, "0")}.png`;
    await Deno.writeFile(`${folder}/${file}`, await renderer.png(figure));
    const count = Number.isFinite(errors) ? `${errors} error${errors === 1 ? "" : "s"}` : "truth not parsed";
    list.push(
      `## ${k + 1}. ${markdownText(`${id}: ${firstError} (${count})`)}\n\n![${
        markdownText(id)
      }](${file})\n\n` +
        `- truth: ${markdownCode(truth)}\n- read: ${read === "" ? "nothing" : markdownCode(read)}`,
    );
  }
  await Deno.writeTextFile(`${folder}/failures.md`, `# Wrong readings\n\n${list.join("\n\n")}\n`);
}
