/** Bytes after gzip: a gate is what we have reached and never give back, an aim what we are after. */

const LIMITS = [
  { what: "stub", gate: 1_200, aim: 1_200, parts: /^stub$/ },
  { what: "core", gate: 9_000, aim: 9_000, parts: /^core$/ },
  { what: "core + renderer", gate: 24_050, aim: 18_000, parts: /^(core|renderer)$/ },
  {
    what: "all of an end user's",
    gate: 68_000,
    aim: 30_000,
    // Of the words a person loads one language.
    parts: /^(?!builder|locator|stub|words-(?!ja$))/,
  },
];

export function printSizes(files) {
  for (const { name, raw, gzip, brotli } of Object.values(files)) {
    console.log(`${name.padEnd(32)} raw ${raw}  gzip ${gzip}  brotli ${brotli}`);
  }
}

/** True when every gate holds. */
export function checkSizes(files) {
  let holds = true;
  for (const { what, gate, aim, parts } of LIMITS) {
    const bytes = Object.entries(files)
      .filter(([part]) => parts.test(part))
      .reduce((sum, [, { gzip }]) => sum + gzip, 0);
    const fits = bytes <= gate;
    holds &&= fits;
    console.log(`${fits ? "ok  " : "OVER"} ${what}: ${bytes} of ${gate} bytes gzip (aim ${aim})`);
  }
  return holds;
}
