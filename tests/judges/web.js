// web.js ADDRESS FOLDER: goes the whole way by keyboard, judges every page with axe-core, and leaves pictures in a folder.
const { address, launch, judge, press, picture, staff, code, answerAll, judged } = require("./page.js");

// A client answers on a phone or a desk, low this time: this is the occasion at which something cracks. The officer sees it.
async function answer(browser, office, { language, viewport, colorScheme, occasion }) {
  const measure = "alliance-monitor@0.3.0 client";
  const digits = await code(office, { case: "S001", measure, language, occasion });
  const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
  const tab = await context.newPage();
  const foreign = [];
  tab.on("request", (request) => request.url().startsWith(address) || foreign.push(request.url()));
  const errors = [];
  tab.on("pageerror", (error) => errors.push(String(error)));
  const name = `${language}-${viewport.width}-${colorScheme}`;
  await tab.goto(address);
  await judge(tab, "welcome");
  await picture(tab, `code-${name}`);
  await press(tab, "#code");
  await tab.keyboard.type(digits);
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/ask**");
  await judge(tab, `start in ${language}`);
  await picture(tab, `start-${name}`);
  await press(tab, ".foot .first");
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/ask?item**");
  const questions = await answerAll(tab, () => 2, async (question) => {
    await judge(tab, `question ${question} in ${language}`);
    if ([1, 9].includes(question)) await picture(tab, `ask-${name}-${question}`);
  });
  await judge(tab, "end");
  await picture(tab, `end-${name}`);
  await press(tab, "button.first");
  await tab.keyboard.press("Enter");
  await tab.waitForSelector(".thanks-mark");
  await judge(tab, "thanks");
  await picture(tab, `thanks-${name}`, { fullPage: true });
  if (!(await tab.locator("#closing").isVisible())) throw new Error("what was said would stay on the screen");
  await tab.click(".foot .plain");
  await tab.waitForURL("**/thanks**");
  if (await tab.locator(".steps").count()) throw new Error("what was hidden is there");
  const direction = await tab.evaluate(() => document.documentElement.dir);
  if (direction !== (language === "ar" ? "rtl" : "ltr")) throw new Error(`${language} is written ${direction}`);
  if (foreign.length || errors.length) throw new Error(`${foreign} ${errors}`);
  await office.goto(`${address}/office/cases/S001`);
  await judge(office, "case");
  await picture(office, `case-${occasion}`, { fullPage: true });
  await office.goto(`${address}/office/team`);
  await judge(office, "team");
  await picture(office, "team", { fullPage: true });
  console.log(`${language}, ${viewport.width} px, ${colorScheme}: ${questions} questions by keyboard`);
  await context.close();
}

// The code is there after a reload and in another language, and nowhere else.
async function kept(browser, office) {
  const measure = "alliance-monitor@0.3.0 client";
  const digits = await code(office, { case: "S003", measure, language: "nl-NL" });
  const shown = async () => (await office.locator(".code").count()) && (await office.locator(".code").textContent()).trim();
  await office.reload();
  if ((await shown()) !== digits) throw new Error("the code is gone after a reload");
  await picture(office, "code", { fullPage: true });
  await office.locator(".bar .languages summary").click();
  await office.click("a[hreflang=nl]");
  await office.waitForLoadState();
  if ((await shown()) !== digits) throw new Error("the code is gone in another language");
  await office.locator(".bar .languages summary").click();
  await office.click("a[hreflang=en]");
  await office.goto(`${address}/office/code/S004`);
  if (await shown()) throw new Error("the code of another case is shown");
}

// The pages of staff in a language that the browser asks for, and in another that is chosen on the page.
async function pages(browser, { locale, heading, chosen, headingThen, more = {} }) {
  const { context, tab } = await staff(browser, { locale, ...more });
  const reads = async (wanted) => {
    const found = await tab.locator("h1").textContent();
    if (found !== wanted) throw new Error(`${locale}: the heading is ${found}, not ${wanted}`);
  };
  await reads(heading);
  const all = [["cases", "cases"], ["case", "cases/S001"], ["due", "due"], ["team", "team"], ["password", "password"], ["ask", "code/S001"]];
  for (const [name, where] of all) {
    await tab.goto(`${address}/office/${where}`);
    await judge(tab, `${name} in ${locale}`);
    await picture(tab, `${name}-${locale}${more.colorScheme ?? ""}${more.viewport?.width ?? ""}`, { fullPage: true });
  }
  await tab.goto(`${address}/office/cases`);
  await press(tab, ".bar .languages summary");
  await tab.keyboard.press("Enter");
  await judge(tab, `languages in ${locale}`, { covered: true });
  await press(tab, `a[hreflang=${chosen}]`);
  await tab.keyboard.press("Enter");
  await tab.waitForLoadState();
  await reads(headingThen);
  console.log(`staff: ${locale}, then ${chosen}`);
  await context.close();
}

// All of it without any script.
async function plain(browser, office, viewport) {
  const digits = await code(office, { case: "S005", measure: "alliance-monitor@0.3.0 client", language: "en" });
  const context = await browser.newContext({ javaScriptEnabled: false, viewport });
  const tab = await context.newPage();
  await tab.goto(address);
  await tab.fill("#code", digits);
  await tab.keyboard.press("Enter");
  await tab.waitForURL("**/ask**");
  for (let step = 0; step < 30 && !tab.url().includes("/ask/end"); step += 1) {
    if (await tab.locator("textarea, input[type=text]").count()) await tab.fill("textarea, input[type=text]", "5");
    else if (await tab.locator("input[name=answer]").count()) await tab.locator("input[name=answer]").first().check();
    const before = tab.url();
    await tab.click(".foot .first");
    await tab.waitForURL((url) => String(url) !== before);
  }
  await tab.click(".foot .first");
  await tab.waitForSelector(".thanks-mark");
  if (await tab.locator("#closing").isVisible()) throw new Error("without a script nothing closes by itself");
  await context.close();
  console.log("the whole way without a script");
}

(async () => {
  const browser = await launch();
  const phone = { width: 360, height: 640 };
  const { tab: office } = await staff(browser);
  await kept(browser, office);
  await answer(browser, office, { language: "nl-NL-x-easy", viewport: phone, colorScheme: "light", occasion: 4 });
  await answer(browser, office, { language: "ar", viewport: phone, colorScheme: "dark", occasion: 5 });
  await answer(browser, office, { language: "nl-NL", viewport: { width: 1280, height: 900 }, colorScheme: "light", occasion: 6 });
  await pages(browser, { locale: "nl-NL", heading: "Dossiers", chosen: "de", headingThen: "Fälle" });
  await pages(browser, { locale: "ar", heading: "الملفات", chosen: "nl", headingThen: "Dossiers" });
  const dark = { viewport: phone, colorScheme: "dark" };
  await pages(browser, { locale: "nl-NL", heading: "Dossiers", chosen: "de", headingThen: "Fälle", more: dark });
  const forced = { forcedColors: "active" };
  await pages(browser, { locale: "de-DE", heading: "Fälle", chosen: "nl", headingThen: "Dossiers", more: forced });
  await plain(browser, office, phone);
  await browser.close();
  console.log(`axe-core found nothing on ${judged()} pages`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
