// When the connection drops: the page says so, keeps working as far as it can, and comes back by itself.

import { address } from "./links.js";
import { follow, set } from "./store.js";

const PATIENCE = 2000; // ms between two knocks

export function watchConnection() {
  follow(["trame_error_report_msg"], (message) => {
    if (!message) return;
    set("lost", true);
    knock();
  });
}

/** Reloads with the state of the address once the server answers again. */
async function knock() {
  try {
    const answer = await fetch("healthz", { cache: "no-store" });
    if (answer.ok) {
      history.replaceState(history.state, "", address());
      location.reload();
      return;
    }
  } catch {
    // Nobody there yet: knock again.
  }
  setTimeout(knock, PATIENCE);
}
