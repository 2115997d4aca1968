import { join } from "@std/path";
import { csvTable } from "../../charts/mod.ts";
import { UsageError } from "../../errors/mod.ts";
import { readText } from "../../files/mod.ts";
import type { Method } from "../run/run.ts";

/** A round as history.csv has it. */
export interface HistoryRound {
  /** The round, 1 the first. */
  readonly round: number;
  /** Share of the test images read right, 0 to 1. */
  readonly accuracy: number;
  /** Mean cross-entropy on the test images, in nats. */
  readonly loss: number;
  /** Bytes that clients sent. */
  readonly uploadBytes: number;
  /** Bytes that the server sent. */
  readonly downloadBytes: number;
  /** Seconds by the simulated clock. */
  readonly simulatedSeconds: number;
  /** Seconds by this machine's clock. */
  readonly wallSeconds: number;
}

/** The figures of a round, in the order of their columns. */
const FIGURES = [
  "round",
  "accuracy",
  "loss",
  "uploadBytes",
  "downloadBytes",
  "simulatedSeconds",
  "wallSeconds",
] as const satisfies readonly (keyof HistoryRound)[];

/** The columns of history.csv. */
export const HISTORY_COLUMNS = ["method", "seed", ...FIGURES] as const;

/** The finished rounds of one method with one seed. */
export interface History {
  /** The method. */
  readonly method: Method;
  /** The seed. */
  readonly seed: number;
  /** Its rounds, the first one first; at least one. */
  readonly rounds: readonly HistoryRound[];
}

/** The largest history.csv that is read: some 300,000 rounds. */
const MOST_BYTES = 2 ** 25;

/** history.csv of rounds, one row each. */
export function historyCsv(
  records: readonly (HistoryRound & { readonly method: Method; readonly seed: number })[],
): string {
  const rows = records.map((record) => HISTORY_COLUMNS.map((column) => record[column]));
  return csvTable({ columns: HISTORY_COLUMNS, rows });
}

/**
 * Reads the history.csv of a folder of results.
 *
 * @returns The histories in the order of the file.
 * @throws {FileError} There is no such file, or it is too large.
 * @throws {UsageError} It is no history of a run, or one of an older version; the message says which line is wrong.
 */
export function readHistory(folder: string): History[] {
  const path = join(folder, "history.csv");
  const [head, ...lines] = readText(path, MOST_BYTES).trimEnd().split("\n");
  if (head !== HISTORY_COLUMNS.join()) {
    throw new UsageError(
      `${path} has the columns ${head.slice(0, 80)}, a history has ${HISTORY_COLUMNS.join()}.`,
    );
  }
  const rows = lines.map((line, i) => {
    const cells = line.split(","), [method, ...numbers] = cells;
    const [seed, ...figures] = numbers.map(Number);
    if (cells.length !== HISTORY_COLUMNS.length || !isRound(seed, figures)) {
      throw new UsageError(`${path}: line ${i + 2} is no round: ${line.slice(0, 80)}`);
    }
    return { method, seed, round: roundOf(figures) };
  });
  return [...Map.groupBy(rows, ({ method, seed }) => `${method},${seed}`).values()].map((group) => ({
    method: group[0].method,
    seed: group[0].seed,
    rounds: group.map(({ round }) => round),
  }));
}

/** A round of its figures in the order of their columns. */
function roundOf(figures: readonly number[]): HistoryRound {
  const [round, accuracy, loss, uploadBytes, downloadBytes, simulatedSeconds, wallSeconds] = figures;
  return { round, accuracy, loss, uploadBytes, downloadBytes, simulatedSeconds, wallSeconds };
}

/** The loss of a model that has run away is not a number; everything else is one. */
function isRound(seed: number, [round, accuracy, _loss, ...costs]: readonly number[]): boolean {
  return [seed, round].every(Number.isSafeInteger) && accuracy >= 0 && accuracy <= 1 &&
    costs.every((cost) => cost >= 0);
}
