import { LABELS } from "../../symbols/mod.ts";
import { sumOf } from "../../numbers/mod.ts";

/** How often labels occur among a thousand symbols of formulas: roughly as in CROHME 2011–2013, its part to train on. */
const PER_MILLE: readonly (readonly [frequency: number, labels: string])[] = [
  [92, "-"],
  [73, "1 2"],
  [63, "+ X"],
  [48, "( )"],
  [43, "="],
  [32, "A"],
  [28, "3 N"],
  [21, "y b 0"],
  [18, "4 sqrt"],
  [13, "C i d z 5"],
  [9, "T f sin 6 7 9 k e 8 p , R"],
  [7, "cos sum times M int"],
  [6, "theta pi"],
  [5, "ascii_124 v alpha G S infty H"],
  [4, "rightarrow u lim beta q log l j"],
  [3, "tan leq"],
  [2, "forward_slash ! [ ] geq pm div ldots w"],
  [1, "neq lt o prime gamma phi { } gt sigma mu Delta"],
  [0.3, "in lambda forall exists"],
];

/**
 * Share of the images that is spread evenly over the labels, so that none is too rare to be learnt. Less gives a little
 * more accuracy on real formulas and a little less on rare labels: with 0.2 and 0.12 a model trained on 40,000 images
 * had 0.826 and 0.837 on CROHME 2011–2013, and 0.701 and 0.695 as the mean over its labels (one seed each).
 */
const EVEN_SHARE = 0.15;

/** For each label index the chance that it or a lesser one is drawn. */
const CUMULATIVE: Float64Array = cumulative();

function cumulative(): Float64Array {
  const frequency = new Map(PER_MILLE.flatMap(([f, labels]) => labels.split(" ").map((label) => [label, f])));
  const total = sumOf(LABELS, (label) => frequency.get(label)!);
  let sum = 0;
  return Float64Array.from(LABELS, (label) => {
    sum += (1 - EVEN_SHARE) * frequency.get(label)! / total + EVEN_SHARE / LABELS.length;
    return sum;
  });
}

/** The label whose part of [0, 1) holds `draw`. */
export function labelAt(draw: number): number {
  const label = CUMULATIVE.findIndex((until) => draw < until);
  return label < 0 ? LABELS.length - 1 : label;
}
