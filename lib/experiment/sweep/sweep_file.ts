import type { Settings } from "../settings/config.ts";
import { checkSettings } from "../settings/check_settings.ts";
import { UsageError } from "../../errors/mod.ts";
import { withPathsOfFile } from "../settings/setting_paths.ts";

/** A value of an axis: its name in tables and charts, and what it sets. */
export interface AxisValue {
  /** Stands in tables and legends. */
  readonly name: string;
  /** The settings it is short for. */
  readonly settings: Settings;
  /** Where it stands on a horizontal axis of numbers; absent for what is no number. */
  readonly at?: number;
}

/** What is varied: a setting, or several together. */
export interface Axis {
  /** Its name, the head of a column. */
  readonly name: string;
  /** Its values, in the order of the tables. */
  readonly values: readonly AxisValue[];
}

/** What is run: each combination of the axes' values, with each seed of the base. */
export interface Sweep {
  /** Heading of the report. */
  readonly title: string;
  /** Test accuracy to which rounds, bytes and time are counted; none where it is left out. */
  readonly target?: number;
  /** What all runs have in common. */
  readonly base: Settings;
  /** What they differ in. */
  readonly axes: readonly Axis[];
}

const SHAPE =
  `{"title": "…", "target": 0.85, "base": {"rounds": 20, …}, "axes": {"strategy": ["fedavg", …], …}}`;

/**
 * Reads a sweep file: a JSON object. An axis has the name of a setting and values of it, or any name and objects of
 * settings with a name each: `{"name": "SCAFFOLD", "strategy": "scaffold", "optimizer": "sgd"}`. Where all values of
 * the last axis are numbers, or objects with a number `at`, charts are drawn over it.
 *
 * @param path For messages.
 * @throws {UsageError} Another shape, an unknown key, or a value against its rule.
 */
export function parseSweep(path: string, text: string): Sweep {
  const { title, target, base = {}, axes, ...unknown } = parseJson(path, text);
  const [first] = Object.keys(unknown);
  if (first) throw new UsageError(`${path}: "${first}" is not a known key; a sweep is ${SHAPE}.`);
  if (typeof title !== "string") {
    throw new UsageError(`${path}: "title" must be a text, got ${shown(title)}.`);
  }
  if (target !== undefined && !(typeof target === "number" && target > 0 && target <= 1)) {
    throw new UsageError(`${path}: "target" must be an accuracy above 0 and up to 1, got ${shown(target)}.`);
  }
  if (!isRecord(base)) {
    throw new UsageError(`${path}: "base" must be an object of settings, got ${shown(base)}.`);
  }
  if (!isRecord(axes) || Object.keys(axes).length === 0) {
    throw new UsageError(`${path}: "axes" must be an object with a list for each axis, got ${shown(axes)}.`);
  }
  return {
    title,
    ...(target !== undefined && { target }),
    base: withPathsOfFile(path, checkSettings(base, (key) => `${path}: "${key}" of the base`)),
    axes: Object.entries(axes).map(([name, values]) => parseAxis(path, name, values)),
  };
}

function parseAxis(path: string, name: string, values: unknown): Axis {
  if (!Array.isArray(values) || values.length === 0) {
    throw new UsageError(`${path}: the axis "${name}" must be a list of values, got ${shown(values)}.`);
  }
  const parsed = values.map((value): AxisValue => {
    const { name: label, at, ...settings } = isRecord(value)
      ? value
      : { name: `${value}`, at: typeof value === "number" ? value : undefined, [name]: value };
    if (typeof label !== "string") {
      throw new UsageError(`${path}: each object of the axis "${name}" needs a name, got ${shown(value)}.`);
    }
    if (at !== undefined && typeof at !== "number") {
      throw new UsageError(`${path}: "at" of "${label}" must be a number, got ${shown(at)}.`);
    }
    return {
      name: label,
      ...(at !== undefined && { at }),
      settings: withPathsOfFile(path, checkSettings(settings, (key) => `${path}: "${key}" of "${label}"`)),
    };
  });
  const names = parsed.map((value) => value.name);
  const twice = names.find((one, i) => names.indexOf(one) !== i);
  if (twice) throw new UsageError(`${path}: the axis "${name}" has two values named "${twice}".`);
  return { name, values: parsed };
}

function parseJson(path: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${(error as Error).message}`);
  }
  if (!isRecord(value)) {
    throw new UsageError(`${path} must hold a JSON object, ${SHAPE}, got ${shown(value)}.`);
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return `${JSON.stringify(value)}`.slice(0, 60);
}
