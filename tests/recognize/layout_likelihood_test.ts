import { assertAlmostEquals, assertEquals } from "@std/assert";
import { fitLine } from "../../lib/recognize/layout/typography.ts";
import {
  besideLikelihood,
  insideLikelihood,
  insideTerm,
  LAYOUT,
  limitLikelihood,
  logDensity,
  measureBeside,
  measureScript,
  scriptLikelihood,
  stackedLikelihood,
  withinHeight,
  withinSides,
} from "../../lib/recognize/layout/layout_likelihood.ts";
import { boxAt } from "./page.ts";

/** Of a value z deviations from the mean: 97 in 100 follow the normal distribution, the others have a density of 0.1. */
const of = (z: number, deviation: number) =>
  Math.log(0.97 * Math.exp(-z * z / 2) / (2.5066282746 * deviation) + 0.003);
/** The same of a growth, which counts by how much a shape says of the size, and as much as usual for the rest. */
const sized = (z: number, deviation: number, weight: number) =>
  weight * of(z, deviation) + (1 - weight) * (-Math.log(deviation) - 1.4189385332);
const near = (got: number, expected: number) => assertAlmostEquals(got, expected, 1e-6);

Deno.test("a density is a normal one, and never below that of what keeps to no rule", () => {
  near(logDensity(0, { mean: 0, deviation: 1 }), -0.9416752);
  near(logDensity(0.4, { mean: 0.2, deviation: 0.1 }), of(2, 0.1));
  near(logDensity(0, { mean: 0.2, deviation: 0.1 }), of(-2, 0.1));
  near(logDensity(100, { mean: 0, deviation: 1 }), Math.log(0.003));
});

Deno.test("how a symbol lies is told in sizes: gap, rise and growth, by hand", () => {
  // An 8 of 40 pixels, its axis 18 above its foot.
  const box = boxAt(30, 90, 20, 40), fit = fitLine("ascender", box, 40);
  const beside = measureBeside({ axis: 116, size: 50, right: 20 }, box, fit);
  near(beside.gap, 10 / 50);
  near(beside.rise, (116 - 112) / 50);
  near(beside.growth, Math.log(40 / 50));
  const host = boxAt(0, 100, 20, 60);
  const above = measureScript("sup", host, 50, box, fit), below = measureScript("sub", host, 50, box, fit);
  for (const { gap, growth } of [above, below]) near(gap, 10 / 50), near(growth, Math.log(40 / 50));
  // Its middle is at 110.
  near(above.rise, (100 - 110) / 50);
  near(below.rise, (160 - 110) / 50);
});

Deno.test("beside another: gap and rise count wholly, the size 0.6, shifted by the rise", () => {
  const table = LAYOUT["right ascender ascender"];
  assertEquals(table, {
    gap: { mean: 0.21, deviation: 0.18 },
    rise: { mean: 0.01, deviation: 0.1 },
    growth: { mean: -0.03, deviation: 0.19 },
    slope: 0.29,
  });
  const box = boxAt(30, 90, 20, 40), fit = fitLine("ascender", box, 40);
  const got = besideLikelihood({ axis: 116, size: 50, right: 20 }, "ascender", box, "ascender", fit);
  const growth = (Math.log(0.8) - 0.29 * (0.08 - 0.01) + 0.03) / 0.19;
  near(got, of((0.2 - 0.21) / 0.18, 0.18) + of((0.08 - 0.01) / 0.1, 0.1) + 0.6 * of(growth, 0.19));
  // A minus of 14 pixels, as of a line 20 high, says a tenth of its size.
  const minus = boxAt(30, 114, 14, 4), bar = fitLine("minus", minus, 40);
  const { gap, rise, growth: usual, slope } = LAYOUT["right ascender minus"];
  const z = (Math.log(20 / 50) - slope! * (0 - rise.mean) - usual.mean) / usual.deviation;
  near(
    besideLikelihood({ axis: 116, size: 50, right: 20 }, "ascender", minus, "minus", bar),
    of((0.2 - gap.mean) / gap.deviation, gap.deviation) +
      of((0 - rise.mean) / rise.deviation, rise.deviation) +
      0.6 * sized(z, usual.deviation, 0.1),
  );
});

Deno.test("pairs of shapes not measured stand as their new symbol's do, or the script's host, or as all do", () => {
  const box = boxAt(30, 90, 20, 40), fit = fitLine("ascender", box, 40);
  const line = { axis: 116, size: 50, right: 20 };
  const by = (key: string, rise: number, weight = 1) => {
    const { gap, rise: r, growth, slope } = LAYOUT[key];
    const z = (Math.log(0.8) - slope! * (rise - r.mean) - growth.mean) / growth.deviation;
    return of((0.2 - gap.mean) / gap.deviation, gap.deviation) +
      of((rise - r.mean) / r.deviation, r.deviation) +
      0.6 * sized(z, growth.deviation, weight);
  };
  assertEquals(["right high ascender", "right high", "sup high", "sub high"].map((key) => key in LAYOUT), [
    false,
    false,
    false,
    false,
  ]);
  near(besideLikelihood(line, "high", box, "ascender", fit), by("right ascender", 0.08));
  near(besideLikelihood(line, "high", box, "high", fit), by("right", 0.08));
  const host = boxAt(0, 130, 20, 40);
  near(scriptLikelihood("sup", host, "ascender", 50, box, "ascender", fit), by("sup ascender ascender", 0.4));
  near(scriptLikelihood("sup", host, "ascender", 50, box, "high", fit), by("sup ascender", 0.4));
  near(scriptLikelihood("sup", host, "high", 50, box, "ascender", fit), by("sup", 0.4));
  const upper = boxAt(0, 60, 20, 40);
  near(scriptLikelihood("sub", upper, "high", 50, box, "ascender", fit), by("sub", -0.2));
});

Deno.test("over and under a bar: near it, no wider than it, a little smaller, less likely the wider the bar", () => {
  const bar = boxAt(0, 100, 160, 4);
  // A digit of 30 pixels in a line of 40, 8 above the bar and 12 below it, within its ends.
  const above = boxAt(70, 62, 15, 30), below = boxAt(70, 116, 15, 30);
  const growth = of((Math.log(0.75) + 0.15) / 0.4, 0.4);
  near(
    stackedLikelihood("above", bar, 40, above, fitLine("ascender", above, 40)),
    of((0.2 - 0.25) / 0.23, 0.23) + growth - Math.log(4),
  );
  near(
    stackedLikelihood("below", bar, 40, below, fitLine("ascender", below, 40)),
    of((0.3 - 0.25) / 0.23, 0.23) + growth - Math.log(4),
  );
  // A plus of 21 pixels is as of a line of 30, and says three tenths of it.
  const plus = boxAt(70, 71, 21, 21);
  near(
    stackedLikelihood("above", bar, 40, plus, fitLine("operator", plus, 40)),
    of((0.2 - 0.25) / 0.23, 0.23) + sized((Math.log(0.75) + 0.15) / 0.4, 0.4, 0.3) - Math.log(4),
  );
  // A bar no wider than the line is high is as likely as any.
  const short = boxAt(60, 100, 35, 4);
  near(
    stackedLikelihood("above", short, 40, above, fitLine("ascender", above, 40)),
    of((0.2 - 0.25) / 0.23, 0.23) + growth,
  );
  // Its middle 12 pixels, one allowed overhang of 0.3 sizes, beyond the bar's end: e^−½.
  const beyond = boxAt(99.5, 62, 15, 30);
  near(
    stackedLikelihood("above", short, 40, beyond, fitLine("ascender", beyond, 40)),
    of((0.2 - 0.25) / 0.23, 0.23) + growth - 0.5,
  );
});

Deno.test("limits lie at the distance, offset and size measured of each operator", () => {
  const host = boxAt(100, 100, 50, 60), size = 50;
  // Gap, offset, growth: means and deviations.
  const table: Record<string, readonly number[]> = {
    "sum sub": [0.28, 0.22, -0.62, 0.48, -0.1, 0.4],
    "sum sup": [0.17, 0.18, -0.07, 0.3, -0.2, 0.36],
    "lim sub": [0.26, 0.16, -0.56, 0.23, -0.55, 0.3],
    "lim sup": [0.26, 0.16, -0.56, 0.23, -0.55, 0.3],
    "int sub": [-0.09, 0.3, 0.24, 0.42, -0.56, 0.38],
    "int sup": [-0.1, 0.3, 0.58, 0.38, -0.5, 0.3],
  };
  for (const [key, [gap, g, offset, o, growth, s]] of Object.entries(table)) {
    const [label, region] = key.split(" ") as [string, "sup" | "sub"];
    // 20 pixels high, 10 beyond the operator, its middle 15 left of the operator's.
    const box = boxAt(105, region === "sup" ? 70 : 170, 10, 20);
    near(
      limitLikelihood(region, label, host, size, box, fitLine("ascender", box, 40)),
      of((0.2 - gap) / g, g) + of((-0.3 - offset) / o, o) + of((Math.log(0.4) - growth) / s, s),
    );
  }
});

Deno.test("under a root sign: one size from its left end, of the line's size, within it", () => {
  const sign = boxAt(5, 90, 115, 60), box = boxAt(35, 100, 20, 40);
  const growth = of(Math.log(0.8) / 0.38, 0.38);
  near(
    insideLikelihood(sign, 50, box, fitLine("ascender", box, 40)),
    growth + of((0.6 - 1) / 0.52, 0.52),
  );
  assertEquals(insideTerm(sign, 50, box), -0);
  // Its middle 15 pixels beyond the sign's right end: 0.3 of 50, one allowed overhang.
  near(insideTerm(sign, 50, boxAt(125, 100, 20, 40)), -0.5);
  // As far above the top; below the foot only beyond a tenth of the sign's height.
  near(insideTerm(sign, 50, boxAt(30, 55, 20, 40)), -0.5);
  assertEquals(insideTerm(sign, 50, boxAt(30, 136, 20, 40)), -0);
  near(insideTerm(sign, 50, boxAt(30, 151, 20, 40)), -0.5);
  // Of far away no more than −8 for each side.
  near(insideTerm(sign, 50, boxAt(900, 900, 20, 40)), -16);
});

Deno.test("a symbol beside its bar, or on its wrong side, is the less likely the farther, to e^−8", () => {
  const bar = boxAt(50, 100, 100, 4);
  for (
    const [left, expected] of [[90, -0], [40, -0], [25, -0.5], [10, -2], [135, -0], [155, -0.5], [900, -8]]
  ) {
    near(withinSides(bar, 50, boxAt(left, 60, 20, 40)), expected);
  }
  // The bar's middle is at 102; a tenth of a size to the good is wanted.
  for (const [middle, expected] of [[50, -0], [97, -0], [112, -0.5], [127, -2], [400, -8]]) {
    near(withinHeight("above", bar, 50, boxAt(90, middle - 20, 20, 40)), expected);
    near(withinHeight("below", bar, 50, boxAt(90, 204 - middle - 20, 20, 40)), expected);
  }
});
