import type { ReportSection } from "../../../charts/mod.ts";
import { percent } from "../../../numbers/mod.ts";
import type { ExperimentConfig } from "../../settings/config.ts";
import type { Summary } from "../summary.ts";

/** How the last models do on the clients' own images; nothing where none were held out. */
export function personalSections(
  { personalShare, tuningEpochs }: ExperimentConfig,
  { methods }: Summary,
): ReportSection[] {
  const measured = methods.filter(({ personal }) => personal);
  if (measured.length === 0) return [];
  return [{
    heading: "On the clients' own images",
    text: `Personal accuracy: ${percent(personalShare, 0)} of each client's images were held out and are ` +
      `tested on by that client alone, each client counting once. Before: the global model. After: what each makes ` +
      `of it in ${tuningEpochs} epoch${tuningEpochs > 1 ? "s" : ""} of training on its own other images.`,
    table: {
      columns: ["Method", "Before, mean", "Before, worst tenth", "After, mean", "After, worst tenth"],
      rows: measured.map(({ method, personal }) => [
        method,
        percent(personal!.before.mean.mean, 2),
        percent(personal!.before.worstTenth.mean, 2),
        percent(personal!.after.mean.mean, 2),
        percent(personal!.after.worstTenth.mean, 2),
      ]),
    },
  }];
}
