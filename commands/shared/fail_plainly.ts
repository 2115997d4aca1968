import { inWords } from "../../lib/errors/mod.ts";
import { HelpAsked } from "./help_asked.ts";
import { print, printError } from "./print.ts";

/**
 * Runs a command and gives its exit code; where its help was asked for, prints that. An error for the user, or what the operating system refused, is one line on
 * stderr and exit code 1. Anything else is a fault of the program and is told with its stack.
 */
export async function failPlainly(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof HelpAsked) return print(...error.message.split("\n")), 0;
    const words = inWords(error);
    printError(...(words === undefined ? Deno.inspect(error).split("\n") : [`error: ${words}`]));
    return 1;
  }
}
