import type { Box } from "../../drawing/mod.ts";
import { FRACTION } from "../../symbols/mod.ts";
import type { Grammar } from "./grammar.ts";
import type { Hypothesis } from "../classify/hypothesis.ts";
import { firstPlace, type Place, placeScore, placesOf } from "./places.ts";
import { type Candidate, candidate, closingOf, reaches, type Row, unclosed } from "./reading.ts";
import { hasLimits } from "./region.ts";
import { remembered } from "../remembered.ts";

/** A whole reading. */
export interface Reading {
  /** The main line. */
  readonly row: Row;
  /** A sum of log-probabilities: what symbols look like, where they stand, what the grammar expects. */
  readonly score: number;
}

/** How wide to search. */
export interface BeamOptions {
  /** Partial readings kept after each number of parts; default 20. */
  readonly beam?: number;
}

/** A partial reading. */
interface State {
  /** All parts before this one are read. */
  readonly first: number;
  /** Bit i: part first + i is read; bit 0 never is. */
  readonly mask: number;
  readonly row: Row | undefined;
  readonly score: number;
}

/** A partial reading not made yet: most are dropped before. */
interface Draft extends Omit<State, "row"> {
  readonly place: Place;
  readonly symbol: Candidate;
}

/** What a group of parts may be. */
interface Option {
  readonly candidate: Candidate;
  readonly score: number;
  /** Which of the labels in the picture it is, and which of the shapes of its group: those of one shape lie alike. */
  readonly label: number;
  readonly shape: number;
}

/** A group of parts. */
interface Entry {
  readonly parts: readonly number[];
  /** What it may be. */
  readonly options: readonly Option[];
  /** Those that may be read before parts to their left, which are over or under them. */
  readonly operators: readonly Option[];
}

/** Parts read ahead of the first unread one fit in a mask of 31 bits. */
const FARTHEST = 30;

/** A partial reading so much worse than the best of as many parts is dropped at once. */
const MARGIN = 25;

/**
 * Ways to go on that are tried for a picture, and that each step may try at least: where there are more (hundreds of bars
 * over each other, each a fraction's) the best partial readings are gone on with first and the others dropped. A page of
 * 250 pieces takes twice as many; expressions a fifth of it.
 */
const MOST_TRIED = 500_000, LEAST_TRIED = 1_000;

/**
 * Reads parts from left to right by a beam search over partial readings: each step takes a hypothesis that holds the
 * first unread part (or an operator that reaches over it) and attaches it to one of the open lines. Readings
 * of as many parts compete; of those that can only go on alike the better is kept.
 *
 * @param parts In reading order.
 * @param unit Size of a symbol, in pixels.
 * @param hypotheses Every part alone among them, so that there is a reading.
 * @returns The readings of all parts, best first.
 */
export function readSymbols(
  parts: readonly Box[],
  hypotheses: readonly Hypothesis[],
  unit: number,
  grammar: Grammar,
  { beam = 20 }: BeamOptions = {},
): Reading[] {
  const byFirst = entriesByFirstPart(parts.length, hypotheses, unit);
  const leaders = new Float64Array(parts.length + 1).fill(-Infinity);
  const drafts: Draft[][] = Array.from({ length: parts.length + 1 }, () => []);
  let states: State[] = [{ first: 0, mask: 0, row: undefined, score: 0 }];
  let left = MOST_TRIED;
  for (let level = 0; level < parts.length; level++) {
    if (level > 0) states = best(drafts[level], beam);
    drafts[level] = [];
    const least = LEAST_TRIED * (parts.length - 1 - level);
    trying: for (const state of states) {
      const places = state.row ? placesOf(state.row, grammar) : [firstPlace(unit, grammar)];
      const expected: (readonly (number | undefined)[])[] = [];
      for (const { entry, options } of nextEntries(state, byFirst, parts)) {
        const lying: (readonly (readonly number[] | undefined)[])[] = [];
        const { first, mask } = advance(state, entry.parts, parts.length);
        const target = level + entry.parts.length;
        for (const { candidate, score, label, shape } of options) {
          const expects = expected[label] ??= places.map((place) => place.expects(candidate.label));
          const lies = lying[shape] ??= places.map((place) => place.lies(candidate));
          for (let i = 0; i < places.length; i++) {
            const likely = expects[i], lie = lies[i];
            if (likely === undefined || lie === undefined) continue;
            left--;
            const total = state.score + score + placeScore(likely, lie);
            if (total < leaders[target] - MARGIN) continue;
            leaders[target] = Math.max(leaders[target], total);
            drafts[target].push({ first, mask, score: total, place: places[i], symbol: candidate });
          }
          if (left <= least) break trying;
        }
      }
    }
  }
  return best(drafts[parts.length], beam)
    .map(({ row, score }) => ({ row: row!, score: score + endOf(row!, grammar) }))
    .sort((a, b) => b.score - a.score);
}

function entriesByFirstPart(count: number, hypotheses: readonly Hypothesis[], unit: number): Entry[][] {
  const byFirst: Entry[][] = Array.from({ length: count }, () => []);
  const labelled = numbering();
  hypotheses.forEach(({ parts, box, labels }, index) => {
    const shaped = numbering();
    const options = labels.flatMap(({ label, score }): Option[] => {
      const names = label === "-" ? [label, FRACTION] : [label];
      return names.map((name) => {
        const symbol = candidate(name, box, unit, index);
        return { candidate: symbol, score, label: labelled(name), shape: shaped(symbol.shape) };
      });
    });
    const operators = options.filter(({ candidate: { label } }) => label === FRACTION || hasLimits(label));
    byFirst[parts[0]].push({ parts, options, operators });
  });
  return byFirst;
}

/** Numbers words from 0 on, in the order they come in. */
function numbering(): (word: string) => number {
  let count = 0;
  return remembered(() => count++);
}

/** The groups that may be read next, and as what: one that begins after the first unread part as an operator over it. */
function* nextEntries(state: State, byFirst: readonly Entry[][], parts: readonly Box[]) {
  const limit = Math.min(parts.length, state.first + FARTHEST);
  for (let part = state.first; part < limit; part++) {
    if (isRead(state, part)) continue;
    for (const entry of byFirst[part]) {
      if (entry.parts.at(-1)! >= limit || entry.parts.some((p) => isRead(state, p))) continue;
      const options = part === state.first
        ? entry.options
        : entry.operators.filter(({ candidate }) => reachesAll(candidate, state, part, parts));
      if (options.length > 0) yield { entry, options };
    }
  }
}

/** Whether all unread parts before an operator's first are over or under it. */
function reachesAll(operator: Candidate, state: State, first: number, parts: readonly Box[]): boolean {
  for (let part = state.first; part < first; part++) {
    if (!isRead(state, part) && !reaches(operator, parts[part])) return false;
  }
  return true;
}

function isRead({ first, mask }: State, part: number): boolean {
  return part < first || (part - first < 31 && (mask >> (part - first) & 1) === 1);
}

function advance({ first, mask }: State, own: readonly number[], count: number) {
  for (const part of own) mask |= 1 << (part - first);
  while (first < count && (mask & 1) === 1) first++, mask >>= 1;
  return { first, mask };
}

function endOf(row: Row, grammar: Grammar): number {
  return closingOf(row.last, grammar) + grammar.ends(row.last.candidate.label) + unclosed(row);
}

/** The best drafts, made; of those that can only go on alike, the best. */
function best(drafts: readonly Draft[], beam: number): State[] {
  const kept: State[] = [];
  const seen = new Set<string>();
  for (const draft of bestFirst(drafts, 4 * beam)) {
    if (kept.length === beam) break;
    const { first, mask, score } = draft, row = draft.place.attach(draft.symbol);
    const key = `${first} ${mask}${frontier(row)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    kept.push({ first, mask, score, row });
  }
  return kept;
}

/** Drafts, the best first, of equal ones the first first; sorted so many at a time, as few of them are asked for. */
function* bestFirst(drafts: readonly Draft[], count: number): Generator<Draft> {
  for (let rest = drafts; rest.length > 0;) {
    const least = Float64Array.from(rest, ({ score }) => score).sort().at(-count) ?? -Infinity;
    yield* rest.filter(({ score }) => score >= least).sort((a, b) => b.score - a.score);
    rest = rest.filter(({ score }) => score < least);
  }
}

/** What of a reading decides how it can go on: the last symbols of its open lines. */
function frontier({ last, open, bars }: Row): string {
  let key = ` ${last.candidate.hypothesis}${last.candidate.label}${open}${bars % 2}`;
  for (const [region, row] of Object.entries(last.regions)) key += `(${region}${frontier(row)})`;
  return key;
}
