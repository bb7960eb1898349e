/**
 * Brings children into an order without moving the one that stays: an element that is moved loses the keyboard focus.
 * Children that aren't in the list must have been removed before.
 */
export function arrange(parent: Element, ordered: readonly Element[], staying: Element | undefined): void {
  let next = parent.firstElementChild;
  for (const child of ordered) {
    while (child === staying && next && next !== child) {
      // What stands before the one that stays, and belongs behind it.
      const misplaced: Element = next;
      next = next.nextElementSibling;
      parent.append(misplaced);
    }
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(child, next);
    }
  }
}
