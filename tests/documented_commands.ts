import type { DocumentText } from "./documents.ts";

/** A command line that a text shows. */
export interface DocumentedCommand {
  /** The text's path. */
  readonly place: string;
  /** The words behind `deno task`: the task, then its arguments. */
  readonly words: readonly string[];
}

const TASK = /^(?:npx --yes deno@[\d.]+|deno) task\s+(.*)$/s;

/** The `deno task` command lines of a text: indented lines, and code in a sentence. */
export function documentedCommands({ path, lines }: DocumentText): DocumentedCommand[] {
  const shown = lines.join("\n").replaceAll(/ *\\\n\s*/g, " ").split("\n")
    .filter((line) => line.startsWith("    "))
    // What is done stands behind the command, after a gap.
    .map((line) => line.trim().split(/ {2,}/)[0]);
  return [...shown, ...codeInSentences(lines)].flatMap((text) => {
    const [, command] = TASK.exec(text) ?? [];
    return command === undefined ? [] : [{ place: path, words: wordsOf(command) }];
  });
}

/** The flags that a text names in its sentences. */
export function documentedFlags({ path, lines }: DocumentText): { place: string; flag: string }[] {
  return codeInSentences(lines).flatMap((text) =>
    Array.from(text.matchAll(/(?<=^|\s)--[a-z][a-z-]*/g), ([flag]) => ({ place: path, flag }))
  );
}

/** What stands between backticks, on one line or over the end of one. */
function codeInSentences(lines: readonly string[]): string[] {
  const sentences = lines.filter((line) => !line.startsWith("    ")).join("\n").replaceAll(
    /^```[^]*?^```/gm,
    "",
  );
  return Array.from(sentences.matchAll(/`([^`]+)`/g), ([, code]) => code.replaceAll(/\s+/g, " "));
}

/** A command line's words, as a shell cuts it; quotes keep spaces. */
function wordsOf(command: string): string[] {
  return Array.from(
    command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g),
    ([, single, double, plain]) => single ?? double ?? plain,
  );
}
