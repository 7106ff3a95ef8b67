// Look for barriers with axe in every medium: light, dark, on a phone, in print.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { MEDIA, pagesOf, tab, verdict, withBrowser } from "./lib.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const BARRIERS = `<!DOCTYPE html><html><head><title>a</title></head>
<body><main><h1>a</h1><h3>b</h3><p style="color:#999;background:#fff">faint</p></main></body></html>`;

async function barriers(page) {
  await page.evaluate(AXE);
  // Not run in frames: there are none, and a page's policy would not let axe ask.
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, { iframes: false, resultTypes: ["violations", "incomplete"] }),
  );
  const open = found.incomplete.filter(({ id }) => id !== "color-contrast");
  // What axe leaves open counts too, but for the contrast of cells, which it cannot see where they
  // span rows or are scrolled out of sight: their colours are those of their elements.
  const faint = await page.evaluate(faintTexts);
  return [...found.violations, ...open, ...faint].map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.length} times; ${nodes[0].html.slice(0, 120)})`,
  );
}

/** Return, in the manner of axe, the elements whose text stands out too little. In the page. */
function faintTexts() {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const [red, green, blue] = [r, g, b].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const backdrop = (element) => {
    for (let node = element; node; node = node.parentElement) {
      const colour = channels(getComputedStyle(node).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [...document.body.querySelectorAll("*")].filter((element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own) return false;
    const [a, b] = [channels(getComputedStyle(element).color), backdrop(element)].map(luminance);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
  });
  if (faint.length === 0) return [];
  const nodes = faint.map((element) => ({ html: element.outerHTML }));
  return [{ id: "contrast", help: "Text must stand out from what is behind it", nodes }];
}

const pages = pagesOf(process.argv[2], "example", "odd", "house", "changes");
const faults = [];
await withBrowser(async (browser) => {
  for (const medium of MEDIA) {
    const page = await tab(browser, medium);
    await page.setContent(BARRIERS);
    const known = await barriers(page);
    for (const id of ["html-has-lang", "heading-order", "color-contrast", "contrast"]) {
      if (!known.some((found) => found.startsWith(id))) throw new Error(`axe does not see ${id}`);
    }
    for (const { name, address } of pages) {
      await page.goto(address);
      for (const found of await barriers(page)) faults.push(`axe: ${name}, ${medium.name}: ${found}`);
    }
    await page.close();
  }
});
verdict("axe", `${pages.length} pages in ${MEDIA.length} media`, faults);
