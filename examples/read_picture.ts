// Reads a picture of a handwritten expression: its LaTeX, its value, how sure, and what each symbol may also be.
// deno run --allow-read --ignore-env examples/read_picture.ts PICTURE
import { join } from "@std/path";
import { openReader } from "@fedink/fedink/recognize";
import { valueText } from "@fedink/fedink/expressions";

const reader = await openReader(join(import.meta.dirname!, "../data/models/reader"));
const { latex, value, confidence, symbols } = await reader.read(await Deno.readFile(Deno.args[0]));

console.log(`${latex}   value: ${valueText(value)}`, `${Math.round(100 * confidence)} %`);
for (const { label, probability, alternatives, box } of symbols) {
  const others = alternatives.slice(0, 2).map(({ label }) => label).join(" or ");
  console.log(`${label} at x = ${box.left}: ${Math.round(100 * probability)} %; else ${others}`);
}
