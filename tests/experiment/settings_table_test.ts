import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as v from "valibot";
import { schemaOf } from "../../lib/experiment/settings/check_settings.ts";
import { defaultsOf } from "../../lib/experiment/settings/complete_config.ts";
import { flagsOf } from "../../lib/experiment/settings/flags.ts";
import { type Setting, wholeNumber } from "../../lib/experiment/settings/setting.ts";
import { settingsPage } from "../../lib/experiment/settings/settings_page.ts";
import type { Settings } from "../../lib/experiment/settings/config.ts";
import { SETTINGS } from "../../lib/experiment/settings/table.ts";
import { testWith } from "../permission.ts";

/** A setting that there is not. */
const invented: Setting = {
  flag: "candles-lit",
  group: "Clients",
  help: "candles on the cake",
  rule: wholeNumber(2),
  initial: 7 as never,
  material: false as never,
};

const withInvented: Readonly<Record<string, Setting>> = { ...SETTINGS as object, candlesLit: invented };

Deno.test("a row added to the table is a flag with its help, a default, a key that is checked, a line of the page", () => {
  const flag = flagsOf(withInvented).find(({ flag }) => flag === "candles-lit");
  assertEquals(flag, {
    key: "candlesLit",
    flag: "candles-lit",
    group: "Clients",
    value: "N",
    help: "candles on the cake (7)",
  });
  assertEquals((defaultsOf({}, withInvented) as Record<string, unknown>).candlesLit, 7);
  const schema = schemaOf(withInvented);
  assert(v.is(schema, { candlesLit: 2 }));
  assert(!v.is(schema, { candlesLit: 1 }));
  assert(!v.is(schemaOf(), { candlesLit: 2 }));
  const clients = settingsPage(withInvented).split("## ").find((section) => section.startsWith("Clients"))!;
  assertStringIncludes(clients, "| `candlesLit` | `--candles-lit <N>` | candles on the cake | 7 |");
});

Deno.test("each setting has a default, or words for none", () => {
  const without = Object.entries<Setting>(SETTINGS).filter((
    [, { flag, initial, initialBy, initialInWords }],
  ) =>
    flag !== undefined && initial === undefined && initialBy === undefined && initialInWords === undefined
  );
  assertEquals(without.map(([key]) => key), []);
});

Deno.test("a default keeps its own rule", () => {
  for (const [key, { initial, initialBy, rule }] of Object.entries<Setting>(SETTINGS)) {
    if (initial !== undefined) assert(v.is(rule.schema, initial), key);
    for (const value of Object.values(initialBy?.values ?? {})) assert(v.is(rule.schema, value), key);
  }
});

Deno.test("a default that depends on another setting is told with each of its values", () => {
  const helpOf = (key: string) => flagsOf().find((flag) => flag.key === key)!.help;
  assertEquals(helpOf("learningRate"), "learning rate (0.001 for adam, 0.05 for sgd)");
  assertEquals(
    helpOf("sample"),
    "images drawn at random before the split (10000 for ink, all for others)",
  );
  const defaultOf = (given: Settings, key: "learningRate" | "sample") => defaultsOf(given)[key];
  assertEquals(defaultOf({}, "learningRate"), 0.001);
  assertEquals(defaultOf({ optimizer: "sgd" }, "learningRate"), 0.05);
  assertEquals(defaultOf({}, "sample"), 10_000);
  assertEquals(defaultOf({ data: "digits" }, "sample"), undefined);
  assertEquals(defaultOf({ data: "constructor" }, "sample"), undefined);
});

testWith({ read: true }, "docs/settings.md is the table's: `deno task settings` writes it", async () => {
  const page = await Deno.readTextFile(new URL("../../docs/settings.md", import.meta.url));
  const plain = (text: string) =>
    text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---").replaceAll(/\s+/g, " ").trim();
  assert(
    plain(page) === plain(settingsPage()),
    "docs/settings.md is older than the table: run `deno task settings`.",
  );
});

Deno.test("config.json has its keys in the order that it has always had", () => {
  const keys =
    "data images copies split removeRepeats network clients rounds localEpochs batchSize optimizer momentum " +
    "learningRateDecay strategy sampledFraction slantSpread penSpread personalShare tuningEpochs sampling dropOut " +
    "slowShare slowFactor leastWork up down uploadMbps downloadMbps latency lineSpread stepSeconds secure hostileShare " +
    "attack seed seeds weightBits learningRate sample";
  assertEquals(Object.keys(defaultsOf({})), keys.split(" "));
});
