import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { ROOT } from "../documents.ts";
import { testWith } from "../permission.ts";
import { WHOLE_LOCK } from "../../scripts/whole_lock.ts";

/** A program that is allowed nothing but to read the project: what it says, and its exit code. */
async function told(program: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      ...WHOLE_LOCK,
      "--no-prompt",
      "--cached-only",
      `--allow-read=${ROOT}`,
      join(ROOT, program),
      ...args,
    ],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

const MISSPELT: [program: string, args: string[], suggestion: string][] = [
  ["bench/main.ts", ["step", "--imags", "5"], "There is no flag --imags; did you mean --images?"],
  ["bench/main.ts", ["gradients", "--hepl"], "There is no flag --hepl; did you mean --help?"],
  ["lab/notebooks_main.ts", ["--wirte"], "There is no flag --wirte; did you mean --write?"],
  ["harness/resume_main.ts", ["5", "--hlp"], "There is no flag --hlp; did you mean --help?"],
  ["harness/fuzz_main.ts", ["5", "--hlp"], "There is no flag --hlp; did you mean --help?"],
  ["cluster/main.ts", ["up", "--prot", "1"], "There is no flag --prot; did you mean --port?"],
];

for (const [program, args, suggestion] of MISSPELT) {
  testWith(
    { read: true, run: true },
    `a misspelt flag is answered: ${program} ${args.join(" ")}`,
    async () => {
      assertEquals(await told(program, ...args), { code: 1, out: "", err: `error: ${suggestion}\n` });
    },
  );
}

const USAGES: [program: string, args: string[], first: string][] = [
  ["bench/main.ts", [], "Usage: deno task bench NAME [flags]\n"],
  ["bench/main.ts", ["step", "--help"], "Usage: deno task bench NAME [flags]\n"],
  ["lab/notebooks_main.ts", ["--help"], "Usage: deno task notebooks [NAME…] [flags]\n"],
  ["harness/machines_main.ts", ["--help"], "Usage: deno task harness:machines [DENO…]\n"],
  ["harness/resume_main.ts", ["-h"], "Usage: deno task harness:resume [KILLS] [PART]\n"],
  ["cluster/main.ts", ["join", "--help"], "Usage: deno task cluster join FILE --data SOURCE [flags]\n"],
  ["commands/data.ts", [], "Usage: deno task data "],
  ["commands/runs.ts", [], "Usage: deno task runs "],
];

for (const [program, args, first] of USAGES) {
  testWith(
    { read: true, run: true },
    `help begins with the usage: ${[program, ...args].join(" ")}`,
    async () => {
      const { code, out, err } = await told(program, ...args);
      assertEquals([code, err], [0, ""]);
      assertStringIncludes(out.slice(0, first.length), first);
    },
  );
}

testWith({ read: true, run: true }, "a wrong number is told with its rule", async () => {
  const rule = (name: string, got: string) =>
    `error: ${name} must be a whole number of at least 1, got "${got}".\n`;
  assertEquals((await told("harness/resume_main.ts", "0")).err, rule("KILLS", "0"));
  assertEquals((await told("cluster/main.ts", "up", "--port", "many")).err, rule("--port", "many"));
});
