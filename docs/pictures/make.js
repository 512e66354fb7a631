// make.js ADDRESS FOLDER: what a client and an officer see of the simulated cases, as pictures.
const path = require("path");
const { chromium } = require("playwright-core");
const [address, folder] = process.argv.slice(2);

async function staff(browser) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, deviceScaleFactor: 1, locale: "en" });
  const tab = await context.newPage();
  await tab.goto(`${address}/office/login`);
  await tab.fill("#name", "anna");
  await tab.fill("#password", "correct horse battery");
  await tab.click("main form button.first");
  await tab.waitForURL("**/office/cases");
  return tab;
}

(async () => {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const office = await staff(browser);
  await office.goto(`${address}/office/cases/demo-1`);
  await office.screenshot({ path: path.join(folder, "case.png"), clip: { x: 0, y: 0, width: 1100, height: 1150 }, fullPage: true });
  await office.goto(`${address}/office/code/demo-1`);
  await office.selectOption("#measure", "alliance-monitor@0.3.0 client");
  await office.selectOption("#language", "nl-NL-x-easy");
  await office.click("#give");
  const digits = (await office.locator(".code").textContent()).trim();
  const phone = await browser.newContext({ viewport: { width: 360, height: 640 }, deviceScaleFactor: 1 });
  const tab = await phone.newPage();
  await tab.goto(address);
  await tab.fill("#code", digits);
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/ask**");
  // What comes before the first question is left behind.
  while (!(await tab.locator("input[type=radio]").count())) await tab.click(".button.first, button.first");
  await tab.locator("input[type=radio]").nth(3).check();
  await tab.screenshot({ path: path.join(folder, "ask.png") });
  await browser.close();
})();
