// Nothing on the pages needs a script. Where there is one: reading aloud, a line to slide on, letters that are left,
// and a last page that closes by itself.
const root = document.documentElement;

// Read aloud, where the browser has a voice of the language.
const aloud = document.getElementById("aloud");
if (aloud && "speechSynthesis" in window) {
  const near = root.lang.split("-")[0].toLowerCase();
  const voice = () => speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === near);
  const show = () => { aloud.hidden = !voice(); };
  show();
  speechSynthesis.addEventListener("voiceschanged", show);
  const unmark = () => document.querySelectorAll(".being-read").forEach((part) => part.classList.remove("being-read"));
  aloud.addEventListener("click", () => {
    const isSpeaking = speechSynthesis.speaking;
    speechSynthesis.cancel();
    unmark();
    if (isSpeaking) return;
    for (const part of document.querySelectorAll("[data-aloud]")) {
      const words = new SpeechSynthesisUtterance(part.textContent.trim());
      words.lang = root.lang;
      words.voice = voice() ?? null;
      words.addEventListener("start", () => { unmark(); part.classList.add("being-read"); });
      words.addEventListener("end", unmark);
      speechSynthesis.speak(words);
    }
  });
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
}

// A line: no thumb until it is touched, so that no answer is there before one is given.
for (const line of document.querySelectorAll("[data-line]")) {
  line.querySelector("[data-plain]").replaceWith(line.querySelector("template").content);
  const slider = line.querySelector("input[type=range]");
  const nudge = line.querySelector(".nudge");
  const touch = () => {
    slider.name = "answer";
    slider.classList.remove("untouched");
    nudge.hidden = false;
  };
  if (!slider.classList.contains("untouched")) touch();
  slider.addEventListener("pointerdown", touch);
  slider.addEventListener("input", touch);
  for (const button of nudge.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      // A hundredth of the line, or a step where that is longer.
      const steps = Math.max(1, Math.round((slider.max - slider.min) / slider.step / 100));
      if (button.value === "less") slider.stepDown(steps);
      else slider.stepUp(steps);
    });
  }
}

// Only what the chosen measure knows of a case is asked. What was typed for another one stays where it is not shown.
const choice = document.getElementById("measure");
const facts = document.querySelectorAll("[data-known-to]");
if (choice && facts.length > 0) {
  const ask = () => {
    const [reference] = choice.value.split(" ");
    for (const fact of facts) fact.hidden = !fact.dataset.knownTo.split(" ").includes(reference);
    const all = facts[0].closest("fieldset");
    all.hidden = ![...facts].some((fact) => !fact.hidden);
  };
  choice.addEventListener("change", ask);
  // A browser may bring an earlier choice back.
  window.addEventListener("pageshow", ask);
  ask();
}
document.querySelectorAll("[data-no-script]").forEach((part) => { part.hidden = true; });

// Paper is typed over by keys alone: Enter goes on to the next field, and from the last to the button that keeps the sheet;
// with Shift it ends a line of somebody's own words.
for (const form of document.querySelectorAll("[data-enter-goes-on]")) {
  form.addEventListener("keydown", (event) => {
    const isField = (part) => part.matches("input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select, .first");
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("input, textarea")) return;
    if (!isField(event.target)) return;
    const fields = [...form.elements].filter((part) => isField(part) && part.offsetParent);
    const next = fields[fields.indexOf(event.target) + 1];
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (next.matches("input")) next.select();
  });
}

// Letters that are left.
for (const count of document.querySelectorAll("[data-left]")) {
  const text = document.getElementById(count.dataset.of);
  const say = () => {
    const left = text.maxLength - text.value.length;
    count.textContent = count.dataset.left.replace("#", left);
  };
  text.addEventListener("input", say);
  say();
}

// What somebody answered does not stay on a screen that others may see.
const closing = document.getElementById("closing");
if (closing) {
  closing.hidden = false;
  const timer = setTimeout(() => location.replace(closing.dataset.to), Number(closing.dataset.seconds) * 1000);
  closing.querySelector("button").addEventListener("click", () => {
    clearTimeout(timer);
    closing.hidden = true;
  });
}

// Paper, by the dialogue of the browser.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A menu closes when its owner goes elsewhere.
for (const menu of document.querySelectorAll("details.languages, details.me")) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
