/** Draws a rich document. Unknown nodes and marks fall back to their text; nothing is parsed as HTML. */

import type { Block, Inline, Mark, RichDocument } from "../contract.js";
import { make } from "./element.js";
import { NEW_TAB, safeAddress, safePicture } from "./links.js";

export type Variables = Record<string, string>;

export function renderRich(document: RichDocument, variables: Variables): Node[] {
  const blocks = (content: Block[] = []): Node[] => content.flatMap(block);
  const inlines = (content: Inline[] = []): Node[] => content.map(inline);

  function block(node: Block): Node | Node[] {
    switch (node.type) {
      case "heading":
        return make(node.attrs.level === 3 ? "h4" : "h3", {}, ...inlines(node.content));
      case "bullet_list":
      case "ordered_list": {
        const items = node.content.map((item) => make("li", {}, ...blocks(item.content)));
        return make(node.type === "bullet_list" ? "ul" : "ol", {}, ...items);
      }
      case "image": {
        const { src, alt, width, height } = node.attrs;
        const address = safePicture(src);
        return address ? make("img", { src: address, alt, width, height }) : make("p", {}, alt);
      }
      case "video": {
        const { src, title, width, height } = node.attrs;
        const address = safePicture(src);
        const shown = { title, width, height, controls: "", preload: "metadata", playsinline: "" };
        return address
          ? make("video", { src: address, tabindex: 0, ...shown })
          : make("p", {}, title);
      }
      default:
        return make("p", {}, ...inlines(node.content));
    }
  }

  function inline(node: Inline): Node {
    if (node.type === "hard_break") return make("br");
    if (node.type === "variable") {
      const { fact, fallback } = node.attrs;
      return new Text(`${variables[fact] || fallback || ""}`);
    }
    return (node.marks ?? []).reduce<Node>(wrap, new Text(node.text));
  }
  return blocks(document.content);
}

function wrap(node: Node, mark: Mark): Node {
  if (mark.type === "link") {
    const href = safeAddress(mark.attrs.href);
    const away = href && /^https?:/i.test(href) && new URL(href).origin !== location.origin;
    return href ? make("a", { href, ...(away && NEW_TAB) }, node) : node;
  }
  return /^(strong|em|code)$/.test(mark.type) ? make(mark.type, {}, node) : node;
}
