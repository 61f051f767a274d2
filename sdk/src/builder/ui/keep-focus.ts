/** Draws something anew without losing where the author is: focus, caret and selection. */

export function keepFocus(root: ShadowRoot, redraw: () => void): void {
  const held = root.activeElement as HTMLInputElement | null;
  const key = held?.dataset.key;
  const caret = key ? caretOf(held) : null;
  redraw();
  if (!key || root.activeElement === held) return;
  const again = root.querySelector<HTMLInputElement>(`[data-key="${CSS.escape(key)}"]`);
  again?.focus({ preventScroll: true });
  if (again && caret) again.setSelectionRange(...caret);
}

/** Only texts have one; asking others throws. */
function caretOf(input: HTMLInputElement): [number, number] | null {
  try {
    const { selectionStart, selectionEnd } = input;
    return selectionStart == null || selectionEnd == null ? null : [selectionStart, selectionEnd];
  } catch {
    return null;
  }
}
