/**
 * Gives cells a tooltip when the pointer comes to them: the one that `tooltipOf` has, else the cell's text where it is cut off.
 * Not before, as screen readers would read the same text twice.
 */
export function showTooltipsOfCutCells(
  table: HTMLElement,
  tooltipOf: (cell: HTMLElement) => string | undefined,
): void {
  table.addEventListener("mouseover", ({ target }) => {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[data-column]") : null;
    if (!cell) {
      return;
    }
    const text = tooltipOf(cell) ?? (isCutOff(cell) ? cell.textContent.trim() : "");
    if (text === "") {
      cell.removeAttribute("title");
    } else if (cell.title !== text) {
      cell.title = text;
    }
  });
}

function isCutOff(cell: HTMLElement): boolean {
  return [cell, ...cell.querySelectorAll("button, .grid-title")].some(
    ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
  );
}
