import { join } from "@std/path";
import { percent } from "../../numbers/mod.ts";
import { displayName } from "../../symbols/mod.ts";
import { resumeCommand } from "../settings/resume_command.ts";
import { commonRounds } from "./common_rounds.ts";
import { counted } from "./counted.ts";
import { neverRecognised } from "./never_recognised.ts";
import { spreadText } from "./spread.ts";
import type { Detail, MethodSummary, PersonalSpread, PersonalSummary, Summary } from "./summary.ts";

/** What is told at the end of an experiment: each method's accuracy and what it cost, then what went wrong, a line each. */
export function summaryLines({ methods, images, testSet }: Summary): string[] {
  const name = (method: string) =>
    `  ${method.padEnd(Math.max(...methods.map(({ method }) => method.length)))}  `;
  const isOne = commonRounds(methods) !== undefined;
  const lines = [
    "",
    `Accuracy on the ${images.test} test images (${testSet})${isOne ? after(methods[0]) : ""}:`,
  ];
  for (const one of methods) lines.push(name(one.method) + resultText(one, isOne));
  for (const { method, rejected, stayed } of methods) {
    if (rejected) lines.push(`${name(method)}updates not taken: ${counted(rejected)}`);
    if (stayed) lines.push(`${name(method)}rounds that left the model as it was: ${counted(stayed)}`);
  }
  for (const { method, personal } of methods) {
    if (personal) lines.push(name(method) + personalLine(personal));
  }
  for (const { method, seeds, detail } of methods) {
    const which = seeds.length > 1 ? `seed ${seeds[0]} ` : "";
    if (detail) lines.push(name(method) + which + mistakesLine(detail));
  }
  return lines;
}

function after({ rounds }: MethodSummary): string {
  return ` after round ${rounds}`;
}

/** "35.0 %, best 36.2 % in round 17; 26 s, 291 MB sent by the clients". */
function resultText(method: MethodSummary, isSameRound: boolean): string {
  const { seeds, lastAccuracy, bestAccuracy, bestRounds, uploadBytes } = method;
  const { wallSeconds, startWallSeconds } = method;
  const best = bestAccuracy.mean > lastAccuracy.mean
    ? `, best ${spreadText(bestAccuracy)} in round ${bestRounds.join(", ")}`
    : "";
  return [
    spreadText(lastAccuracy) + (isSameRound ? "" : after(method)) + best,
    `${wallSeconds.mean.toFixed(0)} s` +
    (startWallSeconds ? ` (${startWallSeconds.mean.toFixed(0)} s of them for the start)` : "") +
    (uploadBytes > 0 ? `, ${megabytes(uploadBytes)} sent by the clients` : ""),
    ...(seeds.length > 1 ? [`${seeds.length} seeds`] : []),
  ].join("; ");
}

/** Accuracies on the clients' own images, on one line. */
function personalLine({ before, after }: PersonalSummary): string {
  const both = ({ mean, worstTenth }: PersonalSpread) =>
    `${spreadText(mean)}, worst tenth of them ${spreadText(worstTenth)}`;
  return `on each client's own held-out images: ${both(before)}; after local fine-tuning ${both(after)}`;
}

/** What a model gets wrong, on one line: "never recognises 61 of the 79 symbols tested; most confused: + and X (56 images), …". */
export function mistakesLine(detail: Detail): string {
  const never = neverRecognised(detail).length, symbols = Object.keys(detail.classes).length;
  const pairs = detail.lookAlikes.slice(0, 3).map(({ pair, confusions }, i) =>
    `${pair.map(displayName).join(" and ")} (${confusions}${
      i > 0 ? "" : confusions === 1 ? " image" : " images"
    })`
  );
  const parts = [
    ...(never > 0 ? [`never recognises ${never} of the ${symbols} symbols tested`] : []),
    ...(pairs.length > 0 ? [`most confused: ${pairs.join(", ")}`] : []),
  ];
  return parts.length > 0 ? parts.join("; ") : "makes no mistake";
}

/** How good a model is beside its accuracy, a line each: with look-alikes as one, and what it gets wrong. */
export function detailLines(detail: Detail): string[] {
  return [
    `${
      percent(detail.groupAccuracy, 2)
    } if symbols of the same ink, such as x and × or 0 and o, count as one; ` +
    `F1 ${percent(detail.weighted.f1, 2)}, weighted by images`,
    mistakesLine(detail),
  ];
}

/** What to open, and what lies beside it. */
export function openLine(folder: string): string {
  return `Open ${join(folder, "report.html")} in a browser. ` +
    "Beside it are summary.json, history.csv, curves.svg and model/.";
}

/** What a stopped run leaves, and the command with which it goes on. */
export function stoppedLines(folder: string): string[] {
  return [
    "Stopped early: the finished rounds are kept. To go on:",
    `  ${resumeCommand(folder)}`,
  ];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
