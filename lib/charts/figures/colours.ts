import { colourDistance } from "./colour_distance.ts";
import { fnv1a } from "../hash.ts";

/**
 * Eight colours that people with any colour vision can tell apart: M. Okabe and K. Ito, "Color Universal Design"
 * (2008), https://jfly.uni-koeln.de/color/. The yellow is darkened, so that a line of it is visible on white.
 */
export const OKABE_ITO = {
  black: "#000000",
  orange: "#E69F00",
  skyBlue: "#56B4E9",
  green: "#009E73",
  yellow: "#B3A100",
  blue: "#0072B2",
  vermilion: "#D55E00",
  purple: "#CC79A7",
} as const;

/** For names without a fixed colour: P. Tol's "muted" scheme, https://personal.sron.nl/~pault/. */
const MUTED = [
  "#332288",
  "#117733",
  "#882255",
  "#44AA99",
  "#999933",
  "#AA4499",
  "#88CCEE",
  "#CC6677",
  "#DDCC77",
];

/** A brown, of which neither scheme has one. */
const BROWN = "#7A4A1E";

/** How a method looks in every chart; its marks tell the lines apart in print without colours. */
export interface Look {
  /** Its colour as `#RRGGBB`. */
  readonly colour: string;
  /** Its Plotly marker symbol. */
  readonly symbol: string;
}

const SYMBOLS = [
  "circle",
  "square",
  "diamond",
  "triangle-up",
  "triangle-down",
  "cross",
  "x",
  "star",
  "hexagon",
];

const LOOKS: Readonly<Record<string, Look>> = {
  central: { colour: OKABE_ITO.black, symbol: "circle" },
  iid: { colour: OKABE_ITO.blue, symbol: "square" },
  noniid: { colour: OKABE_ITO.vermilion, symbol: "diamond" },
  fedavg: { colour: OKABE_ITO.orange, symbol: "triangle-up" },
  fedprox: { colour: OKABE_ITO.green, symbol: "triangle-down" },
  scaffold: { colour: OKABE_ITO.purple, symbol: "cross" },
  fedavgm: { colour: OKABE_ITO.skyBlue, symbol: "x" },
  fedadam: { colour: OKABE_ITO.yellow, symbol: "star" },
  fedyogi: { colour: MUTED[0], symbol: "hexagon" },
  fedadagrad: { colour: MUTED[1], symbol: "circle-open" },
  feddyn: { colour: MUTED[2], symbol: "square-open" },
  fednova: { colour: MUTED[3], symbol: "diamond-open" },
  fedrs: { colour: MUTED[4], symbol: "triangle-up-open" },
  fedlc: { colour: MUTED[5], symbol: "triangle-down-open" },
  fed3r: { colour: BROWN, symbol: "cross-open" },
  ccvr: { colour: MUTED[8], symbol: "x-open" },
  overlapfedavg: { colour: MUTED[7], symbol: "star-open" },
};

/** For unknown names: the muted colours first, chosen by the hash of the name; the others in charts of many names. */
const SPARE: readonly Look[] = [...MUTED, BROWN, ...Object.values(OKABE_ITO)]
  .map((colour, i) => ({ colour, symbol: SYMBOLS[i % SYMBOLS.length] }));

/** Other spellings of known names. */
const ALIASES: Readonly<Record<string, string>> = { centralised: "central", centralized: "central" };

/**
 * How a method looks, the same in every chart. Known methods have a fixed look (letter case, spaces and hyphens do not
 * matter); that of any other name depends on the name only.
 */
export function lookOf(name: string): Look {
  return knownLook(name) ?? SPARE[fnv1a(name) % MUTED.length];
}

function knownLook(name: string): Look | undefined {
  const key = name.toLowerCase().replace(/[\s_-]/g, "");
  return LOOKS[ALIASES[key] ?? key];
}

/** A thin line must differ more from the paper than from other lines, so this distance counts less. */
const PAPER = { colour: "#FFFFFF", weight: 0.4 };

/** The least `colourDistance` of two lines that are not mistaken for each other. */
const APART = 20;

/**
 * The looks of the methods of one chart: each as `lookOf` gives it, except that an unknown name whose colour is close
 * to one already taken gets the free colour farthest from all taken ones, for people with any colour vision. Up to
 * eighteen names get eighteen different colours.
 */
export function looksOf(names: readonly string[]): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>();
  const taken = new Set(names.flatMap((name) => knownLook(name)?.colour ?? []));
  const toLines = ({ colour }: Look) => Math.min(...Array.from(taken, (one) => colourDistance(one, colour)));
  const toAll = (one: Look) =>
    Math.min(PAPER.weight * colourDistance(PAPER.colour, one.colour), toLines(one));
  for (const name of new Set(names)) {
    const own = lookOf(name);
    const look = knownLook(name) ??
      (toLines(own) >= APART ? own : SPARE.reduce((best, one) => toAll(one) > toAll(best) ? one : best));
    taken.add(look.colour);
    looks.set(name, look);
  }
  return looks;
}

/** The colour of a method as `#RRGGBB`, the same in every chart. */
export function colourOf(name: string): string {
  return lookOf(name).colour;
}

/** A `#RRGGBB` colour with an opacity of 0 to 1, as `rgba(…)`. */
export function translucent(colour: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${opacity})`;
}
