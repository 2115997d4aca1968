import { assertEquals, assertNotEquals } from "@std/assert";
import type { Figure } from "../../lib/charts/mod.ts";
import { testWith } from "../permission.ts";
import { EXAMPLES } from "./examples.ts";

testWith({ read: true }, "plotly's own validation finds nothing wrong with any figure", async () => {
  const worker = new Worker(new URL("./validate_worker.ts", import.meta.url), { type: "module" });
  const problems = (figure: Figure) =>
    new Promise<string[]>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => (event.preventDefault(), reject(new Error(event.message)));
      worker.postMessage(figure);
    });
  try {
    for (const [name, figure] of Object.entries(EXAMPLES)) {
      assertEquals(await problems(figure), [], name);
    }
    assertNotEquals(await problems({ data: [{ type: "scatter", colour: "red" }], layout: {} }), []);
  } finally {
    worker.terminate();
  }
});
