import { resolve, toFileUrl } from "@std/path";
import { fileDigest, plainFileSize } from "../../files/mod.ts";
import { compose, parseStrategy, type Strategy } from "../../federated/mod.ts";
import { UsageError } from "../../errors/mod.ts";

/** Of a strategy file. */
const MOST_STRATEGY_BYTES = 2 ** 22;

/** The parts of a strategy's text that are names, those that are files left out. */
export function namedParts(text: string): string[] {
  return partsOf(text).filter((part) => !isFile(part));
}

/** What is said, before it runs, of each file that a strategy's text names: a configuration of others may name one. */
export function trustNotes(text: string): string[] {
  return partsOf(text).filter(isFile).map((path) =>
    `${path} is run as code: it and all it imports may read files, and write where this task may`
  );
}

/**
 * SHA-256 of each file a strategy's text names, with its path: a run goes on with the strategy it began with.
 *
 * @throws {UsageError} A file that cannot be read.
 */
export function strategyDigests(text = ""): string[] {
  return partsOf(text).filter(isFile).map((path) => {
    try {
      plainFileSize(path, MOST_STRATEGY_BYTES);
      return `${path} ${fileDigest(path)}`;
    } catch (error) {
      throw notImported(path, error);
    }
  });
}

/**
 * The strategy of a text: names as `parseStrategy` reads them and files of one's own, with + between them. A
 * file's default export is a `Strategy`.
 *
 * @throws {UsageError} A file that cannot be imported or exports something else.
 * @throws {StrategyError} An unknown name, or parts that cannot be combined.
 */
export async function loadStrategy(text: string): Promise<Strategy> {
  const parts: Strategy[] = [];
  for (const part of partsOf(text)) {
    parts.push(isFile(part) ? await importStrategy(part) : parseStrategy(part));
  }
  return compose(parts);
}

/** A strategy's text with the path of each file in it changed. */
export function strategyWithPaths(text: string, pathOf: (path: string) => string): string {
  return partsOf(text).map((part) => isFile(part) ? pathOf(part) : part).join("+");
}

function partsOf(text: string): string[] {
  return text.split("+");
}

function isFile(part: string): boolean {
  return /\.[jt]s$/.test(part);
}

/** Everything that a strategy can have; anything else in a user's would be left out without a word. */
const KEYS: Readonly<Record<keyof Strategy, true>> = {
  name: true,
  overlaps: true,
  refusal: true,
  privacy: true,
  countsAlike: true,
  sentLength: true,
  init: true,
  broadcast: true,
  sentDown: true,
  frozen: true,
  client: true,
  conclude: true,
  step: true,
  aggregate: true,
  meanOnly: true,
  exchanges: true,
};

async function importStrategy(path: string): Promise<Strategy> {
  let exported: unknown;
  try {
    plainFileSize(path, MOST_STRATEGY_BYTES);
    ({ default: exported } = await import(toFileUrl(resolve(path)).href));
  } catch (error) {
    throw notImported(path, error);
  }
  if (typeof exported !== "object" || exported === null || !("name" in exported)) {
    throw new UsageError(`${path} must export a strategy as its default, an object with a name at least.`);
  }
  const unknown = Object.keys(exported).find((key) => !Object.hasOwn(KEYS, key));
  if (unknown !== undefined) {
    throw new UsageError(
      `${path}: a strategy has no "${unknown}"; it may have ${Object.keys(KEYS).join(", ")}.`,
    );
  }
  return exported as Strategy;
}

function notImported(path: string, error: unknown): UsageError {
  const [first] = String((error as Error)?.message ?? error).split("\n");
  const remote = /A remote specifier was requested: ("\S+")/.exec(first)?.[1];
  const reason = remote ? `it imports ${remote}, and no code is loaded from the network` : first;
  return new UsageError(`The strategy ${path} cannot be imported: ${reason}`);
}
