import { shellWord } from "./shell_word.ts";

/** The command with which a stopped run goes on, for a POSIX shell in the project's folder. */
export function resumeCommand(folder: string): string {
  return `deno task experiment --resume ${shellWord(folder)}`;
}
