/**
 * A program that is asked to stop and takes its time.
 * @module
 */
import { stopOnSignals } from "../../commands/shared/stop_on_signals.ts";

stopOnSignals().signal.addEventListener("abort", () => console.log("stopping"));
// Not for ever, should nobody be able to stop it.
setTimeout(() => {}, 60_000);
console.log("I wait.");
