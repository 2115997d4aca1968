import { resolve } from "@std/path";

/** Whether there is the program that makes terminals here: util-linux's, not the one other systems have. */
export async function hasTerminals(): Promise<boolean> {
  const told = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      `Deno.stdout.writeSync(new Deno.Command("script", { args: ["--version"] }).outputSync().stdout)`,
    ],
    stdout: "piped",
    stderr: "null",
  }).output();
  return new TextDecoder().decode(told.stdout).includes("util-linux");
}

/** Somebody at a terminal. */
export interface Terminal extends AsyncDisposable {
  /** Waits until a text has been shown. */
  shows(text: string): Promise<void>;
  /** Presses Ctrl-C. */
  interrupt(): Promise<void>;
  /** Closes the window. */
  close(): Promise<void>;
  /** The exit code, once the program has ended. */
  readonly code: Promise<number>;
  /** All that was shown so far. */
  shown(): string;
}

/** Opens a terminal in which this line was typed. */
export function openTerminal(line: string): Terminal {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", resolve("tests/commands/terminal_program.ts"), line],
    env: { INIT_CWD: Deno.cwd() },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const keyboard = child.stdin.getWriter();
  const type = (...keys: number[]) => keyboard.write(Uint8Array.from(keys));
  let shown = "", told = Promise.withResolvers<void>();
  let over = false;
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of child.stdout) {
      shown += decoder.decode(bytes, { stream: true });
      told.resolve();
      told = Promise.withResolvers<void>();
    }
    over = true;
    told.resolve();
  })();
  const code = child.status.then(({ code }) => code);
  return {
    code,
    shown: () => shown,
    async shows(text) {
      while (!shown.includes(text)) {
        if (over) throw new Error(`the program ended without having shown "${text}": ${shown}`);
        await told.promise;
      }
    },
    interrupt: () => type(3),
    close: () => type(0),
    async [Symbol.asyncDispose]() {
      if (!over) await type(0).catch(() => {});
      await code;
      await reading;
      await keyboard.abort().catch(() => {});
    },
  };
}
