// html.js PAGE FOLDER: opens a page in Chromium, judges it with axe-core, and leaves pictures of it in a folder.
const path = require("path");
const { chromium } = require("playwright-core");
const axe = require("fs").readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [page, folder] = process.argv.slice(2);
(async () => {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const views = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };
  for (const [name, viewport] of Object.entries(views)) {
    for (const colorScheme of ["light", "dark"]) {
      // The page forbids scripts; the judge is one.
      const context = await browser.newContext({ viewport, colorScheme, offline: true, bypassCSP: true });
      const tab = await context.newPage();
      const asked = [];
      tab.on("request", (request) => asked.push(request.url()));
      await tab.goto(`file://${path.resolve(page)}`);
      await tab.screenshot({ path: path.join(folder, `html-${name}-${colorScheme}.png`) });
      if (asked.length !== 1) throw new Error(`the page asks for more: ${asked}`);
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      if (wide) throw new Error(`${name}: the page is wider than the screen`);
      const charts = await tab.locator("svg[role=img]").count();
      if (charts < 10) throw new Error(`only ${charts} charts`);
      await tab.addScriptTag({ content: axe });
      const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
      const { violations, passes } = await tab.evaluate((options) => window.axe.run(document, options), options);
      for (const violation of violations) console.error(violation.id, violation.help, violation.nodes.map((node) => node.html).slice(0, 3));
      if (violations.length > 0) process.exit(1);
      console.log(`Chromium, ${name}, ${colorScheme}: ${charts} charts; axe-core: ${passes.length} rules passed, none broken`);
      await context.close();
    }
  }
  await browser.close();
})();
