import { DataError } from "../data/mod.ts";
import { WorkerError } from "../engine/mod.ts";
import { ModelError, TopologyError } from "../model/mod.ts";
import { PartitionError } from "../partition/mod.ts";
import { CodecError, StrategyError } from "../federated/mod.ts";
import { CheckpointError } from "./checkpoint/checkpoint_file.ts";
import { printError } from "./print.ts";
import { UsageError } from "./usage_error.ts";
import { WriteError } from "./write_whole.ts";

/** Errors whose message is for the user; anything else is a fault of the program and keeps its stack. */
const PLAIN = [
  UsageError,
  DataError,
  PartitionError,
  CodecError,
  StrategyError,
  ModelError,
  TopologyError,
  WorkerError,
  WriteError,
  CheckpointError,
  Deno.errors.NotFound,
  Deno.errors.PermissionDenied,
  Deno.errors.NotCapable,
];

/** Runs a command and gives its exit code; an error for the user is one line on stderr and exit code 1. */
export async function failPlainly(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (!PLAIN.some((kind) => error instanceof kind) && !isSystemError(error)) throw error;
    printError(`error: ${(error as Error).message}`);
    return 1;
  }
}

/** What the operating system refused: a full disk, say. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^E[A-Z]+$/.test(String(error.code));
}
