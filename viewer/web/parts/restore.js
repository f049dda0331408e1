// Brings a whole state back onto the page: from Back and Forward, from an address, or from whoever leads it.

import { scene } from "../scene/scene.js";
import { takeLook } from "./chosen_look.js";
import { page } from "./page.js";
import { story } from "./story.js";
import { ofStory } from "../state/fields.js";
import { knownNow } from "../state/known.js";
import { all, get, update } from "../state/store.js";
import { fitted, startValues } from "../state/values.js";

/** Shows these values of fields; the others stay. No new step of the history is made of it. @param {import("../state/types.js").Values} values */
export async function restore(values) {
  if (values.body && values.body !== get("atlas").body && !(await page.body(values.body, { history: false }))) return;
  const named = values.camera && !("view" in values) ? { ...values, view: "" } : values; // where the camera is told it needs no name
  const wanted = fitted({ ...all(), ...named }, knownNow());
  showDialog(wanted.open);
  const { body, open, story: told, step, view, camera, ...look } = wanted;
  const own = Object.fromEntries(Object.entries(look).filter(([key]) => !ofStory().includes(key)));
  if (told) {
    update(own); // its step settles the rest
    if (get("telling")?.id === told) story.go(step);
    else await story.start(told, { step, history: false });
    return;
  }
  story.exit({ history: false });
  if (look.quiz) return update({ ...own, story: "", step: 0 }); // its question settles the rest
  update({ ...look, story: "", step: 0, around: "view" in values ? Boolean(view && get("atlas").changes[look.select]) : get("around") });
  Object.keys(look.show).filter((id) => look.show[id]).forEach(page.need);
  if (look.select) page.stage(look.select, false);
  if ("select" in values && isUsual(look.show)) takeLook(look.select); // as an address that names no layers
  if ("camera" in values || "view" in values) aim(view, camera, look.select);
  else if (values.select) page.fly(look.select); // as an address that names nothing else
}

/** @param {Readonly<Record<string, boolean>>} show */
function isUsual(show) {
  const usual = startValues(knownNow()).show;
  return Object.keys(usual).every((id) => usual[id] === show[id]);
}

/** @param {string} view @param {number[] | null} camera @param {string} select */
function aim(view, camera, select) {
  if (view) scene.orbit.toView(view);
  else if (camera) scene.orbit.toCamera(camera);
  else if (select) page.fly(select);
}

/** @param {string} id */
function showDialog(id) {
  if (id === get("open")) return;
  if (id) page.open(id);
  else page.close();
}
