import { join } from "@std/path";
import { openRenderer, reportPage } from "../../../charts/mod.ts";
import { writeWholeText } from "../../../files/mod.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import type { Material } from "../../run/material.ts";
import { methodsOf, type Run } from "../../run/run.ts";
import type { Summary } from "../summary.ts";
import { clientsSection } from "./clients_section.ts";
import { costSections } from "./cost_sections.ts";
import { accuracyCurves, accuracySection, lossSections } from "./curve_sections.ts";
import { facts } from "./facts.ts";
import { figuresSection } from "./figures_section.ts";
import { mistakesSections } from "./mistakes_sections.ts";
import { personalSections } from "./personal_sections.ts";
import { settingsSection } from "./settings_section.ts";

/** What a report is written of. */
export interface ReportOptions {
  /** The settings. */
  readonly config: ExperimentConfig;
  /** The images. */
  readonly material: Material;
  /** The runs, each method's first seed first. */
  readonly runs: readonly Run[];
  /** Their figures. */
  readonly summary: Summary;
  /** The command line that gives the same results again; left out where there is none. */
  readonly command?: string;
  /** What the results may be compared with, in sentences; default none. */
  readonly ceilings?: readonly string[];
}

/** Writes report.html, one page that needs nothing else, and curves.svg into a folder. */
export async function writeReport(
  folder: string,
  { config, material, runs, summary, command, ceilings = [] }: ReportOptions,
): Promise<void> {
  using renderer = openRenderer();
  const staticSvg = await renderer.svg(accuracyCurves(config, runs));
  writeWholeText(join(folder, "curves.svg"), staticSvg);
  const page = await reportPage({
    title: `FedInk: ${config.experiment}${config.experiment === "central" ? "" : `, ${config.strategy}`}`,
    facts: facts(config, material, summary, ceilings),
    command,
    staticSvg,
    sections: [
      accuracySection(config, runs),
      figuresSection(config, runs, summary),
      ...personalSections(config, summary),
      ...lossSections(config, runs),
      ...methodsOf(config).flatMap((method) => {
        const run = runs.find((one) => one.method === method && one.rounds.length > 0);
        const detail = summary.methods.find((one) => one.method === method)?.detail;
        const of = methodsOf(config).length > 1 ? `, ${method}` : "";
        return [...clientsSection(config, material, run, of), ...mistakesSections(run, detail, of)];
      }),
      ...costSections(config, runs),
      settingsSection(config),
    ],
  });
  writeWholeText(join(folder, "report.html"), page);
}
