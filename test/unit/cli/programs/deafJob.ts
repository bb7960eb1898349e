/** A job that doesn't listen: it says `asked` when it is to end in order, and goes on. */
import { hearSignals } from "../../../../src/cli/signals";

const cancelled = new AbortController();
hearSignals(cancelled);
cancelled.signal.addEventListener("abort", () => console.log("asked"));
setInterval(() => undefined, 1_000);
console.log("ready");
