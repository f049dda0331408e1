// Before the atlas is there: starts to read the body, and says in plain words when the page does not come.

import { begin } from "./early.js";

const PATIENCE = 20000; // ms

const opening = () => document.querySelector(".opening");

function say(sentence) {
  const place = document.getElementById("app");
  place.innerHTML = '<div class="opening" role="alert"><p></p><button type="button">Try again</button></div>';
  place.querySelector("p").textContent = sentence;
  place.querySelector("button").addEventListener("click", () => location.reload());
}

begin();
window.addEventListener(
  "error",
  (event) => {
    if (event.target?.tagName === "SCRIPT") say("A part of the atlas could not be loaded. The connection may have dropped.");
  },
  true,
);
setTimeout(() => {
  if (opening()) say("The atlas is taking unusually long to open. The server may be busy or out of reach.");
}, PATIENCE);
new MutationObserver(() => {
  const place = document.getElementById("app");
  if (!place.firstElementChild && place.textContent.trim()) {
    console.warn(place.textContent.trim());
    say("The atlas could not connect to its server.");
  }
}).observe(document.getElementById("app"), { childList: true });
