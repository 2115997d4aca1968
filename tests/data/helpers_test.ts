import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { crohmeSource, loadExpressions } from "../../lib/data/crohme/mod.ts";
import { drawInk, drawInkShared } from "../../lib/data/ink/draw_ink.ts";
import { ownHelpers } from "../../lib/data/helpers/own_helpers.ts";
import { type Helper, shareOut } from "../../lib/data/helpers/share_out.ts";
import { testWith } from "../permission.ts";
import { withFiles } from "./files_on_disk.ts";
import { inkml } from "./inkml_writer.ts";

const TASKS = [3, 1, 4, 1, 5, 9, 2, 6], SQUARES = TASKS.map((task) => task * task);

function square(task: number): number {
  return task * task;
}

let made = 0;

/** A helper that answers each task after a while, as `answer` says; of several one is slower than the others. */
function fakeHelper(answer: (task: number, helper: Helper) => void): Helper {
  const delay = 7 * (made++ % 3);
  const helper: Helper = {
    onmessage: null,
    onmessageerror: null,
    onerror: null,
    terminate() {},
    postMessage: (task: number) => void setTimeout(() => answer(task, helper), delay),
  };
  return helper;
}

function answer(helper: Helper, data: unknown): void {
  (helper.onmessage as (event: { data: unknown }) => void)({ data });
}

function die(helper: Helper): void {
  (helper.onerror as (event: object) => void)({ preventDefault() {}, message: "out of memory" });
}

for (
  const [name, start] of [
    ["that do them", () => fakeHelper((task, helper) => answer(helper, { result: square(task) }))],
    [
      "that fail at one",
      () =>
        fakeHelper((task, helper) =>
          answer(helper, task === 4 ? { failed: true } : { result: square(task) })
        ),
    ],
    ["that die", () => fakeHelper((_, helper) => die(helper))],
    ["that cannot be started", () => {
      throw new Error("no permission");
    }],
  ] as [string, () => Helper][]
) {
  Deno.test(`tasks of helpers ${name}: all results, in the order of the tasks`, async () => {
    for (const count of [1, 2, 3]) {
      assertEquals(await Array.fromAsync(shareOut(TASKS, square, { count, start })), SQUARES);
    }
  });
}

Deno.test("the error of a task is that of doing it here", async () => {
  const start = () => fakeHelper((_, helper) => answer(helper, { failed: true }));
  const refuse = (task: number) => {
    if (task === 5) throw new RangeError("5 is refused");
    return task;
  };
  await assertRejects(
    () => Array.fromAsync(shareOut(TASKS, refuse, { count: 2, start })),
    RangeError,
    "5 is refused",
  );
});

Deno.test("where workers may not be started there are none, and nobody is asked", async () => {
  if (Deno.permissions.querySync({ name: "read" }).state === "granted") return;
  assertEquals(ownHelpers(2), undefined);
  assertEquals(
    await drawInkShared({ count: 1500, seed: 4 }, ownHelpers(2)),
    drawInk({ count: 1500, seed: 4 }),
  );
});

testWith({ read: true }, "ink drawn by 2 and 3 workers has the bytes of one thread", async () => {
  for (const isPublic of [false, true]) {
    const options = { count: 2700, seed: 4, penWidth: 2.5, isPublic };
    const alone = drawInk(options);
    for (const count of [2, 3]) assertEquals(await drawInkShared(options, ownHelpers(count)), alone);
  }
});

/** A packed line with a symbol of many points, so that a few hundred of them fill several pieces. */
function longLine(id: number): string {
  const stroke = Array.from({ length: 800 }, (_, i) => (i * (id % 90 + 7)) % 1000);
  const symbols = [{ label: "x", strokes: [stroke] }, { label: "1", strokes: [[id, 0, id, 9]] }];
  return JSON.stringify({ id: `${id}`, split: "2013train", writer: `w/${id % 5}`, latex: "x1", symbols });
}

testWith(
  { read: true, write: true },
  "expressions read by workers, and drawn by them, are those of one thread; lines keep their numbers",
  () => {
    const lines = Array.from({ length: 1200 }, (_, id) => longLine(id));
    lines[900] = "{no JSON";
    return withFiles({
      "a.jsonl": lines.join("\n"),
      "b.jsonl": `${longLine(5000)}\n${longLine(5001).replace("2013train", "unipen")}\n${longLine(5002)}`,
      "c.jsonl": " \n",
      "d/x.inkml": inkml(),
      "d/y.inkml": "no XML",
      "e.jsonl": longLine(6000),
    }, async (folder) => {
      const alone = await loadExpressions(folder), shared = await loadExpressions(folder, ownHelpers(3));
      assertEquals(shared, alone);
      assertEquals(alone.expressions.length, 1199 + 1 + 1 + 1);
      assertEquals(alone.expressions[899].origin, "a.jsonl:900");
      assertEquals(alone.expressions[900].origin, "a.jsonl:902");
      assertEquals(alone.skips.map(({ reason, examples }) => [reason, ...examples]).slice(0, 3), [
        ["unreadable JSON line", "a.jsonl:901"],
        ["packed file of another collection: pass its own path", "b.jsonl"],
        ["empty file", "c.jsonl"],
      ]);
      const load = (count: number) =>
        crohmeSource.load({ path: join(folder, "a.jsonl"), seed: 1 }, ownHelpers(count));
      assertEquals(await load(2), await load(1));
    });
  },
);
