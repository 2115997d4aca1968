import process from "node:process";
import { printError } from "../shared/print.ts";

/** Tells how far a download is, on stderr. */
export interface FetchProgress {
  /** Tells how many bytes are there, and in all where that is known. */
  readonly update: (bytes: number, totalBytes?: number) => void;
  /** Ends the line; may be called again. */
  readonly stop: () => void;
}

/** A bar on a terminal, else a line for each tenth; where the size is not known, for each 10 MB. */
export async function startFetchProgress(
  terminal: boolean = Deno.stderr.isTerminal(),
): Promise<FetchProgress> {
  if (!terminal) return lines();
  const { SingleBar } = await import("cli-progress");
  const bar = new SingleBar({
    format: "{bar} {percentage} %  {value} of {total} MB  {eta_formatted} left",
    stream: process.stderr,
  });
  return {
    update: (bytes, totalBytes) => {
      if (!bar.isActive) bar.start(megabytes(totalBytes ?? bytes), 0);
      bar.setTotal(megabytes(totalBytes ?? bytes));
      bar.update(megabytes(bytes));
    },
    stop: () => bar.stop(),
  };
}

function lines(): FetchProgress {
  let told = -1;
  return {
    update: (bytes, totalBytes) => {
      const step = Math.floor(totalBytes === undefined ? bytes / 1e7 : 10 * bytes / totalBytes);
      if (step === told) return;
      told = step;
      printError(`${megabytes(bytes)} of ${totalBytes === undefined ? "?" : megabytes(totalBytes)} MB`);
    },
    stop: () => {},
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e5) / 10;
}
