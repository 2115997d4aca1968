/**
 * Runs a shell's line in a terminal of its own, made by util-linux's `script`. What comes in is typed there; a zero byte
 * closes the terminal. Tests start it as a program, with the permissions that it needs and they have not.
 * @module
 */
const [line] = Deno.args;
const script = new Deno.Command("script", {
  args: ["--quiet", "--return", "--flush", "--command", line, "/dev/null"],
  stdin: "piped",
}).spawn();
const keyboard = script.stdin.getWriter();
script.status.then(({ code }) => Deno.exit(code));
for await (const keys of Deno.stdin.readable) {
  if (keys.includes(0)) script.kill("SIGKILL");
  else await keyboard.write(keys);
}
