import { element } from "./dom";

/** Says texts to screen readers without moving the focus. */
export interface Announcer {
  /** In its turn; of several in quick succession only the last about each subject is said. */
  say(text: string, subject?: string): void;
  /** At once, for what has failed. */
  alert(text: string): void;
}

/** Milliseconds in which texts replace each other: typing and progress would otherwise be read without end. */
const quiet = 400;

/** Adds the two live regions to a page, which has them from the start: regions that come with their text aren't read. */
export function createAnnouncer(parent: HTMLElement): Announcer {
  const polite = element("div", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  const assertive = element("div", { class: "visually-hidden", role: "alert", "aria-live": "assertive" });
  parent.append(polite, assertive);
  const pending = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    say(text, subject = "") {
      pending.set(subject, text);
      clearTimeout(timer);
      timer = setTimeout(() => {
        polite.textContent = [...pending.values()].filter(Boolean).join(" ");
        pending.clear();
      }, quiet);
    },
    alert(text) {
      assertive.textContent = text;
    },
  };
}
