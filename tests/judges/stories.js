// stories.js ADDRESS FOLDER: an officer's week with two meetings, and a coordinator's month, in Dutch and by keyboard, with pictures of every step.
const fs = require("fs");
const path = require("path");
const { address, folder, launch, judge, press, picture, staff, logIn, begin, answerAll, judged } = require("./page.js");

const CASE = "c-517";
const DAY = 24 * 60 * 60 * 1000;

let step = 0;
// A picture of a step of a story, in order, after axe-core looked at the page.
async function shown(tab, name, more = { fullPage: true }) {
  await judge(tab, name);
  step += 1;
  await picture(tab, `story-${String(step).padStart(2, "0")}-${name}`, more);
}

// Reaches something by the keyboard, and presses Enter on it, after which there is another page.
async function enter(tab, wanted) {
  await press(tab, wanted);
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
}

const reads = async (tab, where, wanted) => {
  const found = (await tab.locator(where).allTextContents()).join(" ");
  if (!wanted.test(found)) throw new Error(`${tab.url()}: ${where} says “${found.trim()}”, not ${wanted}`);
};

// Prints a page; gives how many sheets it takes.
async function printed(tab, name) {
  const pdf = await tab.pdf({ path: path.join(folder, `story-${name}.pdf`), preferCSSPageSize: true, printBackground: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
}

// Somebody answers on the device of the officer, who then comes back by their password.
async function here(tab, wanted, name) {
  await tab.waitForURL("**/ask**");
  await shown(tab, `${name}-begins`, {});
  await enter(tab, ".foot .first");
  await answerAll(tab, wanted);
  await shown(tab, `${name}-ends`);
  await enter(tab, "button.first");
  await tab.waitForSelector(".thanks-mark");
  await shown(tab, `${name}-is-thanked`);
  await tab.goto(`${address}/office/cases`);
  if (!tab.url().endsWith("/office/login")) throw new Error("whoever answers finds the cases of the officer");
  await logIn(tab, "noor");
}

async function officer(browser) {
  const { context, tab } = await staff(browser, { name: "noor", locale: "nl-NL" });
  // Monday: a new case, and the first meeting, four weeks ago.
  await shown(tab, "worklist-before");
  await enter(tab, "a[href='/office/new']");
  await press(tab, "#case");
  await tab.keyboard.type(CASE);
  await shown(tab, "new-case");
  await enter(tab, "button.first");
  await tab.goto(`${address}/office/cases/${CASE}`);
  await shown(tab, "case-is-new");
  await enter(tab, `a[href='/office/code/${CASE}']`);
  const before = new Date(Date.now() - 28 * DAY).toISOString().slice(0, 10);
  await tab.selectOption("#measure", "alliance-monitor@0.3.0 client");
  await tab.selectOption("#language", "nl-NL-x-easy");
  await tab.fill("#date", before);
  await enter(tab, "#give");
  await shown(tab, "code");
  const digits = (await tab.locator(".code").textContent()).trim();
  const phone = await begin(browser, digits, { viewport: { width: 360, height: 640 } });
  await shown(phone.tab, "phone-begins", {});
  await enter(phone.tab, ".foot .first");
  await answerAll(phone.tab, () => 5);
  await enter(phone.tab, "button.first");
  await shown(phone.tab, "phone-is-thanked");
  await phone.context.close();
  // The officer's own list of that day.
  await tab.goto(`${address}/office/code/${CASE}`);
  await tab.selectOption("#measure", "alliance-monitor@0.3.0 worker");
  await tab.selectOption("#language", "nl-NL");
  await tab.fill("#date", before);
  await enter(tab, "button[name=here]");
  await here(tab, () => 4, "officer");
  await tab.goto(`${address}/office/cases/${CASE}`);
  await shown(tab, "case-after-one-meeting");
  // Friday: the second meeting, on the device of the officer, in the language of the first. Something cracked.
  await press(tab, "button[name=here]");
  await reads(tab, "button[name=here] >> nth=0", /Cliënt antwoordt hier/);
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
  if ((await tab.locator("html").getAttribute("lang")) !== "nl-NL-x-easy") throw new Error("the second meeting is in another language");
  await here(tab, () => 2, "second");
  await reads(tab, "#part-look", new RegExp(CASE));
  await shown(tab, "worklist-after");
  await enter(tab, `#part-look a[href='/office/cases/${CASE}']`);
  await reads(tab, "section.alert", /./);
  await shown(tab, "case-after-two-meetings");
  await tab.setViewportSize({ width: 360, height: 740 });
  await shown(tab, "case-phone");
  await tab.setViewportSize({ width: 640, height: 450 });
  await shown(tab, "case-zoomed");
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.emulateMedia({ colorScheme: "dark" });
  await shown(tab, "case-dark");
  await tab.emulateMedia({ colorScheme: "light" });
  if ((await printed(tab, "case")) > 4) throw new Error("a case of two meetings takes more than four sheets");
  // What was seen, with what came of it, is no longer first.
  await press(tab, "details.note summary");
  await tab.keyboard.press("Enter");
  await press(tab, "details.note input[name=note]");
  await tab.keyboard.type("We bellen de bus.");
  await enter(tab, "details.note button");
  if (await tab.locator("section.alert").count()) throw new Error("what was seen is still first");
  await reads(tab, "main", /We bellen de bus\./);
  await enter(tab, `a[href='/office/cases/${CASE}/report']`);
  await shown(tab, "report");
  const sheets = await tab.locator(".a4").count();
  if (sheets > 2 || (await printed(tab, "report")) !== sheets) throw new Error("a report takes other sheets of paper than its own, or more than two");
  await context.close();
  console.log("an officer's week with two meetings");
}

async function coordinator(browser) {
  const { context, tab } = await staff(browser, { locale: "nl-NL" });
  await enter(tab, "a[href='/office/team']");
  await shown(tab, "team-half-a-year");
  if ((await tab.locator(".facts .big").count()) < 3) throw new Error("a team has fewer than three sentences with a number");
  await tab.selectOption("#period", "year");
  await enter(tab, ".finder button");
  await shown(tab, "team-year");
  await tab.locator("details.fold summary").first().focus();
  await tab.keyboard.press("Enter");
  await shown(tab, "team-tables");
  await tab.setViewportSize({ width: 360, height: 740 });
  await shown(tab, "team-phone");
  await tab.setViewportSize({ width: 1280, height: 900 });
  if ((await printed(tab, "team")) > 6) throw new Error("a month of a team is a book");
  await context.close();
  console.log("a coordinator's month");
}

(async () => {
  const browser = await launch();
  await officer(browser);
  await coordinator(browser);
  await browser.close();
  const kept = fs.readdirSync(folder).filter((file) => file.startsWith("story-") && file.endsWith(".png")).length;
  console.log(`axe-core found nothing on ${judged()} pages, ${kept} pictures`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
