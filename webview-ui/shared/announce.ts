import { element } from "./dom";

/** Says texts to screen readers without moving the focus. */
export interface Announcer {
  /** In its turn; only the last of several in quick succession is said. */
  say(text: string): void;
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
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    say(text) {
      clearTimeout(timer);
      timer = setTimeout(() => (polite.textContent = text), quiet);
    },
    alert(text) {
      assertive.textContent = text;
    },
  };
}
