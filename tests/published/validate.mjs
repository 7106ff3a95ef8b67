// Hold every page of a folder to the HTML standard: the checker of the W3C (vnu), html-validate.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { pagesOf, verdict } from "./lib.mjs";

const RULES = {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // The text of a report is the author's: white space at the end of an odd label, say.
    "no-trailing-whitespace": "off",
    // A page that stands alone has its style in itself.
    "no-inline-style": "error",
    "long-title": "off",
  },
};

const BROKEN = `<!DOCTYPE html>
<html><head><title></title></head><body>
<table><tr><td headers="none">1</td></tr></table><p id="a">1<p id="a">2</body></html>
`;

function vnu(files) {
  const jar = createRequire(import.meta.url)("vnu-jar");
  const options = ["-Xss8m", "-jar", jar, "--format", "json", "--exit-zero-always"];
  const java = spawnSync("java", [...options, ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (java.error || java.status !== 0) throw java.error ?? new Error(java.stderr);
  return JSON.parse(java.stderr).messages.map(
    ({ url, lastLine, message }) => `vnu: ${decodeURI(url)}:${lastLine}: ${message}`,
  );
}

async function htmlValidate(files) {
  const validator = new HtmlValidate(RULES);
  const reports = await Promise.all(files.map((file) => validator.validateFile(file)));
  return reports.flatMap(({ results }) =>
    results.flatMap(({ filePath, messages }) =>
      messages.map(
        ({ line, ruleId, message }) =>
          `html-validate: ${filePath}:${line}: ${message} (${ruleId})`,
      ),
    ),
  );
}

const validators = [vnu, htmlValidate];
const folder = mkdtempSync(join(tmpdir(), "published-"));
const broken = join(folder, "broken.html");
writeFileSync(broken, BROKEN);
for (const validator of validators) {
  const found = await validator([broken]);
  if (found.length < 3) throw new Error(`${validator.name} takes a broken page for a sound one`);
}
rmSync(folder, { recursive: true });

const kinds = ["example", "odd", "hostile", "house", "changes", "hostile-changes"];
const files = pagesOf(process.argv[2], ...kinds).map(({ path }) => path);
const faults = [];
for (const validator of validators) faults.push(...(await validator(files)));
verdict("validate", `${files.length} pages, ${validators.length} validators`, faults);
