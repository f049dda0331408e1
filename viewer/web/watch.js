// Runs before any module, and says in plain words why the page does not come: it may be that no module runs at all.

(() => {
  const PATIENCE = 5000; // ms in which something of the page has come, or it is said that it takes long
  const began = () => !document.querySelector(".opening");

  /** @param {string} sentence @param {[string, () => void]} [way] what can be done */
  const say = (sentence, way) => {
    const place = document.getElementById("app");
    if (!place || began()) return;
    place.innerHTML = '<div class="opening" role="alert"><p></p></div>';
    const box = /** @type {HTMLElement} */ (place.firstElementChild);
    /** @type {HTMLElement} */ (box.firstElementChild).textContent = sentence;
    const [name, act] = way ?? ["Try again", () => location.reload()];
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    button.addEventListener("click", act);
    box.append(button);
  };

  const sandboxed = window.origin === "null" && location.protocol !== "file:";
  if (sandboxed) {
    say(`This page shows the atlas in a frame that does not let it run. It can be opened in a window of its own: ${location.href}`, ["Open the atlas", () => window.open(location.href, "_blank")]);
  }
  window.addEventListener(
    "error",
    (event) => {
      const { target } = event;
      if (!sandboxed && target instanceof HTMLScriptElement) say("A part of the atlas could not be loaded: the connection dropped, or something blocks scripts here.");
    },
    true,
  );
  setTimeout(() => {
    const slow = document.querySelector(".opening [data-slow]");
    if (slow) slow.textContent = "It takes longer than usual: the line is slow, or the server busy.";
  }, PATIENCE);
})();
