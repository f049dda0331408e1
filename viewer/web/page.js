// What the buttons do. The template calls these as `$page`.

import { goTo } from "./bodies.js";
import { copyText } from "./copy.js";
import { close, closed, goToPart, open, read } from "./dialogs.js";
import { fullName } from "./labels.js";
import { address, keep, push } from "./links.js";
import { pairTags } from "./paired.js";
import { afterCard, scene } from "./scene.js";
import { hide, hideAll, isolate, need, remember, showAll, undo } from "./shown.js";
import { entry, get, set, update } from "./store.js";
import { speak } from "./voice.js";
import { litZones, zoneKey, zonesSeen } from "./zones.js";

export const page = {
  fullName,
  need,
  hide,
  hideAll,
  isolate,
  showAll,
  undo,

  select(id, { fly = true, history = true } = {}) {
    if (id === get("selected")) {
      if (id && fly) page.fly(id);
      return;
    }
    set("selected", id);
    if (id) {
      set("sheet", "details");
      afterCard(() => id === get("selected") && page.stage(id, fly));
    }
    if (history) push();
  },

  /** Brings what was chosen into the picture: its variant, its layer, its way of dividing the skin. */
  stage(id, fly) {
    const { kind, layer, variant } = entry(id);
    if (variant && variant !== get("variant")) set("variant", variant);
    if (layer && kind !== "variant") page.need(layer);
    if (kind === "zone") set("zoning", get("atlas").zones[id].by);
    if (fly) page.fly(id);
    keep();
  },

  /** Flies to an entry; a treatment has no place. */
  fly(id) {
    if (entry(id).kind !== "treatment") scene.orbit.toEntry(entry(id));
  },

  /** A named view of one side, whatever side is chosen. */
  look({ view, side }) {
    page.need("regions");
    scene.orbit.toView(`${view}.${side}`);
    keep();
  },

  /** Whether an entry is drawn, so that it can be hidden or isolated. */
  isDrawn: (id) => Boolean(entry(id)?.layer) && entry(id).kind !== "variant",

  /** The packs to be held: those of layers that were needed, and the variant that is shown, whole. */
  needed: (packs, fetched, variant) =>
    packs.filter((pack) => (pack.variant ? pack.variant === variant : fetched.includes(pack.layer))),

  canGlow: ({ layer }) => !["skin", "zones"].includes(layer),

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
    const { shown, skin, bones, hidden, view } = get("atlas").presets.find((preset) => preset.id === id);
    remember();
    shown.forEach(page.need);
    const layers = get("atlas").layers.map((layer) => [layer.id, shown.includes(layer.id)]);
    update({
      shown: Object.fromEntries(layers),
      opacity: { ...get("opacity"), skin, bones },
      hidden,
      isolated: [],
    });
    if (view) scene.orbit.toView(view);
    keep();
  },

  /** Whether things look as a ready-made look would have them. */
  looksLike(look, shown, opacity, hidden) {
    const alike = get("atlas").layers.every(({ id }) => shown[id] === look.shown.includes(id));
    const without = look.hidden.every((id) => hidden.includes(id)) && (look.hidden.length > 0 || !hidden.length);
    return alike && without && opacity.bones === look.bones && (!shown.skin || opacity.skin === look.skin);
  },

  body: goTo,
  bodyTitle: (id) => get("atlas").bodies.find((body) => body.id === id)?.title ?? "The body",

  lines: ({ packs }) => packs.filter((pack) => pack.layer === "load-line").flatMap((pack) => pack.ids),

  // The template hands over what these read, so that it draws them anew when that changes.
  zonesSeen: () => zonesSeen(),
  zoneKey: () => zoneKey(),

  /** Whether there is room for all of the key beside the body; in a narrow window it opens when it is asked for. */
  roomy: () => !window.matchMedia("(max-width: 1180px)").matches,

  zoning(by) {
    set("zoning", by);
    keep();
  },

  /** Shows a variant in place of the usual anatomy, and says what it is. */
  variant({ id, entry: card }) {
    remember();
    set("variant", id);
    page.need("nerves");
    page.select(card);
    keep();
  },

  /** Whether a variant, or what is usual in its place, is what is shown. */
  isVariant({ id, of }, shown) {
    if (id) return id === shown;
    return get("atlas").variants.find((one) => one.id === shown)?.of !== of || !shown;
  },

  side(side) {
    remember();
    set("side", side);
    keep();
  },

  /** Of a thing and its other side: the one on the side that is looked at. */
  oneOf(ids, side = get("side"), selected = get("selected")) {
    const chosen = entry(selected)?.side;
    const wanted = [side, chosen, "left"].find((side) => ["left", "right"].includes(side));
    return ids.find((id) => entry(id).side === wanted) ?? ids[0];
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
    update({ hidden: [], isolated: [], side: "both", variant: "", zoning: "dermatome", selected: "" });
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
    await copyText(text);
    set("copied", true);
    setTimeout(() => set("copied", false), 2500);
  },

  open,
  close,
  closed,
  read,
  goToPart,
  print: () => window.print(),

  /** From a page to what it names. */
  goFrom(id) {
    close();
    page.select(id);
  },

  speak,
  pairTags,

  dismiss(index) {
    set("notices", get("notices").filter((_, i) => i !== index));
  },

  retry() {
    scene.retry();
  },
};

/** Zones come when the layer is switched on, or when what is chosen has some of its own. */
export function needZones() {
  const card = get("card");
  if (card?.id === get("selected") && card?.paired?.first.length) page.need("regions");
  const own = card?.id === get("selected") ? (card?.zones ?? []) : [];
  const { zones } = get("atlas");
  // A story's step says itself how the skin is divided.
  if (own.length && !get("telling") && !own.some((id) => zones[id].by === get("zoning"))) set("zoning", zones[own[0]].by);
  if (get("shown").zones || litZones().length) page.need("zones");
}

const isDark = () =>
  document.documentElement.dataset.theme === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches;
