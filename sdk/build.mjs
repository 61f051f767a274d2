/**
 * Builds everything the SDK ships. Run with `--size` to fail when a byte budget is passed.
 *
 *   static/sdk/guide-engine.js      the core, a classic script
 *   static/sdk/renderer-<hash>.js   what runs and draws guides, loaded by import() when one is due
 *   static/sdk/<chunk>-<hash>.js    what is needed more seldom: extras, similar, help, look
 *   static/sdk/words-<lang>-<hash>.js  our own words in each language but English
 *   static/sdk/builder-<hash>.js    what an author's page loads, and no end user's
 *   static/sdk/locator.js           sets window.Locator
 *   static/sdk/stub.js              text of the inline snippet
 *   static/sdk/build.json           names, sizes and hashes of the above
 *   static/build/<name>.js          each sdk/editor/<name>.ts
 *   sdk/dist/                       the npm package
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "..", "static", "sdk");
const EDITOR_OUT = join(HERE, "..", "static", "build");
const PACKAGE_OUT = join(HERE, "dist");
const { version } = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8"));

// Bytes after gzip.
const BUDGETS = { core: 9_000, "core + renderer": 20_000, stub: 1_200 };

const COMMON = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  legalComments: "none",
  charset: "utf8",
  target: ["es2020", "chrome105", "firefox115", "safari16.4"],
  define: { SDK_VERSION: JSON.stringify(version) },
  logLevel: "warning",
};

/**
 * Property names that only our own files use, shortened alike in all of them. Never a name that
 * crosses the wire, lies in storage, is exported by a chunk, or belongs to the browser.
 */
const INTERNAL_NAMES = readFileSync(join(HERE, "internal-names.txt"), "utf8").trim().split(/\s+/);
const shortened = {};

/** A name that a chunk exports, that is looked up by its text, or stands on the wire or in storage, stays. */
function refuseSharedNames() {
  const sources = readdirSync(join(HERE, "src"), { recursive: true })
    // The builder keeps its names long: it talks to the service in many more of them.
    .filter((name) => name.endsWith(".ts") && !name.startsWith("builder/"))
    .map((name) => [name, readFileSync(join(HERE, "src", name), "utf8")]);
  const isShared = (file) => /^(contract|api|transport.segment)\.ts$/.test(file);
  // Their exports are read off a module object.
  const isModule = (file) =>
    /^(extras|similar|help|entry.\w+|view.kit|(moments|surfaces|checklist|help).index)\.ts$/.test(
      file,
    );
  for (const name of INTERNAL_NAMES) {
    const quoted = new RegExp(`["'\`]${name}["'\`](?: in |\\])`);
    const declared = new RegExp(`^\\s*(?:readonly )?${name}\\??[:(<]`, "m");
    const exported = new RegExp(
      `export (?:async )?(?:function|const|let|class) ${name}\\b|export \\{[^}]*\\b${name}\\b`,
    );
    for (const [file, source] of sources) {
      if (
        (isModule(file) && exported.test(source)) ||
        quoted.test(source) ||
        (isShared(file) && declared.test(source))
      ) {
        throw new Error(`internal-names.txt: "${name}" can't be shortened because of src/${file}`);
      }
    }
  }
}

/** One minified file. terser finds some 6% that esbuild's own minifier leaves. */
async function text(entry, options) {
  const result = await build({
    ...COMMON,
    entryPoints: [entry],
    write: false,
    mangleProps: new RegExp(`^(?:${INTERNAL_NAMES.join("|")})$`),
    mangleCache: shortened,
    ...options,
  });
  Object.assign(shortened, result.mangleCache);
  const { code } = await minify(result.outputFiles[0].text, {
    ecma: 2020,
    module: options.format === "esm",
    toplevel: true,
    compress: {
      passes: 3,
      unsafe: true,
      unsafe_arrows: true,
      pure_getters: true,
      keep_fargs: false,
    },
    format: { comments: false },
  });
  return code;
}

const digest = (algorithm, content, encoding) =>
  createHash(algorithm).update(content).digest(encoding);

function describe(name, content) {
  return {
    name,
    raw: Buffer.byteLength(content),
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content).length,
    integrity: `sha384-${digest("sha384", content, "base64")}`,
  };
}

const hashedName = (name, content) => `${name}-${digest("sha256", content, "hex").slice(0, 16)}.js`;

/** Our own words in each language but English: a file each, so that a person loads their own alone. */
const WORDS = Object.fromEntries(
  readdirSync(join(HERE, "src", "words"))
    .filter((name) => /^[a-z]{2}(-[a-z]+)?\.ts$/.test(name))
    .map((name) => [`words-${name.slice(0, -3)}`, `src/words/${name}`]),
);

/** Chunks beside the core, in the order in which one may name another. */
const CHUNKS = {
  ...WORDS,
  look: "src/look.ts",
  similar: "src/similar.ts",
  help: "src/help.ts",
  moments: "src/moments/index.ts",
  surfaces: "src/surfaces/index.ts",
  checklist: "src/checklist/index.ts",
  panel: "src/help/index.ts",
  extras: "src/extras.ts",
  renderer: "src/entry/renderer.ts",
  builder: "src/builder/index.ts",
};

/** Leaves import() of chunks in the code, under the names they are given here. */
function chunksApart(names) {
  return {
    name: "chunks-apart",
    setup({ onResolve }) {
      onResolve(
        {
          filter:
            /\/((look|extras|similar|help|renderer)|(builder|help|moments|surfaces|checklist)\/index)\.js$/,
        },
        ({ path, kind }) => {
          const [, name] = /(\w+)(?:\/index)?\.js$/.exec(path);
          const chunk = path.endsWith("/help/index.js") ? "panel" : name;
          if (kind !== "dynamic-import") return null;
          if (!names[chunk]) throw new Error(`CHUNKS: ${chunk} must stand before what imports it`);
          return { path: `./${names[chunk]}`, external: true };
        },
      );
      // In the package each language is named, for bundlers to find; in ours one pattern is shorter.
      onResolve({ filter: /^\.\/files\.js$/ }, () =>
        names.words ? { path: join(HERE, "src", "words", "pattern.ts") } : null,
      );
      onResolve({ filter: /^\.\/[a-z]{2}(-[a-z]+)?\.js$/ }, ({ path, kind }) =>
        kind === "dynamic-import" ? { path: `./words-${path.slice(2)}`, external: true } : null,
      );
    },
  };
}

async function buildBrowserFiles() {
  const contents = {};
  const names = {};
  for (const [chunk, entry] of Object.entries(WORDS)) {
    contents[chunk] = await text(entry, { format: "esm" });
  }
  // One hash for all of them: the renderer names each.
  const words = hashedName(
    "words",
    Object.keys(WORDS)
      .map((each) => contents[each])
      .join(""),
  );
  for (const chunk of Object.keys(WORDS)) names[chunk] = words.replace("words", chunk);
  names.words = words.replace("words", "words-*");
  for (const [chunk, entry] of Object.entries(CHUNKS)) {
    if (chunk in WORDS) continue;
    contents[chunk] = await text(entry, {
      format: "esm",
      define: { ...COMMON.define, WORDS_FILE: JSON.stringify(`./${names.words}`) },
      plugins: [chunksApart(names)],
      ...(chunk === "builder" && { mangleProps: undefined }),
    });
    names[chunk] = hashedName(chunk, contents[chunk]);
  }
  names.core = "guide-engine.js";
  contents.core = await text("src/entry/browser.ts", {
    format: "iife",
    define: {
      ...COMMON.define,
      RENDERER_FILE: JSON.stringify(names.renderer),
      HELP_FILE: JSON.stringify(names.help),
      BUILDER_FILE: JSON.stringify(names.builder),
    },
  });
  names.locator = "locator.js";
  contents.locator = await text("src/entry/locator.ts", { format: "iife" });
  // The snippet is pasted into pages and hashed for their policies: no trailing newline.
  names.stub = "stub.js";
  contents.stub = (await text("src/entry/stub.ts", { format: "iife" })).trim();

  mkdirSync(OUT, { recursive: true });
  for (const name of readdirSync(OUT)) {
    if (
      /^(words|look|renderer|extras|similar|help|builder|moments|surfaces|checklist|panel)-/.test(
        name,
      )
    )
      rmSync(join(OUT, name));
  }
  const files = {};
  for (const part of ["core", ...Object.keys(CHUNKS), "locator", "stub"]) {
    writeFileSync(join(OUT, names[part]), contents[part]);
    files[part] = describe(names[part], contents[part]);
  }
  files.stub.csp = `'sha256-${digest("sha256", contents.stub, "base64")}'`;
  writeFileSync(join(OUT, "build.json"), `${JSON.stringify({ version, files }, null, 2)}\n`);
  return files;
}

async function buildEditorFiles() {
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

async function buildPackage() {
  rmSync(PACKAGE_OUT, { recursive: true, force: true });
  await build({
    ...COMMON,
    entryPoints: { index: "src/entry/npm.ts", ...CHUNKS },
    format: "esm",
    outdir: PACKAGE_OUT,
    // Chunks stay files of their own, so that a page with nothing to show never loads them.
    plugins: [
      chunksApart(Object.fromEntries(Object.keys(CHUNKS).map((chunk) => [chunk, `${chunk}.js`]))),
    ],
  });
  execFileSync(
    process.execPath,
    [join(HERE, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.package.json"],
    { cwd: HERE, stdio: "inherit" },
  );
  // Of the types only what the public ones are made of.
  const types = join(PACKAGE_OUT, "types");
  const publicTypes = ["api.d.ts", "contract.d.ts", "seam.d.ts", join("entry", "npm.d.ts")];
  for (const file of readdirSync(types, { recursive: true })) {
    if (file.endsWith(".d.ts") && !publicTypes.includes(file)) rmSync(join(types, file));
  }
  copyFileSync(join(HERE, "..", "LICENSE"), join(PACKAGE_OUT, "LICENSE"));
}

function printSizes(files) {
  for (const file of Object.values(files)) {
    const { name, raw, gzip, brotli } = file;
    console.log(`${name.padEnd(30)} raw ${raw}  gzip ${gzip}  brotli ${brotli}`);
  }
}

/** True when every budget holds. */
function checkSizes(files) {
  const measured = {
    core: files.core.gzip,
    "core + renderer": files.core.gzip + files.renderer.gzip,
    stub: files.stub.gzip,
  };
  let holds = true;
  for (const [what, budget] of Object.entries(BUDGETS)) {
    const fits = measured[what] <= budget;
    holds &&= fits;
    console.log(`${fits ? "ok  " : "OVER"} ${what}: ${measured[what]} of ${budget} bytes gzip`);
  }
  return holds;
}

refuseSharedNames();
const files = await buildBrowserFiles();
printSizes(files);
if (process.argv.includes("--size")) {
  process.exitCode = checkSizes(files) ? 0 : 1;
} else {
  await buildEditorFiles();
  await buildPackage();
}
