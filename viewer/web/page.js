// What the buttons do. The template calls these as `$page`.

import { fullName } from "./labels.js";
import { address, keep, push } from "./links.js";
import { afterCard, scene } from "./scene.js";
import { entry, get, set, update } from "./store.js";

const REMEMBERED = ["shown", "opacity", "side", "hidden", "isolated"];
const MOST = 50;
const past = [];

/** Keeps how things look now, so that the next step can be taken back. */
function remember() {
  past.push(Object.fromEntries(REMEMBERED.map((key) => [key, get(key)])));
  if (past.length > MOST) past.shift();
  set("undoable", past.length);
}

export const page = {
  fullName,

  select(id, { fly = true, history = true } = {}) {
    if (id === get("selected")) {
      if (id && fly) page.fly(id);
      return;
    }
    set("selected", id);
    if (id) {
      page.need(entry(id).layer);
      set("sheet", "details");
      if (fly) afterCard(() => page.fly(id));
    }
    if (history) push();
  },

  fly(id) {
    scene.orbit.toEntry(entry(id));
  },

  /** Fetches a layer that was not needed before. */
  need(layer) {
    if (!get("fetched").includes(layer)) set("fetched", [...get("fetched"), layer]);
  },

  layer(id, on) {
    remember();
    page.need(id);
    set("shown", { ...get("shown"), [id]: on });
    keep();
  },

  opacity(id, value) {
    set("opacity", { ...get("opacity"), [id]: value });
    keep();
  },

  preset(id) {
    const { shown, skin, bones } = get("atlas").presets.find((preset) => preset.id === id);
    remember();
    shown.forEach(page.need);
    const layers = get("atlas").layers.map((layer) => [layer.id, shown.includes(layer.id)]);
    update({
      shown: Object.fromEntries(layers),
      opacity: { ...get("opacity"), skin, bones },
      isolated: [],
    });
    keep();
  },

  /** Whether things look as a ready-made look would have them. */
  looksLike(look, shown, opacity) {
    const alike = Object.keys(shown).every((layer) => shown[layer] === look.shown.includes(layer));
    return alike && opacity.bones === look.bones && (!shown.skin || opacity.skin === look.skin);
  },

  /** Another body is another page, in the same state as far as that body has it. */
  body(id) {
    const url = new URL(address({ whole: true }));
    url.searchParams.set("body", id);
    url.searchParams.delete("camera");
    location.assign(url);
  },

  side(side) {
    remember();
    set("side", side);
    keep();
  },

  hide(id) {
    page.hideAll([id]);
  },

  /** Hides these, or shows them again where all of them were hidden. */
  hideAll(ids) {
    remember();
    const others = get("hidden").filter((id) => !ids.includes(id));
    const all = ids.every((id) => get("hidden").includes(id));
    set("hidden", all ? others : [...others, ...ids]);
    keep();
  },

  /** Of a thing and its other side: the one on the side that is looked at. */
  oneOf(ids) {
    const chosen = entry(get("selected"))?.side;
    const wanted = [get("side"), chosen, "left"].find((side) => ["left", "right"].includes(side));
    return ids.find((id) => entry(id).side === wanted) ?? ids[0];
  },

  isolate(id) {
    remember();
    page.need(entry(id).layer);
    set("isolated", get("isolated").includes(id) ? [] : [id]);
    keep();
  },

  showAll() {
    remember();
    update({ hidden: [], isolated: [] });
    keep();
  },

  undo() {
    const last = past.pop();
    if (!last) return;
    update({ ...last, undoable: past.length });
    keep();
  },

  view(name) {
    scene.orbit.toView(name);
    keep();
  },

  zoom(factor) {
    scene.orbit.zoom(factor);
  },

  /** Back to how the page opens, with what is chosen let go. */
  reset() {
    page.preset("see-through");
    update({ hidden: [], isolated: [], side: "both", selected: "" });
    page.view("back");
  },

  theme() {
    const dark = document.documentElement.dataset.theme === "dark" || isDark();
    page.setTheme(dark ? "light" : "dark");
    keep();
  },

  setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    set("theme", theme);
    scene.draw();
  },

  /** The address of the whole atlas, for a page it is embedded in. */
  whole: () => address({ whole: true }),

  async copyLink() {
    const text = address({ whole: true });
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyBySelection(text);
    }
    set("copied", true);
    setTimeout(() => set("copied", false), 2500);
  },

  open(name) {
    document.getElementById(name)?.showModal();
  },

  dismiss(index) {
    set("notices", get("notices").filter((_, i) => i !== index));
  },

  retry() {
    scene.retry();
  },
};

const isDark = () =>
  document.documentElement.dataset.theme === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches;

/** Where the clipboard is not allowed, as on plain http. */
function copyBySelection(text) {
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}
