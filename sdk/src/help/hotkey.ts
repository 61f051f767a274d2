/** The key that opens the panel. It never fires while somebody types. Pure, but for what has the focus. */

/** Where a key belongs to what has the focus. */
const TYPING =
  "textarea,select,[role$=box]:not([role=checkbox]),input:not([type=checkbox],[type=radio],[type=button],[type=submit],[type=range],[type=color])";

export type Pressed = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "isComposing" | "defaultPrevented"
>;

/** Whether `Control+/` (on a Mac also Command), `Alt+/` or a key alone was pressed. */
export function isHotkey(hotkey: string, event: Pressed): boolean {
  if (event.repeat || event.isComposing || event.defaultPrevented) return false;
  const parts = hotkey.split("+");
  const key = parts.pop();
  return (
    event.key === key &&
    (event.ctrlKey || event.metaKey) === parts.includes("Control") &&
    event.altKey === parts.includes("Alt")
  );
}

/** A key without a modifier may be pressed by a slip, or by speech: it must be possible to switch it off. */
export function isBare(hotkey: string): boolean {
  return hotkey.length === 1;
}

export function isTyping(focus: Element | null): boolean {
  return !!focus?.matches(TYPING) || !!(focus as HTMLElement | null)?.isContentEditable;
}
