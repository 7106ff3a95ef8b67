// Print the pages, and read the paper: heads are repeated, headings stay with what they head.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MEDIA, pagesOf, tab, verdict, withBrowser } from "./lib.mjs";

const print = MEDIA.find(({ type }) => type === "print");

/** Return the texts of the printed pages, each a list of lines. */
function sheets(pdf) {
  const read = spawnSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
  if (read.error || read.status !== 0) throw read.error ?? new Error(read.stderr);
  const bare = (line) => line.replaceAll(/\s+/gu, "");
  const texts = read.stdout.split("\f").map((text) => text.split("\n").map(bare).filter(Boolean));
  return texts.at(-1).length === 0 ? texts.slice(0, -1) : texts;
}

/** Return what is wrong with the printed pages, given what they must hold. */
function judge(texts, { headings, tables }) {
  const faults = [];
  const titles = headings.map((text) => text.replaceAll(/\s+/gu, ""));
  for (const [number, lines] of texts.entries()) {
    if (lines.length === 0) faults.push(`sheet ${number + 1} is empty`);
    const last = lines.at(-1);
    if (number + 1 < texts.length && titles.includes(last)) faults.push(`${last} ends sheet ${number + 1}`);
  }
  // A table of one band has a head; where its rows stand, there it must stand too.
  for (const rows of tables) {
    const depth = rows.findIndex((row) => row.some(({ role }) => !["corner", "column"].includes(role)));
    if (depth < 1 || rows.length < 45) continue;
    const head = rows[0].map(({ text }) => text).join("");
    const first = (row) => row.map(({ text }) => text).join("");
    const holding = texts.filter((lines) => rows.slice(depth).some((row) => lines.includes(first(row))));
    if (holding.length < 2) faults.push(`a table of ${rows.length} rows is on ${holding.length} sheet`);
    if (holding.some((lines) => !lines.includes(head))) faults.push("a head is not repeated");
  }
  return faults;
}

const pages = pagesOf(process.argv[2], "example", "odd", "house", "changes");
const folder = mkdtempSync(join(tmpdir(), "published-"));
const faults = await withBrowser(async (browser) => {
  const page = await tab(browser, print);
  const found = [];
  for (const expected of pages) {
    const path = join(folder, "page.pdf");
    await page.goto(expected.address);
    await page.pdf({ path, preferCSSPageSize: true });
    found.push(...judge(sheets(path), expected).map((fault) => `print: ${expected.name}: ${fault}`));
    if (expected.name === "two-pages") {
      await page.addStyleTag({ content: "thead { display: table-row-group }" });
      await page.pdf({ path, preferCSSPageSize: true });
      if (judge(sheets(path), expected).length === 0) throw new Error("a head once is taken for more");
    }
  }
  return found;
});
rmSync(folder, { recursive: true });
verdict("print", `${pages.length} pages`, faults);
