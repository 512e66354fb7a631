// faces.js ADDRESS FOLDER: every question in every language on small phones, and every kind of question in every light.
const { address, launch, judge, press, picture, staff, code, begin, judged } = require("./page.js");

const ITEMS = ["plain", "why", "word", "kept", "relied", "open", "judged", "laugh", "heard", "goals", "against", "reason"];
const LANGUAGES = ["en", "nl-NL", "nl-NL-x-easy", "de", "fr", "tr", "pl", "ar"];
const SMALL = { width: 360, height: 640 };
const SMALLEST = { width: 320, height: 568 };

// What is in sight without scrolling, measured from the top of the screen.
const measured = (tab) =>
  tab.evaluate(() => {
    window.scrollTo(0, 0);
    const box = (part) => part && part.getBoundingClientRect();
    const answers = [...document.querySelectorAll(".answer")].map(box);
    return {
      height: window.innerHeight,
      width: window.innerWidth,
      wide: document.documentElement.scrollWidth,
      long: document.documentElement.scrollHeight,
      answers: answers.length,
      last: Math.max(0, ...answers.map((answer) => answer.bottom)),
      least: Math.min(99, ...answers.map((answer) => answer.height)),
      foot: box(document.querySelector(".foot")),
      next: box(document.querySelector(".foot .first")),
      direction: document.documentElement.dir,
    };
  });

// Whether the last answer lies over the foot once somebody scrolled down to it.
const reachable = (tab) =>
  tab.evaluate(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    const last = [...document.querySelectorAll(".answer, textarea, .nudge")].at(-1);
    return last.getBoundingClientRect().bottom <= document.querySelector(".foot").getBoundingClientRect().top + 1;
  });

async function fold(browser, officer) {
  const digits = await code(officer, { case: "S902", measure: "alliance-monitor@0.3.0 client", language: "nl-NL" });
  const { context, tab } = await begin(browser, digits, { viewport: SMALL });
  // `reason` is asked of whoever feels judged.
  await tab.goto(`${address}/ask?item=judged&language=nl-NL`);
  await tab.check("[name=answer][value='5']");
  await tab.click(".foot .first");
  let looked = 0;
  let nearest = Infinity;
  for (const language of LANGUAGES) {
    for (const item of ITEMS) {
      const name = `${item} in ${language}`;
      await tab.setViewportSize(SMALL);
      await tab.goto(`${address}/ask?item=${item}&language=${language}`);
      const at = await measured(tab);
      const complain = (why) => {
        throw new Error(`${name} at ${at.width} × ${at.height}: ${why} ${JSON.stringify(at)}`);
      };
      if (at.direction !== (language === "ar" ? "rtl" : "ltr")) complain("the wrong direction");
      if (at.wide > at.width) complain("it scrolls sideways");
      if (at.next.bottom > at.height || at.next.top < 0) complain("the way on is not in sight");
      if (at.answers > 0) {
        if (at.answers !== 6) complain("not all answers are there");
        if (at.last > at.foot.top || at.long > at.height) complain("the answers do not fit");
        if (at.least < 39.5) complain("an answer is too small to touch");
        nearest = Math.min(nearest, at.foot.top - at.last);
      }
      if (item === "word") await picture(tab, `fold-${language}-360`);
      await tab.setViewportSize(SMALLEST);
      const small = await measured(tab);
      if (small.wide > small.width) throw new Error(`${name} at 320: it scrolls sideways`);
      if (small.next.bottom > small.height) throw new Error(`${name} at 320: the way on is not in sight`);
      if (!(await reachable(tab))) throw new Error(`${name} at 320: the last answer stays under the foot`);
      if (item === "word") {
        await picture(tab, `fold-${language}-320`);
        await tab.evaluate(() => window.scrollTo(0, 0));
        await press(tab, ".foot .first");
      }
      looked += 1;
    }
  }
  await context.close();
  console.log(`${looked} questions fit; the least room left is ${Math.round(nearest)} px`);
}

// Every kind of question, in a light, with letters of a size, with axe-core.
async function kinds(browser, officer, name, more) {
  const digits = await code(officer, { case: "k-1", measure: "kinds@1.0.0 client", language: "en" });
  const { context, tab } = await begin(browser, digits, more);
  await judge(tab, `start, ${name}`);
  await picture(tab, `start-${name}`);
  for (const item of ["agreed", "often", "near", "fine", "hours", "share", "day", "who", "order_work", "points_body", "word"]) {
    await tab.goto(`${address}/ask?item=${item}&language=en`);
    await judge(tab, `${item}, ${name}`);
    await picture(tab, `${item}-${name}`);
  }
  await tab.goto(`${address}/ask?item=hours&language=en`);
  await tab.fill("[name=answer]", "seventy");
  await tab.click(".foot .first");
  await judge(tab, `refused, ${name}`);
  await picture(tab, `refused-${name}`);
  await tab.goto(`${address}/ask/part?item=near&language=en`);
  await judge(tab, `part, ${name}`);
  await tab.goto(`${address}/ask/end?language=en`);
  await judge(tab, `end, ${name}`);
  await picture(tab, `end-${name}`);
  await tab.goto(`${address}/ask/pause?language=en`);
  await judge(tab, `pause, ${name}`);
  await context.close();
}

// A line has no thumb before it is touched, and nothing is sent until then.
async function line(browser, officer) {
  const digits = await code(officer, { case: "k-2", measure: "kinds@1.0.0 client", language: "en" });
  const { context, tab } = await begin(browser, digits, { viewport: SMALL });
  await tab.goto(`${address}/ask?item=fine&language=en`);
  if (!(await tab.locator(".slider.untouched").count())) throw new Error("there is a thumb before anybody touched the line");
  await tab.click(".foot .first");
  if (!(await tab.locator("[role=alert]").count())) throw new Error("a line that nobody touched was an answer");
  await press(tab, ".slider");
  await tab.keyboard.press("ArrowRight");
  if (await tab.locator(".slider.untouched").count()) throw new Error("a line that was touched has no thumb");
  await tab.click(".nudge [value=more]");
  await picture(tab, "line-touched");
  await tab.click(".foot .first");
  await tab.waitForURL("**item=hours**");
  await tab.goto(`${address}/ask?item=fine&language=en`);
  const kept = await tab.locator(".slider").inputValue();
  if (kept !== "5.2") throw new Error(`the line was left at ${kept}`);
  // The letters, and the tick, stay over a change of the language of the letters.
  await tab.goto(`${address}/ask?item=agreed&language=en`);
  await tab.check("[name=answer][value='4']");
  await tab.locator("label:has(#larger)").click();
  const size = () => tab.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  if ((await size()) !== 20) throw new Error(`larger letters are ${await size()} px`);
  await picture(tab, "letters-larger");
  if (!(await reachable(tab))) throw new Error("with larger letters the last answer stays under the foot");
  await tab.click(".foot .first");
  if ((await size()) !== 20) throw new Error("the letters are forgotten at the next question");
  await context.close();
  // Without a script there are places, or a number.
  const again = await code(officer, { case: "k-3", measure: "kinds@1.0.0 client", language: "en" });
  const plain = await browser.newContext({ viewport: SMALL, javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(address);
  await page.fill("#code", again);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/ask**");
  await page.goto(`${address}/ask?item=near&language=en`);
  if ((await page.locator("input[type=radio]").count()) !== 11) throw new Error("a short line has no places without a script");
  await picture(page, "line-places-plain");
  await page.goto(`${address}/ask?item=fine&language=en`);
  await page.fill("[name=answer]", "7.3");
  await picture(page, "line-number-plain");
  await page.click(".foot .first");
  await page.waitForURL("**item=hours**");
  await plain.close();
}

(async () => {
  const browser = await launch();
  const { tab: officer } = await staff(browser);
  await fold(browser, officer);
  await kinds(browser, officer, "phone", { viewport: SMALL });
  await kinds(browser, officer, "dark", { viewport: SMALL, colorScheme: "dark" });
  await kinds(browser, officer, "forced", { viewport: SMALL, forcedColors: "active" });
  await kinds(browser, officer, "desk", { viewport: { width: 1280, height: 900 } });
  // 200 % on a desk is half of its size.
  await kinds(browser, officer, "zoomed", { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  await line(browser, officer);
  await browser.close();
  console.log(`axe-core found nothing on ${judged()} pages`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
