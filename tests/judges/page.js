// What the judges of pages in Chromium share: a browser, axe-core on a page, the keyboard, a code for a client.
const path = require("path");
const { chromium } = require("playwright-core");
const axe = require("fs").readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [address, folder] = process.argv.slice(2);
const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
let judged = 0;

const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

// `covered`: a menu is open, and what lies under it cannot be touched.
async function judge(tab, name, { covered = false } = {}) {
  const fits = () => document.documentElement.scrollWidth <= window.innerWidth;
  await tab.waitForFunction(fits, undefined, { timeout: 3000 }).catch(() => {
    throw new Error(`${name}: the page is wider than the screen`);
  });
  // What stays in sight at the foot covers nothing at the end of a page.
  await tab.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await tab.addScriptTag({ content: axe });
  const rules = { "target-size": { enabled: !covered } };
  const { violations, passes } = await tab.evaluate((options) => window.axe.run(document, options), { ...options, rules });
  for (const violation of violations) {
    console.error(name, violation.id, violation.help, violation.nodes.map((node) => node.html).slice(0, 3));
  }
  if (violations.length > 0) process.exit(1);
  if (passes.length < 5) throw new Error(`${name}: axe-core looked at nothing`);
  judged += 1;
}

// Tab until what is focused is what is wanted, as a person without a mouse does. What has the focus is never under what stays in sight.
async function press(tab, wanted) {
  for (let step = 0; step < 120; step += 1) {
    await tab.keyboard.press("Tab");
    await seen(tab);
    if (await tab.evaluate((wanted) => document.activeElement?.matches(wanted), wanted)) return;
  }
  throw new Error(`the keyboard does not reach ${wanted}`);
}

async function seen(tab) {
  const under = await tab.evaluate(() => {
    const focused = document.activeElement;
    const foot = document.querySelector(".foot");
    if (!foot || !focused || focused === document.body || foot.contains(focused)) return "";
    if (getComputedStyle(foot).position !== "sticky") return "";
    const box = (focused.closest("label") ?? focused).getBoundingClientRect();
    const line = foot.getBoundingClientRect();
    return box.bottom > line.top + 1 && box.top < line.bottom && box.height < line.top ? focused.outerHTML.slice(0, 120) : "";
  });
  if (under) throw new Error(`${tab.url()}: the focus is under the foot: ${under}`);
}

async function picture(tab, name, more = {}) {
  await tab.screenshot({ path: path.join(folder, `${name}.png`), ...more });
}

async function staff(browser, { name = "anna", ...more } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true, ...more });
  const tab = await context.newPage();
  await tab.goto(`${address}/office/login`);
  await judge(tab, "login");
  await logIn(tab, name);
  return { context, tab };
}

// By keyboard, on the page on which staff log in.
async function logIn(tab, name) {
  await tab.fill("#name", "");
  await tab.focus("body");
  await press(tab, "#name");
  await tab.keyboard.type(name);
  await press(tab, "#password");
  await tab.keyboard.type("correct horse battery");
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/office/cases");
}

// Gives a code on the pages of staff, in sight of axe-core.
async function code(tab, { case: of, measure, language, occasion = "", confidential = false }) {
  await tab.goto(`${address}/office/code/${of}`);
  await judge(tab, "code, before");
  await tab.fill("#occasion", String(occasion));
  await tab.selectOption("#measure", measure);
  await tab.selectOption("#language", language);
  if (confidential) await tab.check("[name=confidential]");
  await tab.click("#give");
  const digits = (await tab.locator(".code").textContent()).trim();
  await judge(tab, "code");
  return digits;
}

// Redeems a code as whoever answers, and comes to what is promised first.
async function begin(browser, digits, more) {
  const context = await browser.newContext({ bypassCSP: true, ...more });
  const tab = await context.newPage();
  await tab.goto(address);
  await tab.fill("#code", digits);
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/ask**");
  return { context, tab };
}

// Answers all that is asked, by keyboard: `wanted` gives the place on a scale, from 1, by the number of the question. Gives how many there were.
async function answerAll(tab, wanted, each = async () => {}) {
  let questions = 0;
  while (!tab.url().includes("/ask/end")) {
    questions += 1;
    await each(questions);
    if (await tab.locator("textarea").count()) {
      await press(tab, "textarea");
      await tab.keyboard.type("…");
    } else if (await tab.locator(".slider").count()) {
      await press(tab, ".slider");
      await tab.keyboard.press(wanted(questions) > 2 ? "End" : "Home");
    } else {
      await press(tab, "input[type=radio]");
      // An arrow downwards goes to the next one, and from one that nobody chose to the second.
      await tab.keyboard.press("Space");
      for (let step = 1; step < wanted(questions); step += 1) await tab.keyboard.press("ArrowDown");
    }
    await press(tab, "button.first");
    const before = tab.url();
    await tab.keyboard.press("Enter");
    await tab.waitForURL((url) => String(url) !== before);
    if (questions > 20) throw new Error("the questions do not end");
  }
  return questions;
}

module.exports = { address, folder, launch, judge, press, picture, staff, logIn, code, begin, answerAll, judged: () => judged };
