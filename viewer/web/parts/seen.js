// What the picture shows, said in words, for readers of the screen.

import { words } from "../words/words.js";
import { sideOf } from "../camera/sides.js";
import { scene } from "../scene/scene.js";
import { follow, get, set } from "../state/store.js";
import { fill } from "../words/fill.js";
import { cutKind } from "./cut_slider.js";
import { fullName } from "./labels.js";
import { shownNow } from "./looks.js";

/** The sentences that describe what is seen. */
export function described() {
  const { azimuth, elevation } = scene.orbit.pose;
  const side = words.compass.spoken[sideOf(azimuth, elevation)];
  const seen = fill(words.stage.seen, { side, layers: shownNow(get("show"), get("opacity"), get("hide")) });
  const kind = cutKind(get("cut"), get("cause"));
  const cut = kind === "none" ? "" : ` ${words.cut.seen[kind || "own"]}`;
  const chosen = get("select") ? ` ${fill(words.stage.chosen, { name: fullName(get("select")) })}` : "";
  return `${seen}${cut}${chosen}`;
}

/** Told again when the camera rests, and with each choice. */
export function followSeen() {
  const tell = () => set("seen", described());
  scene.orbit.moved.push(tell);
  follow(["select", "show", "hide", "opacity", "cut", "cause"], tell);
}
