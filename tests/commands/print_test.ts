import { assertThrows } from "@std/assert";
import { print, printError, printJson } from "../../commands/shared/print.ts";

/** Runs something where console cannot write, for the reason of this code. */
function whereWriting(fails: string, run: () => void): void {
  const { log, error } = console;
  console.log = console.error = () => {
    throw Object.assign(new Error(`${fails} it is`), { code: fails });
  };
  try {
    run();
  } finally {
    Object.assign(console, { log, error });
  }
}

const TELL = [() => print("a", "b"), () => printError("a"), () => printJson([1])];

Deno.test("a closed terminal fails no command, a full disk does", () => {
  for (const tell of TELL) {
    whereWriting("EIO", tell);
    whereWriting("ENOSPC", () => assertThrows(tell, Error, "ENOSPC"));
  }
});
