// The button appears only where the browser can speak; nothing else on the pages needs a script.
const button = document.getElementById("aloud");
if (button && "speechSynthesis" in window) {
  button.hidden = false;
  button.addEventListener("click", () => {
    speechSynthesis.cancel();
    const said = [...document.querySelectorAll("[data-aloud]")].map((part) => part.textContent.trim()).join(". ");
    const words = new SpeechSynthesisUtterance(said);
    words.lang = document.documentElement.lang;
    speechSynthesis.speak(words);
  });
}
