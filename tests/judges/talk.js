// talk.js FOLDER: looks at every page of a folder as it is drawn and as it is printed, and leaves pictures beside it.
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const folder = path.resolve(process.argv[2]);
const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const views = [
  { name: "desk", viewport: { width: 1280, height: 900 } },
  { name: "tablet", viewport: { width: 800, height: 1000 } },
  { name: "phone", viewport: { width: 360, height: 740 } },
  { name: "small", viewport: { width: 320, height: 568 } },
  { name: "dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  { name: "forced", viewport: { width: 1280, height: 900 }, forcedColors: "active" },
];

// What is wrong with the charts as they are drawn: labels that overlap, leave their drawing, or are too small to read.
function charts(isRead) {
  const wrong = [];
  let seen = 0;
  for (const drawing of document.querySelectorAll("svg[role=img]")) {
    const whole = drawing.getBoundingClientRect();
    if (!whole.width) continue;
    const scale = whole.width / drawing.viewBox.baseVal.width;
    const texts = [...drawing.querySelectorAll("text")].map((text) => ({ text, box: text.getBoundingClientRect() }));
    seen += texts.length;
    texts.forEach(({ text, box }, at) => {
      const words = text.textContent;
      if (box.left < whole.left - 1 || box.right > whole.right + 1 || box.top < whole.top - 2 || box.bottom > whole.bottom + 2) wrong.push(`${words} leaves its drawing`);
      if (isRead && !drawing.closest(".report") && parseFloat(getComputedStyle(text).fontSize) * scale < 11.9) wrong.push(`${words} is too small`);
      // Boxes are as tall as lines; letters that touch have more than that in common.
      for (const other of texts.slice(at + 1)) {
        const [across, down] = [Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left), Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)];
        if (across > 1 && down > 5) wrong.push(`${words} and ${other.text.textContent} overlap`);
      }
    });
  }
  return { wrong, seen };
}

(async () => {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  let [judged, labels] = [0, 0];
  for (const file of fs.readdirSync(folder).filter((file) => file.endsWith(".html")).sort()) {
    const fail = (what) => {
      throw new Error(`${file}: ${what}`);
    };
    for (const { name, ...view } of views) {
      const context = await browser.newContext({ ...view, bypassCSP: true, offline: true });
      const tab = await context.newPage();
      await tab.goto(`file://${path.join(folder, file)}`);
      if (await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) fail(`${name}: wider than the screen`);
      if (!/^(analysis|courses)/.test(file)) {
        const { wrong, seen } = await tab.evaluate(charts, view.viewport.width >= 360);
        if (wrong.length > 0) fail(`${name}: ${wrong.slice(0, 5).join("; ")}`);
        labels += seen;
      }
      await tab.addScriptTag({ content: axe });
      const { violations, passes } = await tab.evaluate((options) => window.axe.run(document, options), options);
      for (const violation of violations) console.error(file, name, violation.id, violation.help, violation.nodes.map((node) => node.html.slice(0, 200)).slice(0, 3));
      if (violations.length > 0) process.exit(1);
      if (passes.length < 5) fail("axe-core looked at nothing");
      judged += 1;
      if (name === "desk" || name === "phone") await tab.screenshot({ path: path.join(folder, file.replace(".html", `-${name}.png`)), fullPage: true });
      await context.close();
    }
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true, offline: true });
    const tab = await context.newPage();
    await tab.goto(`file://${path.join(folder, file)}`);
    const sheets = await tab.locator(".a4").count();
    const pdf = await tab.pdf({ path: path.join(folder, file.replace(".html", ".pdf")), preferCSSPageSize: true, printBackground: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
    if (sheets > 0 && pages !== sheets) fail(`${sheets} sheets take ${pages} pages of paper`);
    const split = () => [...document.querySelectorAll("fieldset")].filter((part) => getComputedStyle(part).breakInside !== "avoid").length;
    await tab.emulateMedia({ media: "print" });
    if ((await tab.evaluate(split)) > 0) fail("a question may break over two sheets");
    if (file.startsWith("report") && pages !== 1) fail(`a report takes ${pages} pages of paper`);
    if (sheets === 0) {
      // The first sheet has more than a title: what follows it begins on the same sheet.
      await tab.setViewportSize({ width: 690, height: 1020 });
      const begins = await tab.evaluate(() => document.querySelector("main svg, main table")?.getBoundingClientRect().top ?? 1e9);
      if (begins > 1020) fail("the first sheet has a title only");
      const cut = await tab.evaluate(() => [...document.querySelectorAll("table, svg")].filter((part) => part.getClientRects().length && part.getBoundingClientRect().right > 692).length);
      if (cut > 0) fail(`${cut} parts are cut off on paper`);
    }
    await context.close();
  }
  await browser.close();
  if (labels < 500) throw new Error(`only ${labels} labels were seen`);
  console.log(`${judged} views without a finding, ${labels} labels that do not touch`);
})();
