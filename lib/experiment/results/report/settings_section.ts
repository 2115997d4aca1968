import type { ReportSection } from "../../../charts/mod.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import { valueText } from "../../settings/value_text.ts";

/** Every setting of a run, folded. */
export function settingsSection(config: ExperimentConfig): ReportSection {
  return {
    heading: "All settings",
    folded: true,
    text: "By their keys in config.json.",
    table: {
      columns: ["Setting", "Value"],
      rows: Object.entries(config).map(([key, value]) => [key, settingText(value)]),
    },
  };
}

/** A setting's value for a reader. */
export function settingText(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return valueText(value);
}
