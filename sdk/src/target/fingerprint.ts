/** Takes the fingerprint of an element: many weak signals, none of which must survive alone. */

import type { Fingerprint } from "../contract.js";
import { frameOf, innerRoot, type Root } from "./dom.js";
import { contextEvidence } from "./evidence.js";
import { type Peers, peersOf } from "./peers.js";
import { rowName, twinsOf } from "./rows.js";
import { weigh } from "./score.js";
import { contextSignals, isTestId, markSignals, ownSignals } from "./signals.js";
import { isStable } from "./text.js";

/** As many look-alikes are compared for the one most easily taken for it. */
const MOST_TWINS = 8;

export interface CaptureOptions {
  /** Of look-alikes: the one in this row (wherever it moves), or the one in this place. */
  scope?: "row" | "place";
}

export function capture(element: Element, { scope }: CaptureOptions = {}): Fingerprint {
  const own = ownSignals(element);
  const twins = twinsOf(element);
  const root = element.getRootNode() as Root;
  const peers = scope === "place" && twins.length < 2 ? peersOf(element) : null;
  if (peers) return inPlace(element, peers, root);
  const row = scope === "place" ? undefined : rowName(element, twins);
  const fingerprint: Fingerprint = {
    v: 1,
    selector: selectorOf(element, root),
    ...own,
    ...contextSignals(element),
    ...markSignals(element),
    lang: element.ownerDocument.documentElement.lang,
    box: boxOf(element),
    ordinal: { index: twins.indexOf(element), count: twins.length },
  };
  if (row) Object.assign(fingerprint, { row, scope: "row" });
  else if (scope === "place") fingerprint.scope = scope;
  else if (twins.length > 1) fingerprint.twin = otherTwin(fingerprint, element, twins);
  const hosts = hostsOf(element);
  if (hosts.length) fingerprint.hosts = hosts;
  for (const [key, value] of Object.entries(fingerprint)) {
    if (value === "" || (Array.isArray(value) && !value.length)) {
      delete fingerprint[key as keyof Fingerprint];
    }
  }
  return fingerprint;
}

/** The same spot of whichever row stands in that place: what the row says is left out. */
function inPlace(element: Element, { elements, selector }: Peers, root: Root): Fingerprint {
  const [first] = elements as [Element];
  const list = first.closest(selector.split(">")[0] as string)?.parentElement;
  const hosts = hostsOf(element);
  return {
    v: 1,
    selector: list ? `${selectorOf(list, root)}>${selector}` : selector,
    ordinal: { index: elements.indexOf(element), count: elements.length },
    scope: "place",
    ...(hosts.length && { hosts }),
  };
}

/** Of its look-alikes the one whose surroundings are most like its own. */
function otherTwin(own: Fingerprint, element: Element, twins: Element[]): Fingerprint["twin"] & {} {
  const others = twins
    .filter((twin) => twin !== element)
    .slice(0, MOST_TWINS)
    .map((twin) => {
      const { neighbours = [], ancestors = [], label: _, ...around } = contextSignals(twin);
      const { classes = [] } = markSignals(twin);
      return {
        ...around,
        tag: twin.localName,
        neighbours: neighbours.slice(0, 2),
        ancestors: ancestors.slice(0, 4),
        classes,
      };
    });
  const likeness = others.map((other) => weigh(contextEvidence(own, other)));
  return others[likeness.indexOf(Math.max(...likeness))] ?? {};
}

function boxOf(element: Element): [number, number] {
  const { width, height } = element.getBoundingClientRect();
  return [Math.round(width), Math.round(height)];
}

/** The shadow hosts and frames on the way, from the document inward. */
function hostsOf(element: Element): string[] {
  const hosts: string[] = [];
  for (let node: Element | null = element; node; ) {
    const root = node.getRootNode() as Root;
    node = "host" in root ? root.host : frameOf(node);
    if (node && innerRoot(node)) hosts.unshift(selectorOf(node, node.getRootNode() as Root));
  }
  return hosts;
}

/** The shortest path of stable parts that selects this element alone; counted places at last. */
export function selectorOf(element: Element, root: Root): string {
  let path = "";
  for (let node: Element | null = element; node; node = node.parentElement) {
    const part = stablePart(node);
    const joined = path ? `${part}>${path}` : part;
    if (isUnique(joined, element, root)) return joined;
    const parent: ParentNode | null = node.parentNode as ParentNode | null;
    const same = [...(parent?.children ?? [])].filter(
      (child) => child.localName === node?.localName,
    );
    const place = same.length > 1 ? `:nth-of-type(${same.indexOf(node) + 1})` : "";
    path = path ? `${part}${place}>${path}` : `${part}${place}`;
    if (isUnique(path, element, root)) return path;
  }
  return path;
}

function stablePart(element: Element): string {
  const tag = CSS.escape(element.localName);
  const test = [...element.attributes].find((attribute) => isTestId(attribute.name));
  if (test) return `[${test.name}="${CSS.escape(test.value)}"]`;
  if (element.id && isStable(element.id)) return `#${CSS.escape(element.id)}`;
  const name = element.getAttribute("name");
  return name && isStable(name) ? `${tag}[name="${CSS.escape(name)}"]` : tag;
}

function isUnique(selector: string, element: Element, root: Root): boolean {
  const found = root.querySelectorAll(selector);
  return found.length === 1 && found[0] === element;
}
