import { assert } from "@std/assert";
import { testWith } from "../permission.ts";

testWith({ read: true }, "the example of docs/tfjs.md runs and learns", async () => {
  const document = await Deno.readTextFile(new URL("../../docs/tfjs.md", import.meta.url));
  const [, example] = /```ts\n(.*?)```/s.exec(document)!;
  const text = `${example}\nexport default history.loss;`;
  const module = await import(`data:application/typescript,${encodeURIComponent(text)}`);
  const loss = module.default as number[];
  assert(loss.length === 5 && loss[4] < loss[0], `losses ${loss}`);
});
