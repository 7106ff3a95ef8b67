// Hold what a browser makes of the pages to what they must hold: texts, heads, harmlessness, fit.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { MEDIA, pagesOf, tab, verdict, withBrowser } from "./lib.mjs";

const PLACEHOLDER = "http://127.0.0.1:9/";
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;

/** Return what is wrong with the page that is shown, given what it must hold. In the page. */
function judge(expected) {
  const faults = [];
  const is = (what, found, wanted) => {
    const [a, b] = [found, wanted].map((value) => JSON.stringify(value));
    if (a !== b) faults.push(`${what}: ${a} and not ${b}`);
  };
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = (element) => {
    const copy = element.cloneNode(true);
    for (const unseen of all(".unseen", copy)) unseen.remove();
    return copy.textContent;
  };
  const tags =
    "html head meta title style body main h1 h2 h3 h4 h5 p strong a wbr section table caption thead " +
    "tbody tr th td span header footer";
  const names =
    "lang charset name content http-equiv id class scope headers colspan rowspan href tabindex " +
    "aria-label";

  is("elements", all("*").filter((e) => !tags.split(" ").includes(e.localName)).map((e) => e.localName), []);
  const strange = all("*").flatMap((e) => e.getAttributeNames().filter((n) => !names.split(" ").includes(n)));
  is("attributes", strange, []);
  is("links", all("a").filter((a) => !/^(https?:|mailto:|#)/.test(a.getAttribute("href"))).map(text), []);
  is("scripts", document.scripts.length, 0);

  is("language", document.documentElement.lang, expected.language);
  is("title", all("h1").map(text), expected.h1 ? [expected.h1] : []);
  is("headings", all("h2, h3, h4, h5").map(text), expected.headings);
  is("paragraphs", all("main p:not(.draft)").map(text), expected.paragraphs);
  const read = all("h1, h2, p, caption, th, td, a, strong").map((element) =>
    text(element).replace(/[\t-\r\x1c-\x1f \x85\u2028\u2029]+/g, " ").trim(),
  );
  is("typed texts", expected.typed.filter((typed) => !read.includes(typed)), []);

  const tables = all("table");
  is("tables", tables.length, expected.tables.length);
  const scopes = { band: "rowgroup", corner: "col", column: "col", row: "row" };
  for (const [number, rows] of expected.tables.entries()) {
    const table = tables[number];
    const shown = [...(table?.rows ?? [])].map((row) => [...row.cells]);
    is("cells", shown.map((row) => row.map(text)), rows.map((row) => row.map((cell) => cell.text)));
    for (const [r, row] of rows.entries()) {
      for (const [c, cell] of row.entries()) {
        const element = shown[r]?.[c];
        if (!element) continue;
        const where = `table ${number + 1}, row ${r + 1}, cell ${c + 1}`;
        is(`${where}, scope`, element.getAttribute("scope"), scopes[cell.role] ?? null);
        const heads = element.headers.split(" ").filter(Boolean).map((id) => document.getElementById(id));
        is(`${where}, heads`, heads.map((head) => head && text(head)), cell.headers);
        for (const head of heads) if (head && !over(head, element)) faults.push(`${where}: ${text(head)} is not over it`);
      }
    }
  }
  return faults;

  /** Tell whether a head of the same table stands over a cell, or beside it, as laid out. */
  function over(head, cell) {
    const [h, c] = [head, cell].map((element) => element.getBoundingClientRect());
    const above = h.left <= c.left + 1 && h.right >= c.right - 1 && h.bottom <= c.top + 1;
    const beside = h.top <= c.top + 1 && h.bottom >= c.bottom - 1 && h.right <= c.left + 1;
    const placed = head.scope === "row" ? beside : above;
    return head.localName === "th" && head.closest("table") === cell.closest("table") && placed;
  }
}

/** Return what does not fit on the screen or paper. In the page. */
function overflow(print) {
  const root = document.documentElement;
  const width = print ? document.querySelector("main").clientWidth : root.clientWidth;
  const wide = print ? "table, p, h1, h2, h3, h4, h5" : "p, h1, h2, h3, h4, h5, section";
  const right = (print ? document.querySelector("main").getBoundingClientRect().left : 0) + width;
  const out = [...document.querySelectorAll(wide)].filter((e) => e.getBoundingClientRect().right > right + 1);
  const faults = out.map((e) => `${e.localName} is too wide: ${e.textContent.trim().slice(0, 40)}`);
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide`);
  return faults;
}

/** Return the roles that the browser tells assistive technology, with how often each occurs. */
async function roles(page) {
  const client = await page.createCDPSession();
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  await client.detach();
  const counts = {};
  for (const { role, ignored } of nodes) {
    if (!ignored && role) counts[role.value] = (counts[role.value] ?? 0) + 1;
  }
  return counts;
}

function wantedRoles({ tables }) {
  const cells = tables.flat(2);
  const count = (...names) => cells.filter(({ role }) => names.includes(role)).length;
  return {
    table: tables.length,
    columnheader: count("corner", "column"),
    rowheader: count("row", "band"),
    cell: count("data"),
    region: tables.length,
    caption: tables.length,
  };
}

async function judged(browser, pages) {
  const faults = [];
  const page = await tab(browser, MEDIA[0]);
  const events = [];
  page.on("request", (request) => events.push(`asks for ${request.url()}`));
  page.on("console", (message) => events.push(`says ${message.text()}`));
  page.on("dialog", (dialog) => dialog.dismiss().then(() => events.push("opens a dialog")));
  page.on("pageerror", (error) => events.push(`runs and fails: ${error}`));
  for (const expected of pages) {
    events.length = 0;
    await page.goto(expected.address);
    const found = await page.evaluate(judge, expected);
    const own = `asks for ${expected.address}`;
    const wanted = wantedRoles(expected);
    const told = await roles(page);
    for (const [role, count] of Object.entries(wanted)) {
      if ((told[role] ?? 0) !== count) found.push(`${role}: ${told[role] ?? 0} and not ${count}`);
    }
    found.push(...events.filter((event) => event !== own));
    if (!events.includes(own)) found.push("it was not loaded");
    faults.push(...found.map((fault) => `browser: ${expected.name}: ${fault}`));
  }
  await page.close();
  return faults;
}

async function fitting(browser, pages) {
  const faults = [];
  for (const medium of MEDIA) {
    const page = await tab(browser, medium);
    for (const { name, address } of pages) {
      await page.goto(address);
      const found = await page.evaluate(overflow, medium.type === "print");
      faults.push(...found.map((fault) => `browser: ${name}, ${medium.name}: ${fault}`));
    }
    await page.close();
  }
  return faults;
}

/** Return what a page whose style sheet would fetch gets to fetch; without its policy it does. */
async function fetching(browser, { name, path }) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const text = readFileSync(path, "utf8").replaceAll(PLACEHOLDER, `http://127.0.0.1:${server.address().port}/`);
  const copy = path.replace(/html$/, "copy");
  const visit = async (html) => {
    asked.length = 0;
    writeFileSync(`${copy}.html`, html);
    const page = await tab(browser, MEDIA[0]);
    await page.goto(pathToFileURL(`${copy}.html`).href, { waitUntil: "networkidle0" });
    await page.close();
    return [...asked];
  };
  const free = await visit(text.replace(POLICY, ""));
  const bound = await visit(text);
  rmSync(`${copy}.html`);
  server.close();
  if (free.length === 0) throw new Error("the page would fetch nothing anyway");
  return bound.map((url) => `browser: ${name}: fetches ${url}`);
}

const folder = process.argv[2];
const pages = pagesOf(folder);
const faults = await withBrowser(async (browser) => [
  ...(await judged(browser, pages.filter(({ kind }) => ["example", "odd", "hostile"].includes(kind)))),
  ...(await fitting(browser, pagesOf(folder, "example", "odd", "house", "changes"))),
  ...(await fetching(browser, pagesOf(folder, "fetching")[0])),
]);
verdict("browser", `${pages.length} pages`, faults);
