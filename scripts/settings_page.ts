/**
 * `deno task settings`: writes docs/settings.md anew from the table of settings.
 * @module
 */
import { settingsPage } from "../lib/experiment/mod.ts";

const page = new URL("../docs/settings.md", import.meta.url);
await Deno.writeTextFile(page, settingsPage());
await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", page.pathname] }).output();
