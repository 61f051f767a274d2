/** The built npm package, as a bundler and a server meet it. */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";

const SDK = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const DIST = join(SDK, "dist");

beforeAll(() => {
  if (!existsSync(join(DIST, "index.js"))) throw new Error("Build first: npm run build");
});

/** What a bundler makes of this app: the first file, and the names of those it split off. */
async function bundled(app) {
  const { outputFiles } = await build({
    stdin: { contents: app, resolveDir: DIST },
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    outdir: "out",
    write: false,
    external: ["react", "vue"],
  });
  const first = outputFiles.find(({ path }) => path.endsWith("/stdin.js"));
  return { first: first.text, others: outputFiles.length - 1 };
}

test("an import that is not used leaves nothing in the app", async () => {
  const { first } = await bundled(`
    import { GuideEngine } from "./index.js";
    import { useGuideEngine } from "./react.js";
    import { useGuideUser } from "./vue.js";
    console.log("app");
  `);
  expect(first.trim()).toMatch(/^(import"(react|vue)";)*console\.log\("app"\);$/);
});

test("an app that uses it carries the core, and splits off what draws", async () => {
  const { first, others } = await bundled(`
    import { GuideEngine } from "./index.js";
    GuideEngine.init({ key: "pk_1", url: "https://guides.example.com" });
  `);
  expect(gzipSync(first).length).toBeLessThan(11_000);
  expect(others).toBeGreaterThan(5);
  expect(first).not.toContain("data-part");
});

test("on a server, importing and calling do nothing and throw nothing", () => {
  const said = execFileSync(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `const { GuideEngine, default: same } = await import(${JSON.stringify(join(DIST, "index.js"))});
       console.warn = () => {};
       GuideEngine.init({ key: "pk_1", url: "https://guides.example.com" });
       GuideEngine.identify("ann"); GuideEngine.group("acme"); GuideEngine.track("x"); GuideEngine.page();
       const shown = await GuideEngine.show("g");
       GuideEngine.on("*", () => {})(); GuideEngine.reset(); GuideEngine.destroy();
       await GuideEngine.help.open();
       console.log(JSON.stringify([GuideEngine === same, shown, Object.keys(globalThis).includes("GuideEngine")]));`,
    ],
    { encoding: "utf8" },
  );
  expect(JSON.parse(said)).toEqual([true, false, false]);
});

test.each(["react", "vue"])("the binding for %s is under a kilobyte", (name) => {
  expect(gzipSync(readFileSync(join(DIST, `${name}.js`))).length).toBeLessThan(1_000);
});

test("every file that package.json names is there", () => {
  const { exports } = JSON.parse(readFileSync(join(SDK, "package.json"), "utf8"));
  const named = JSON.stringify(exports).match(/\.\/[\w./-]+\.(?:json|js|ts)/g) ?? [];
  expect(named.length).toBeGreaterThan(6);
  for (const file of named) expect(existsSync(join(SDK, file)), file).toBe(true);
});
