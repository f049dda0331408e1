// When the connection drops: the page says so, keeps working as far as it can, and comes back by itself.

import { address } from "./links.js";
import { carry } from "./preview.js";
import { follow, set } from "./store.js";

const PATIENCE = 2000; // ms between two knocks, more or less: a whole class does not knock at once
const LEAVING = 5000; // ms in which a page that is left is gone

let left = -LEAVING;

export function watchConnection() {
  // A page that is left or reloaded loses its connection too: that is no reason to come back.
  window.addEventListener("beforeunload", () => (left = performance.now()));
  follow(["trame_error_report_msg"], (message) => {
    if (message) setTimeout(dropped, Math.max(0, left + LEAVING - performance.now()));
  });
}

function dropped() {
  set("lost", true);
  knock();
}

/** Reloads with the state of the address once the server answers again and has a place. */
async function knock() {
  try {
    const answer = await fetch("healthz", { cache: "no-store" });
    if (answer.ok && !answer.headers.has("Retry-After")) {
      history.replaceState(history.state, "", address());
      carry();
      location.reload();
      return;
    }
  } catch {
    // Nobody there yet: knock again, as where the server is full.
  }
  setTimeout(knock, PATIENCE * (0.75 + Math.random() / 2));
}
