import { DataError } from "../data/source.ts";
import { runDataCommand } from "./data_command.ts";
import { UsageError } from "./usage_error.ts";

try {
  await runDataCommand(Deno.args);
} catch (error) {
  if (!(error instanceof DataError || error instanceof UsageError)) throw error;
  console.error(error.message);
  Deno.exitCode = 1;
}
