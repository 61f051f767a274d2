/**
 * How sure it is that a target will be found again, for the author who has just picked it.
 * Nobody knows the next release, so it is played through: each kind of signal is taken away in turn,
 * as releases do, and the finder has to get along with the rest.
 */

import type { Fingerprint } from "../contract.js";
import { frameOf, isVisible } from "./dom.js";
import { type Found, find } from "./find.js";
import { lookAlikes } from "./peers.js";
import { rowName, rowsOf, twinsOf } from "./rows.js";
import { landmarkAround, ownSignals } from "./signals.js";
import { findQuickly } from "./similar.js";
import { isStable } from "./text.js";

export type Reason =
  /** An attribute made to be relied on (test id, id, name) names it alone. */
  | "own_attribute"
  /** No other element says the same. */
  | "own_name"
  /** It says nothing itself: only what is around it tells it apart. */
  | "no_name"
  /** What it says holds a number that may change. */
  | "changing_text"
  /** Others look just like it; see `twins`. */
  | "twins"
  /** Its row tells it apart from its look-alikes. */
  | "row"
  /** Only its place among look-alikes tells it apart. */
  | "place_only"
  /** Its id looks made by a program, and is not relied on. */
  | "generated_id"
  | "in_frame"
  | "in_shadow_root"
  /** It can't be seen just now. */
  | "hidden"
  /** The finder doesn't point at it even on this very page. */
  | "not_found";

export interface Twins {
  count: number;
  /** From 0, among the `count`. */
  index: number;
  /** What names its row among theirs. */
  row: string | null;
  /** What they are in, in words: «table», «list Projects». */
  container: string | null;
}

export interface Assessment {
  level: "sure" | "likely" | "unsure";
  score: number;
  margin: number;
  reasons: Reason[];
  twins: Twins;
}

/** An author waits for this with the button pressed. */
const MOST_MS = 100;

/** What a release commonly takes away. */
const LOSSES: ((whole: Fingerprint) => Fingerprint)[] = [
  ({ attributes: _, selector: __, ...rest }) => rest,
  ({ selector: _, ancestors: __, ...rest }) => rest,
  ({ neighbours: _, heading: __, landmark: ___, ...rest }) => rest,
  ({ text: _, name: __, label: ___, ...rest }) => rest,
];

export function assess(element: Element, fingerprint: Fingerprint): Assessment {
  const end = performance.now() + MOST_MS;
  const found = foundAgain(element, fingerprint, MOST_MS);
  const after = LOSSES.map((lose) =>
    foundAgain(element, lose(fingerprint), Math.max(1, end - performance.now())),
  );
  const survived = after.filter(Boolean).length;
  const twins = describeTwins(element);
  // What a row says goes when the row does.
  const isData = twins.count > 1 && twinsOf(element).length < 2 && fingerprint.scope !== "place";
  // The last loss, of every word, is only survived by what has attributes to rely on.
  const isSure = survived >= LOSSES.length - 1 && !isData;
  return {
    level: !found
      ? "unsure"
      : isSure
        ? "sure"
        : survived >= LOSSES.length / 2
          ? "likely"
          : "unsure",
    score: found?.score ?? 0,
    margin: Math.min(1, ...[found, ...after].flatMap((one) => (one ? [one.margin] : []))),
    reasons: reasonsFor(element, fingerprint, twins, Boolean(found)),
    twins,
  };
}

/** What an author calls it. */
export function describe(element: Element): { role: string; name: string } {
  const { role, name, text, tag } = ownSignals(element);
  return { role: role || tag || "", name: name || text || "" };
}

/** Null also where the search takes too long: then nothing is promised. */
function foundAgain(element: Element, wanted: Fingerprint, most: number): Found | null {
  const result = find(wanted, document, (print, root) => findQuickly(print, root, most));
  return "element" in result && result.element === element ? result : null;
}

function describeTwins(element: Element): Twins {
  const twins = lookAlikes(element);
  if (twins.length < 2) return { count: 1, index: 0, row: null, container: null };
  const around = rowsOf(twins).get(element)?.parentElement ?? null;
  const { name, text } = ownSignals(element);
  return {
    count: twins.length,
    index: twins.indexOf(element),
    // The datum of a row names it itself.
    row: rowName(element, twins) ?? (twinsOf(element).length < 2 ? name || text || null : null),
    container: around && landmarkAround(around),
  };
}

function reasonsFor(
  element: Element,
  { attributes = {}, name, text, scope }: Fingerprint,
  twins: Twins,
  found: boolean,
): Reason[] {
  const said = name || text || "";
  const strong = Object.keys(attributes).some((key) => /^(id|name|data-)/.test(key));
  const alone = twins.count < 2;
  const byRow = !alone && twins.row !== null && scope !== "place";
  const holds: [Reason, boolean][] = [
    ["not_found", !found],
    ["hidden", !isVisible(element)],
    ["own_attribute", strong],
    ["own_name", alone && said !== ""],
    ["no_name", said === ""],
    ["changing_text", /\d/.test(said)],
    ["twins", !alone],
    ["row", byRow],
    ["place_only", !alone && !byRow],
    ["generated_id", element.id !== "" && !isStable(element.id)],
    ["in_frame", frameOf(element) !== null],
    ["in_shadow_root", "host" in element.getRootNode()],
  ];
  return holds.filter(([, is]) => is).map(([reason]) => reason);
}
