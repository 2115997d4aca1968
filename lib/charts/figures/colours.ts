import { colourDistance } from "./colour_distance.ts";
import { fnv1a } from "../hash.ts";

/**
 * Eight colours that people with any colour vision can tell apart: M. Okabe and K. Ito, "Color Universal Design"
 * (2008), https://jfly.uni-koeln.de/color/, its yellow darkened to be seen as a line on white.
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

/** For everything that has no fixed colour: P. Tol's "muted" scheme, https://personal.sron.nl/~pault/. */
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

/** Dark among the light colours and brown among the blue ones: Tol's "bright" and "muted" have none. */
const BROWN = "#7A4A1E";

/** How a method looks in every chart: the marks tell the lines apart where print has no colour. */
export interface Look {
  /** As `#RRGGBB`. */
  readonly colour: string;
  /** A Plotly marker symbol. */
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

/** For unknown names: the muted colours by their hash, the others where a chart has many names. */
const SPARE: readonly Look[] = [...MUTED, BROWN, ...Object.values(OKABE_ITO)]
  .map((colour, i) => ({ colour, symbol: SYMBOLS[i % SYMBOLS.length] }));

/** Names of the same thing. */
const ALIASES: Readonly<Record<string, string>> = { centralised: "central", centralized: "central" };

/**
 * How a method looks, the same in every chart: fixed for the known ones (letter case, spaces and hyphens do not
 * matter), and for any other name one that depends on the name alone.
 */
export function lookOf(name: string): Look {
  return knownLook(name) ?? SPARE[fnv1a(name) % MUTED.length];
}

function knownLook(name: string): Look | undefined {
  const key = name.toLowerCase().replace(/[\s_-]/g, "");
  return LOOKS[ALIASES[key] ?? key];
}

/** A line on it is thin: it must be farther from it than from other lines. */
const PAPER = { colour: "#FFFFFF", weight: 0.4 };

/** Lines nearer to each other than this, by `colourDistance`, are mistaken for each other. */
const APART = 20;

/**
 * The looks of the methods of one chart: each as `lookOf` gives it, but that an unknown name whose colour is near to
 * one taken gets the free one that is farthest from all of those, for people with any colour vision. Up to eighteen
 * names have eighteen colours.
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

/** The colour of a method as `#RRGGBB`: see `lookOf`. */
export function colourOf(name: string): string {
  return lookOf(name).colour;
}

/** The colour with an opacity of 0 to 1, as `rgba(…)`. */
export function translucent(colour: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${opacity})`;
}
