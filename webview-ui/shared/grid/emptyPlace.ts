import { element } from "../dom";

/** What stands in place of rows when there are none. */
export interface EmptyPlace {
  readonly element: HTMLElement;
  show(isEmpty: boolean): void;
}

export function createEmptyPlace(contentOf: () => Node): EmptyPlace {
  const place = element("div", { class: "grid-empty", hidden: true });
  return {
    element: place,
    show(isEmpty) {
      place.hidden = !isEmpty;
      if (!isEmpty) {
        place.replaceChildren();
        return;
      }
      const content = contentOf();
      // What says the same stays, as something in it may have the focus.
      if (!place.contains(document.activeElement) || !place.firstChild?.isEqualNode(content)) {
        place.replaceChildren(content);
      }
    },
  };
}
