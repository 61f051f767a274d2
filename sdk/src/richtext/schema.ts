/**
 * The closed list of nodes and marks, as guide_engine/guides/schema/guide.schema.json has them.
 * The web editor and the in-page builder write with the same.
 */

import { type MarkSpec, Node, type NodeSpec, Schema } from "prosemirror-model";

const nodes: Record<string, NodeSpec> = {
  doc: { content: "block+" },
  paragraph: {
    group: "block",
    content: "inline*",
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", 0],
  },
  heading: {
    group: "block",
    content: "inline*",
    attrs: { level: { default: 2 } },
    defining: true,
    parseDOM: [
      { tag: "h1", attrs: { level: 2 } },
      { tag: "h2", attrs: { level: 2 } },
      { tag: "h3", attrs: { level: 3 } },
      { tag: "h4", attrs: { level: 3 } },
    ],
    toDOM: (node) => [`h${node.attrs.level}`, 0],
  },
  bullet_list: {
    group: "block",
    content: "list_item+",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  ordered_list: {
    group: "block",
    content: "list_item+",
    parseDOM: [{ tag: "ol" }],
    toDOM: () => ["ol", 0],
  },
  list_item: {
    content: "block+",
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => ["li", 0],
  },
  image: {
    group: "block",
    attrs: { src: {}, alt: { default: "" }, width: { default: null }, height: { default: null } },
    draggable: true,
    parseDOM: [
      {
        tag: "img[src]",
        getAttrs: (element) => {
          const src = element.getAttribute("src") ?? "";
          return isImageAddress(src) ? { src, alt: element.getAttribute("alt") ?? "" } : false;
        },
      },
    ],
    toDOM: ({ attrs }) => ["img", { src: attrs.src, alt: attrs.alt }],
  },
  video: {
    group: "block",
    attrs: { src: {}, title: { default: "" }, width: { default: null }, height: { default: null } },
    draggable: true,
    toDOM: ({ attrs }) => [
      "video",
      { src: attrs.src, title: attrs.title, controls: "", preload: "metadata", playsinline: "" },
    ],
  },
  text: { group: "inline" },
  variable: {
    group: "inline",
    inline: true,
    atom: true,
    attrs: { fact: {}, fallback: { default: "" } },
    toDOM: ({ attrs }) => [
      "span",
      { class: "variable", title: attrs.fact },
      attrs.fallback || attrs.fact,
    ],
  },
  hard_break: {
    group: "inline",
    inline: true,
    selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
};

const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (element) => {
          const href = element.getAttribute("href") ?? "";
          return isLinkAddress(href) ? { href } : false;
        },
      },
    ],
    toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noopener" }, 0],
  },
  strong: {
    parseDOM: [{ tag: "strong" }, { tag: "b" }],
    toDOM: () => ["strong", 0],
  },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  code: { parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
};

export const schema = new Schema({ nodes, marks });

// Browsers drop or turn these while they parse, so none may hide here.
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is sought.
  /[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2060\ufeff\\]/;

/** As guide_engine/guides/links.py: a known scheme, or a place within the page's own site. */
export function isLinkAddress(address: string): boolean {
  return isAddress(address, /^(https?|mailto):/i);
}

export function isImageAddress(address: string): boolean {
  return isAddress(address, /^https?:/i);
}

/** As the service: nothing that a browser can’t play. */
export function isVideoAddress(address: string): boolean {
  return (
    isAddress(address, /^https?:/i) && /\.(mp4|webm)$/i.test(address.split(/[?#]/, 1)[0] ?? "")
  );
}

function isAddress(address: string, schemes: RegExp): boolean {
  if (!address || HIDDEN.test(address) || address.startsWith("//")) return false;
  return schemes.test(address) || !address.split(/[/?#]/, 1)[0]?.includes(":");
}

interface Json {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Json[];
  marks?: Json[];
  text?: string;
}

/** The node of a stored document; an unreadable one gives an empty text rather than none. */
export function readText(document: unknown): Node {
  try {
    const doc = Node.fromJSON(schema, document);
    doc.check();
    return doc;
  } catch {
    // An empty list of blocks is a fine document, but ProseMirror wants a place for the caret.
    return schema.node("doc", null, [schema.node("paragraph")]);
  }
}

/** ProseMirror writes absent values as null; the document leaves them out. */
export function tidy(node: Json): Json {
  const { attrs, content, marks, ...rest } = node;
  const kept = Object.entries(attrs ?? {}).filter(([, value]) => value !== null);
  return {
    ...rest,
    ...(kept.length ? { attrs: Object.fromEntries(kept) } : {}),
    ...(content ? { content: content.map(tidy) } : {}),
    ...(marks ? { marks: marks.map(tidy) } : {}),
  };
}
