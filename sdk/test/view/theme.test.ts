// @vitest-environment happy-dom
import { expect, it } from "vitest";
import palettes from "../../../tests/contract/cases/palettes.json";
import cases from "../../../tests/contract/cases/themes.json";
import type { Theme } from "../../src/contract.js";
import { safePicture } from "../../src/view/links.js";
import { DARK, LIGHT } from "../../src/view/styles.js";
import { fontOf, schemeOf, sheetOf } from "../../src/view/theme.js";

const PALETTES = { LIGHT: "--card:#fff", DARK: "--card:#000" };
const sheet = (theme: unknown, key = "", holds = () => false) =>
  sheetOf({ [key]: theme as Theme }, PALETTES, holds, safePicture);

it("says every value that is plainly what it should be", () => {
  const css = sheet(
    {
      light: { accent: "#0a7f5a", surface: "#ffffff", text: "#101010" },
      font: 'Inter, "Noto Sans JP", sans-serif',
      font_size: 16,
      radius: 0,
      spacing: 1.25,
      shadow: "none",
    },
    "brand",
  );
  expect(css).toContain("--guide-engine-accent:#0a7f5a");
  expect(css).toContain("--guide-engine-on-accent:#ffffff");
  expect(css).toContain('font-family:"Inter","Noto Sans JP",sans-serif');
  expect(css).toContain("font-size:16px;--guide-engine-radius:0px;--u:1.25px;--shadow:none");
  expect(css).toContain('[data-theme="brand"]');
});

it.each(cases.refused)("leaves out $path = $value", ({ path, value }) => {
  const theme: Record<string, unknown> = {};
  const [part = "", inner] = path.split("/").slice(1);
  theme[part] = inner ? { [inner]: value } : value;
  expect(sheet(theme)).toBe(sheet({}));
});

it("never lets a text leave its place", () => {
  const css = sheet({
    logo: { src: 'https://x.example/a"){}.card{display:none}.png', alt: '"}*{all:unset}\n\\' },
  });
  expect(css).toContain("%22");
  expect(css.replace(/"[^"]*"/g, '""')).not.toContain("display:none");
  expect(css.replace(/"[^"]*"/g, '""')).not.toContain("all:unset");
  expect(sheet({ logo: { src: "javascript:alert(1)", alt: "" } })).toBe(sheet({}));
  expect(sheet({ radius: 4 }, 'x"]{}')).toBe("");
});

it("follows the system, is told, or goes by the page", () => {
  const rules = [{ when: { all: [] }, scheme: "dark" as const }];
  expect(schemeOf({}, () => true)).toBe("auto");
  expect(schemeOf({ scheme: "light" }, () => true)).toBe("light");
  expect(schemeOf({ scheme: "light", scheme_rules: rules }, () => true)).toBe("dark");
  expect(schemeOf({ scheme: "light", scheme_rules: rules }, () => false)).toBe("light");
  expect(sheet({})).toContain("prefers-color-scheme:dark");
  expect(sheet({ scheme: "dark" })).not.toContain("prefers-color-scheme");
});

it("goes below the top layer only when the environment's theme says so", () => {
  expect(sheet({ layer: 900 })).toMatch(/^:host\{z-index:900!important\}/);
  expect(sheet({ layer: "top" })).not.toContain(":host");
  expect(sheet({ layer: 900 }, "brand")).not.toContain(":host");
});

it("takes names of fonts and nothing else", () => {
  expect(fontOf("メイリオ, 'Yu Gothic UI', system-ui")).toBe('"メイリオ","Yu Gothic UI",system-ui');
  for (const bad of ["a;b", "url(x)", 'a"b', "", ",", 7, "x".repeat(301), "a}b"]) {
    expect(fontOf(bad)).toBeNull();
  }
});

it("has the plain look that the service judges by", () => {
  const { light, dark } = palettes;
  for (const [text, palette] of [
    [LIGHT, light],
    [DARK, dark],
  ] as const) {
    expect(text).toContain(`--card:${short(palette.surface)};--ink:${palette.text}`);
    expect(text).toContain(`--soft:${palette.muted};--line:${palette.border};`);
    expect(text).toContain(`--shade:${palette.shade}`);
    expect(text).toContain(`--blue:${palette.accent};--on-blue:${short(palette.on_accent)}`);
  }
});

const short = (colour: string): string => (colour === "#ffffff" ? "#fff" : colour);
