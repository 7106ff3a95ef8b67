// What the judges of pages share: which pages there are, and a browser that asks for nothing itself.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/** The media that every page is judged in. */
export const MEDIA = [
  { name: "light", width: 1280, height: 900, scheme: "light", type: "screen" },
  { name: "dark", width: 1280, height: 900, scheme: "dark", type: "screen" },
  { name: "phone", width: 375, height: 812, scheme: "light", type: "screen", mobile: true },
  { name: "print", width: 643, height: 971, scheme: "light", type: "print" },
];
// The width in print is that of A4 between the margins of the style sheet, at 96 pixels an inch.

/** Return the pages of a folder: their names, paths, addresses and what they must hold. */
export function pagesOf(folder, ...kinds) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".html"));
  if (names.length === 0) throw new Error(`no pages in ${folder}`);
  const pages = names.sort().map((file) => {
    const path = resolve(folder, file);
    const expected = JSON.parse(readFileSync(path.replace(/html$/, "json"), "utf8"));
    return { name: file.slice(0, -5), path, address: pathToFileURL(path).href, ...expected };
  });
  return kinds.length === 0 ? pages : pages.filter((page) => kinds.includes(page.kind));
}

function executable() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [process.env.CHROMIUM, ...paths].find((path) => path && existsSync(path));
  if (!found) throw new Error("no Chromium on the path; CHROMIUM may name one");
  return found;
}

/** Run a function with a browser of its own, and close it whatever happens. */
export async function withBrowser(use) {
  const userDataDir = mkdtempSync(join(tmpdir(), "published-"));
  const browser = await puppeteer.launch({
    executablePath: executable(),
    headless: true,
    userDataDir,
    protocolTimeout: 120_000,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
    rmSync(userDataDir, { recursive: true, force: true });
  }
}

/** Return a tab that shows pages in one medium. */
export async function tab(browser, medium) {
  const page = await browser.newPage();
  await page.setViewport({
    width: medium.width,
    height: medium.height,
    deviceScaleFactor: medium.mobile ? 2 : 1,
    isMobile: Boolean(medium.mobile),
  });
  // At once: of puppeteer's two calls the second takes the first back.
  const client = await page.createCDPSession();
  const features = [{ name: "prefers-color-scheme", value: medium.scheme }];
  await client.send("Emulation.setEmulatedMedia", { media: medium.type, features });
  const query = `${medium.type} and (prefers-color-scheme: ${medium.scheme})`;
  if (!(await page.evaluate((wanted) => matchMedia(wanted).matches, query))) {
    throw new Error(`the browser does not show ${query}`);
  }
  return page;
}

/** Print what was found and how much was looked at; fail if anything was found or nothing seen. */
export function verdict(job, seen, faults) {
  for (const fault of faults) console.log(fault);
  console.log(`${job}: ${seen}, ${faults.length === 0 ? "no fault" : `${faults.length} faults`}`);
  if (faults.length > 0) process.exitCode = 1;
}
