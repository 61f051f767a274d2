/** A paste that doesn't fit into a field is refused whole, with a sentence, rather than cut. */

import { on } from "../../listen.js";
import type { Surface } from "../ui/surface.js";
import { say as common } from "../words/common.js";
import { say } from "../words/fields.js";

/** Of fields that name no limit of their own. */
const MOST = 2_000;

export function guardPaste(surface: Surface): void {
  on(surface.root, "paste", (event: ClipboardEvent) => {
    const field = event.target as HTMLInputElement;
    if (field.localName !== "input") return;
    const most = field.maxLength > 0 ? field.maxLength : MOST;
    const { length } = event.clipboardData?.getData("text/plain") ?? "";
    const chosen = (field.selectionEnd ?? 0) - (field.selectionStart ?? 0);
    if (field.value.length - chosen + length <= most) return;
    event.preventDefault();
    surface.toast(say("longInput", { length, most }), { tone: "bad", close: common("close") });
  });
}
