// Reads a picture of a handwritten expression: its LaTeX, its value, how sure, and what each symbol may also be.
// deno run --allow-read examples/read_picture.ts PICTURE
import { openReader } from "@fedink/fedink/recognize";
import { valueText } from "@fedink/fedink/expressions";

const reader = await openReader(new URL("../data/models/reader", import.meta.url).pathname);
const { latex, value, confidence, symbols } = await reader.read(await Deno.readFile(Deno.args[0]));

console.log(`${latex}   value: ${valueText(value)}`, `${Math.round(100 * confidence)} %`);
for (const { label, probability, alternatives, box } of symbols) {
  const others = alternatives.slice(0, 2).map(({ label }) => label).join(" or ");
  console.log(`${label} at x = ${box.left}: ${Math.round(100 * probability)} %; else ${others}`);
}
