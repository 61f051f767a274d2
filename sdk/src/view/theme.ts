/**
 * A theme as style rules. What the service sends is judged here again, value by value: only what is
 * plainly a colour, a number in its limits, a list of fonts or a picture's address gets into a rule.
 */

import type { Palette, Rule, Theme } from "../contract.js";

export interface Palettes {
  LIGHT: string;
  DARK: string;
}
type Themes = Record<string, Theme>;
type Scheme = NonNullable<Theme["scheme"]>;
type Rgb = [red: number, green: number, blue: number];

const COLOUR = /^#[0-9a-f]{6}([0-9a-f]{2})?$/i;
const KEY = /^[a-z0-9-]{0,80}$/;
/** Families that mean something only without quotes. */
const GENERIC =
  /^(system-ui|(ui-)?(sans-)?serif|ui-(monospace|rounded)|monospace|cursive|fantasy|-apple-system|BlinkMacSystemFont)$/i;
const SHADOWS: Record<string, string> = {
  none: "none",
  soft: "0 10px 32px -6px #10182847",
  strong: "0 18px 52px -4px #10182880",
};
const HIGHEST = 2_147_483_646;

/** A z-index where the environment's theme keeps below the top layer. */
export function layerOf(themes: Themes): number | null {
  const layer = numberIn(themes[""]?.layer, 0, HIGHEST);
  return layer && Math.floor(layer);
}

/** The sheet for themes by key. */
export function sheetOf(
  themes: Themes,
  palettes: Palettes,
  holds: (rule: Rule) => boolean,
  picture: (src: unknown) => string | null,
): string {
  const layer = layerOf(themes);
  const below = layer === null ? "" : `:host{z-index:${layer}!important}`;
  const rules = Object.entries(themes).map(([key, theme]) =>
    KEY.test(key) ? rulesOf(`[data-theme="${key}"]`, theme, palettes, holds, picture) : "",
  );
  return below + rules.join("");
}

function rulesOf(
  part: string,
  theme: Theme,
  { LIGHT, DARK }: Palettes,
  holds: (rule: Rule) => boolean,
  picture: (src: unknown) => string | null,
): string {
  const scheme = schemeOf(theme, holds);
  const light = paletteOf(part, theme.light, LIGHT);
  const dark = paletteOf(part, theme.dark, DARK);
  const colours =
    scheme === "auto"
      ? `${light}@media(prefers-color-scheme:dark){${dark}}`
      : `${scheme === "dark" ? dark : light}${part}{color-scheme:${scheme}}`;
  return `${colours}${part}{${shapeOf(theme)}}${logoOf(part, theme.logo, picture)}`;
}

/** The first rule that holds for the page decides. */
export function schemeOf(theme: Theme, holds: (rule: Rule) => boolean): Scheme {
  const ruled = theme.scheme_rules?.find(({ when }) => holds(when))?.scheme ?? theme.scheme;
  return ruled === "light" || ruled === "dark" ? ruled : "auto";
}

function paletteOf(part: string, given: Partial<Palette> = {}, base: string): string {
  const { accent, on_accent, surface, text, muted, border, shade } = given;
  const ground = colour(surface);
  const ink = colour(text);
  const fill = colour(accent);
  const set = {
    "--card": ground,
    "--ink": ink,
    "--soft": colour(muted),
    "--line": colour(border),
    "--wash": ground && mix(ground, ink ?? inkFor(ground)),
    "--shade": colour(shade),
    "--guide-engine-accent": fill,
    "--guide-engine-on-accent": colour(on_accent) ?? (fill && inkFor(fill)),
  };
  const veil = set["--shade"] ? `${part}::backdrop{background:${set["--shade"]}}` : "";
  return `${part}{${base};${declare(set)}}${veil}`;
}

function shapeOf(theme: Theme): string {
  const font = fontOf(theme.font);
  const size = numberIn(theme.font_size, 10, 24);
  const radius = numberIn(theme.radius, 0, 32);
  const spacing = numberIn(theme.spacing, 0.75, 1.5);
  return declare({
    "font-family": font,
    "font-size": size && `${size}px`,
    "--guide-engine-radius": radius !== null ? `${radius}px` : null,
    "--u": spacing && `${spacing}px`,
    "--shadow": SHADOWS[theme.shadow ?? ""] ?? null,
  });
}

/** At the head of what stands alone; a bubble beside its target has no room for it. */
function logoOf(
  part: string,
  logo: Theme["logo"],
  picture: (src: unknown) => string | null,
): string {
  const address = picture(logo?.src);
  if (!address) return "";
  const src = new URL(address, location.href).href.replace(/["\\\s]/g, encodeURIComponent);
  const alt = `${logo?.alt ?? ""}`.replace(/["\\\n\r\f]/g, " ");
  const heads = "dialog,[data-part=help],[data-part=checklist],[data-part=announcement]";
  const spot = `${part}:is(${heads})>:is(.head,.text:not(.head~*))::before`;
  return (
    `${spot}{content:"";content:""/"${alt}";display:block;height:28px;margin:0 36px 12px 0;` +
    `background:url("${src}") 0/contain no-repeat}${part}[dir=rtl]:is(${heads})>:is(.head,.text:not(.head~*))::before` +
    `{margin:0 0 12px 36px;background-position:100%}`
  );
}

/** Rebuilt name by name, each in quotes: nothing that was sent stands in a rule as it was. */
export function fontOf(list: unknown): string | null {
  if (typeof list !== "string" || list.length > 300) return null;
  const names = list.split(",").map((name) => name.trim().replace(/^(["'])(.*)\1$/, "$2"));
  if (!names.every((name) => /^[\p{L}\p{M}\p{N} ._-]+$/u.test(name))) return null;
  return names.map((name) => (GENERIC.test(name) ? name : `"${name}"`)).join(",");
}

function declare(values: Record<string, string | number | null | undefined>): string {
  return Object.entries(values)
    .filter(([, value]) => value || value === 0)
    .map(([name, value]) => `${name}:${value}`)
    .join(";");
}

function colour(value: unknown): string | null {
  return typeof value === "string" && COLOUR.test(value) ? value : null;
}

function numberIn(value: unknown, least: number, most: number): number | null {
  return typeof value === "number" && value >= least && value <= most ? value : null;
}

/** A step from the ground towards the ink, for what is under the pointer. */
function mix(ground: string, ink: string): string {
  const [from, to] = [rgb(ground), rgb(ink)];
  const parts = from.map((part, place) => Math.round(part + ((to[place] ?? 0) - part) * 0.06));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Black or white, whichever is easier to read on a colour. */
function inkFor(ground: string): string {
  const [red, green, blue] = rgb(ground).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";
}

function rgb(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}
