// web.js ADDRESS FOLDER: goes the whole way by keyboard, judges every page with axe-core, and leaves pictures in a folder.
const path = require("path");
const { chromium } = require("playwright-core");
const axe = require("fs").readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [address, folder] = process.argv.slice(2);
const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
let judged = 0;

async function judge(tab, name) {
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  if (wide) throw new Error(`${name}: the page is wider than the screen`);
  await tab.addScriptTag({ content: axe });
  const { violations, passes } = await tab.evaluate((options) => window.axe.run(document, options), options);
  for (const violation of violations) console.error(name, violation.id, violation.help, violation.nodes.map((node) => node.html).slice(0, 3));
  if (violations.length > 0) process.exit(1);
  if (passes.length < 5) throw new Error(`${name}: axe-core looked at nothing`);
  judged += 1;
}

async function press(tab, wanted) {
  // Tab until what is focused is what is wanted, as a person without a mouse does.
  for (let step = 0; step < 80; step += 1) {
    await tab.keyboard.press("Tab");
    if (await tab.evaluate((wanted) => document.activeElement?.matches(wanted), wanted)) return;
  }
  throw new Error(`the keyboard does not reach ${wanted}`);
}

async function code(browser, language, occasion) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const tab = await context.newPage();
  await tab.goto(`${address}/office/login`);
  await judge(tab, "login");
  await press(tab, "#name");
  await tab.keyboard.type("anna");
  await press(tab, "#password");
  await tab.keyboard.type("correct horse battery");
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/office/cases");
  await judge(tab, "cases");
  await tab.fill("#case", "S001");
  await tab.fill("#occasion", String(occasion));
  await tab.selectOption("#measure", `alliance-monitor@0.3.0 client ${language}`);
  await tab.click("#give");
  const digits = (await tab.locator(".code").textContent()).trim();
  await judge(tab, "code");
  return { digits, tab };
}

async function answer(browser, { language, viewport, colorScheme, occasion }) {
  const { digits, tab: office } = await code(browser, language, occasion);
  const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
  const tab = await context.newPage();
  const foreign = [];
  tab.on("request", (request) => request.url().startsWith(address) || foreign.push(request.url()));
  const errors = [];
  tab.on("pageerror", (error) => errors.push(String(error)));
  await tab.goto(address);
  await judge(tab, "welcome");
  await press(tab, "#code");
  await tab.keyboard.type(digits);
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/ask**");
  let questions = 0;
  while (tab.url().includes("/ask") && !tab.url().includes("/ask/end")) {
    await judge(tab, `question ${questions + 1} in ${language}`);
    if (questions === 0 || questions === 8) {
      await tab.screenshot({ path: path.join(folder, `ask-${language}-${viewport.width}-${colorScheme}-${questions + 1}.png`) });
    }
    if (await tab.locator("textarea").count()) {
      await press(tab, "textarea");
      await tab.keyboard.type("…");
    } else {
      await press(tab, "input[type=radio]");
      // A low answer: this is the occasion at which something cracks.
      await tab.keyboard.press("ArrowDown");
    }
    await press(tab, "button.first");
    const before = tab.url();
    await tab.keyboard.press("Enter");
    await tab.waitForURL((url) => String(url) !== before);
    questions += 1;
    if (questions > 20) throw new Error("the questions do not end");
  }
  await judge(tab, "end");
  await press(tab, "button.first");
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/thanks**");
  await judge(tab, "thanks");
  const direction = await tab.evaluate(() => document.documentElement.dir);
  if (direction !== (language === "ar" ? "rtl" : "ltr")) throw new Error(`${language} is written ${direction}`);
  if (foreign.length || errors.length) throw new Error(`${foreign} ${errors}`);
  await office.goto(`${address}/office/cases/S001`);
  await judge(office, "case");
  await office.goto(`${address}/office/team`);
  await judge(office, "team");
  await office.screenshot({ path: path.join(folder, "team.png"), fullPage: true });
  await office.goto(`${address}/office/cases/S001`);
  await office.screenshot({ path: path.join(folder, `case-${occasion}.png`), fullPage: true });
  console.log(`${language}, ${viewport.width} px, ${colorScheme}: ${questions} questions by keyboard`);
  await context.close();
}

// The pages of staff in a language that the browser asks for, and in another that is chosen on the page.
async function staff(browser, { locale, heading, chosen, headingThen }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale, bypassCSP: true });
  const tab = await context.newPage();
  await tab.goto(`${address}/office/login`);
  await tab.fill("#name", "anna");
  await tab.fill("#password", "correct horse battery");
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/office/cases");
  const reads = async (wanted) => {
    const found = await tab.locator("h1").textContent();
    if (found !== wanted) throw new Error(`${locale}: the heading is ${found}, not ${wanted}`);
  };
  await reads(heading);
  for (const [name, where] of [["cases", "cases"], ["case", "cases/S001"], ["team", "team"], ["password", "password"]]) {
    await tab.goto(`${address}/office/${where}`);
    await judge(tab, `${name} in ${locale}`);
    await tab.screenshot({ path: path.join(folder, `${name}-${locale}.png`), fullPage: true });
  }
  await tab.goto(`${address}/office/cases`);
  await press(tab, `a[hreflang=${chosen}]`);
  await tab.keyboard.press("Enter");
  await tab.waitForLoadState();
  await reads(headingThen);
  console.log(`staff: ${locale}, then ${chosen}`);
  await context.close();
}

(async () => {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const phone = { width: 360, height: 740 };
  await answer(browser, { language: "nl-NL", viewport: phone, colorScheme: "light", occasion: 4 });
  await answer(browser, { language: "ar", viewport: phone, colorScheme: "dark", occasion: 5 });
  await answer(browser, { language: "nl-NL-x-easy", viewport: { width: 1280, height: 900 }, colorScheme: "light", occasion: 6 });
  await staff(browser, { locale: "nl-NL", heading: "Dossiers", chosen: "de", headingThen: "Fälle" });
  await staff(browser, { locale: "ar", heading: "الملفات", chosen: "nl", headingThen: "Dossiers" });
  for (const file of ["courses.html", "team.html", "analysis.html", "paper-nl.html", "paper-ar.html"]) {
    const context = await browser.newContext({ viewport: { width: 900, height: 1200 }, bypassCSP: true, offline: true });
    const tab = await context.newPage();
    await tab.goto(`file://${path.join(folder, file)}`);
    await judge(tab, file);
    await tab.screenshot({ path: path.join(folder, file.replace("html", "png")) });
    if (file.startsWith("paper")) {
      await tab.emulateMedia({ media: "print" });
      const pdf = await tab.pdf({ path: path.join(folder, file.replace("html", "pdf")), format: "A4", preferCSSPageSize: true });
      const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
      const split = await tab.evaluate(() => [...document.querySelectorAll("fieldset")].filter((part) => getComputedStyle(part).breakInside !== "avoid").length);
      if (split > 0) throw new Error(`${file}: ${split} questions may break over two sheets`);
      console.log(`${file}: ${pages} sheets of paper`);
    }
  }
  // The same without any script.
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: phone });
  const tab = await plain.newPage();
  await tab.goto(address);
  if (!(await tab.locator("#code").isVisible())) throw new Error("without a script there is no page");
  await browser.close();
  console.log(`axe-core found nothing on ${judged} pages`);
})();
