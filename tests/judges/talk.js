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

// What is wrong with sheets of paper: titles that the line of a grid runs through, words over answers that are cut, codes that stand in both margins.
function sheets() {
  const wrong = [];
  const rects = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()];
  };
  for (const caption of document.querySelectorAll(".grid caption")) {
    const [text, head] = [caption.firstChild, caption.parentElement.tHead.getBoundingClientRect()];
    if (rects(text, 0, text.length).some((box) => box.bottom > head.bottom + 3)) wrong.push(`a line runs through ${caption.textContent}`);
  }
  for (const { firstChild: text } of document.querySelectorAll(".grid thead th, .circles span")) {
    for (const word of text?.textContent.matchAll(/\S+/g) ?? []) {
      if (rects(text, word.index, word.index + word[0].length).length > 1) wrong.push(`${word[0]} is cut`);
    }
  }
  const middle = document.querySelector(".a4").getBoundingClientRect();
  const sides = [...document.querySelectorAll(".entry")].map((code) => code.getBoundingClientRect().left > (middle.left + middle.right) / 2);
  if (new Set(sides).size > 1) wrong.push("codes stand in both margins");
  return wrong;
}

let [judged, labels] = [0, 0];

// Looks at a page in every view, on a screen and on paper.
async function look(browser, file) {
  const fail = (what) => {
    throw new Error(`${file}: ${what}`);
  };
  const address = `file://${path.join(folder, file)}`;
  // Pages of many cases, and those without drawings of ours, are as each of theirs in the other views.
  const isLong = /^(analysis|courses)/.test(file);
  for (const { name, ...view } of isLong ? views.filter((view) => ["desk", "small"].includes(view.name)) : views) {
    const context = await browser.newContext({ ...view, bypassCSP: true, offline: true });
    const tab = await context.newPage();
    await tab.goto(address);
    if (await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) fail(`${name}: wider than the screen`);
    if (!isLong) {
      const { wrong, seen } = await tab.evaluate(charts, view.viewport.width >= 360);
      if (wrong.length > 0) fail(`${name}: ${wrong.slice(0, 5).join("; ")}`);
      labels += seen;
    }
    const onPaper = file.startsWith("paper") && name === "desk" ? await tab.evaluate(sheets) : [];
    if (onPaper.length > 0) fail(onPaper.slice(0, 5).join("; "));
    await tab.addScriptTag({ content: axe });
    const { violations, passes } = await tab.evaluate((options) => window.axe.run(document, options), options);
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" ")}`);
    if (found.length > 0) fail(`${name}: ${found.join("; ")}`);
    if (passes.length < 5) fail("axe-core looked at nothing");
    judged += 1;
    if (name === "desk" || name === "phone") await tab.screenshot({ path: path.join(folder, file.replace(".html", `-${name}.png`)), fullPage: true });
    await context.close();
  }
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true, offline: true });
  const tab = await context.newPage();
  await tab.goto(address);
  await printed(tab, file, fail);
  await context.close();
}

async function printed(tab, file, fail) {
  const sheets = await tab.locator(".a4").count();
  const pdf = await tab.pdf({ path: path.join(folder, file.replace(".html", ".pdf")), preferCSSPageSize: true, printBackground: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
  if (sheets > 0 && pages !== sheets) fail(`${sheets} sheets take ${pages} pages of paper`);
  // A second sheet holds the answers for which the first has no room, and says so there.
  if (file.startsWith("report") && (sheets < 1 || pages > 2)) fail(`a report takes ${pages} pages of paper`);
  await tab.emulateMedia({ media: "print" });
  const split = () => [...document.querySelectorAll("fieldset")].filter((part) => getComputedStyle(part).breakInside !== "avoid").length;
  if ((await tab.evaluate(split)) > 0) fail("a question may break over two sheets");
  if (sheets > 0) return;
  // The first sheet has more than a title: what follows it begins on the same sheet.
  await tab.setViewportSize({ width: 690, height: 1020 });
  const begins = await tab.evaluate(() => document.querySelector("main svg, main table")?.getBoundingClientRect().top ?? 1e9);
  if (begins > 1020) fail("the first sheet has a title only");
  const cut = () => [...document.querySelectorAll("table, svg")].filter((part) => part.getClientRects().length && part.getBoundingClientRect().right > 692).length;
  if ((await tab.evaluate(cut)) > 0) fail("parts are cut off on paper");
}

(async () => {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const files = fs.readdirSync(folder).filter((file) => file.endsWith(".html")).sort();
  // Two at a time, as many as there are processors where this runs.
  const some = async () => {
    for (let file = files.shift(); file; file = files.shift()) await look(browser, file);
  };
  await Promise.all([some(), some()]);
  await browser.close();
  if (labels < 500) throw new Error(`only ${labels} labels were seen`);
  console.log(`${judged} views without a finding, ${labels} labels that do not touch`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
