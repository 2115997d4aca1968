import { type Executor, type Network, openExamples } from "../../engine/mod.ts";
import { classCount } from "../../model/portable.ts";
import { evaluateModel, type TestSet } from "../evaluation.ts";
import type { Attack } from "./attack.ts";
import { copyOf, flipped, mark } from "./poison.ts";

/**
 * The share of the test images that the model gets wrong in the way the attack wants. For a backdoor: of the images of
 * other classes, with the mark on them, those taken for the target class. For flipped labels: of all images, those taken
 * for the class their label was flipped to. Undefined for attacks without such an aim.
 */
export async function attackSuccess(
  attack: Attack,
  executor: Executor,
  network: Network,
  parameters: Float32Array,
  { examples, indices }: TestSet,
): Promise<number | undefined> {
  const classes = classCount(network.topology);
  const wanted = (label: number) => attack.kind === "backdoor" ? attack.target : flipped(label, classes);
  if (attack.kind !== "backdoor" && attack.kind !== "label-flip") return;
  const images = await openExamples(examples);
  const others = indices.filter((index) => wanted(images.label(index)) !== images.label(index));
  const attacked = copyOf(images, others);
  if (attack.kind === "backdoor") others.forEach((_, i) => mark(attacked.images, i, images.imageBytes));
  const places = others.map((_, i) => i);
  const { predictions } = await evaluateModel(executor, network, parameters, {
    examples: attacked,
    indices: places,
  });
  return places.filter((i) => predictions[i] === wanted(attacked.labels[i])).length / others.length;
}
