/** The files that pages load, and those of the editor. */

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { CHUNKS, chunksApart } from "./chunks.mjs";
import { bundle, COMMON, digest, HERE, squeeze, version } from "./common.mjs";
import { INTERNAL_NAMES } from "./names.mjs";

const OUT = join(HERE, "..", "static", "sdk");
const EDITOR_OUT = join(HERE, "..", "static", "build");

// All files of a build name each other, so one hash of everything names them. Until all is built
// this stands for it.
const HASH = "0123456789abcdef";
const nameOf = (chunk) => `${chunk}-${HASH}.js`;

/** Builds them, writes them with their list, and returns that. */
export async function buildBrowserFiles() {
  const contents = await bundles();
  const hash = digest("sha256", Object.values(contents).join("\n"), "hex").slice(0, HASH.length);
  mkdirSync(OUT, { recursive: true });
  for (const name of readdirSync(OUT)) if (/-[0-9a-f]{16}\.js$/.test(name)) rmSync(join(OUT, name));
  const release = `${version}-${hash}`;
  const files = {};
  for (const [part, content] of Object.entries(contents)) {
    const name = { core: "guide-engine", locator: part, stub: part }[part] ?? `${part}-${hash}`;
    const text = content.replaceAll(HASH, hash);
    writeFileSync(join(OUT, `${name}.js`), text);
    files[part] = describe(`${name}.js`, text);
  }
  files.stub.csp = `'sha256-${digest("sha256", contents.stub, "base64")}'`;
  writeFileSync(
    join(OUT, "build.json"),
    `${JSON.stringify({ version, release, files }, null, 2)}\n`,
  );
  return files;
}

export async function buildEditorFiles() {
  const folder = join(HERE, "editor");
  const entries = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    : [];
  mkdirSync(EDITOR_OUT, { recursive: true });
  for (const name of entries) {
    await build({
      ...COMMON,
      entryPoints: [join("editor", name)],
      format: "esm",
      outfile: join(EDITOR_OUT, name.replace(/\.ts$/, ".js")),
    });
  }
}

/** The text of each file, under the stand-in for the hash. */
async function bundles() {
  const shortened = {};
  const define = {
    ...COMMON.define,
    WORDS_FILE: JSON.stringify(`./words-*-${HASH}.js`),
    RENDERER_FILE: JSON.stringify(nameOf("renderer")),
    HELP_FILE: JSON.stringify(nameOf("help")),
    BUILDER_FILE: JSON.stringify(nameOf("builder")),
  };

  async function text(entry, { format = "esm", ...options } = {}) {
    const { code, mangleCache } = await bundle(entry, {
      format,
      define,
      mangleProps: new RegExp(`^(?:${INTERNAL_NAMES.join("|")})$`),
      mangleCache: shortened,
      plugins: [chunksApart(nameOf, { hasPattern: true })],
      ...options,
    });
    Object.assign(shortened, mangleCache);
    return squeeze(code, { format });
  }

  const contents = {};
  for (const [chunk, entry] of Object.entries(CHUNKS)) {
    // The builder keeps its names long: it talks to the service in many more of them.
    contents[chunk] = await text(entry, chunk === "builder" ? { mangleProps: undefined } : {});
  }
  contents.core = await text("src/entry/browser.ts", { format: "iife" });
  contents.locator = await text("src/entry/locator.ts", { format: "iife" });
  // The snippet is pasted into pages and hashed for their policies: no trailing newline.
  contents.stub = (await text("src/entry/stub.ts", { format: "iife" })).trim();
  return contents;
}

function describe(name, content) {
  return {
    name,
    raw: Buffer.byteLength(content),
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content).length,
    integrity: `sha384-${digest("sha384", content, "base64")}`,
  };
}
