// Picture the pages for people to look at: NAME-MEDIUM.png, and NAME.pdf as it is printed.
//   node pictures.mjs FOLDER [TARGET [NAME...]]

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { MEDIA, pagesOf, tab, withBrowser } from "./lib.mjs";

const [folder, target = `${folder}-pictures`, ...names] = process.argv.slice(2);
const pages = pagesOf(folder, "example", "odd", "house").filter(
  ({ name }) => names.length === 0 || names.includes(name),
);
mkdirSync(target, { recursive: true });
await withBrowser(async (browser) => {
  for (const medium of MEDIA) {
    const page = await tab(browser, medium);
    for (const { name, address } of pages) {
      await page.goto(address);
      if (medium.type === "print") {
        await page.pdf({ path: join(target, `${name}.pdf`), preferCSSPageSize: true });
      } else {
        await page.screenshot({ path: join(target, `${name}-${medium.name}.png`), fullPage: true });
      }
    }
    await page.close();
  }
});
console.log(`${pages.length} pages in ${target}`);
