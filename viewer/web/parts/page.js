// What the buttons do. The template calls these as `$page`.

import { amountRows, endsOf, play, saidAt, setAmount, setBeside, stepAmount, stop } from "./amount.js";
import { goTo } from "./bodies.js";
import { copyText } from "./copy.js";
import { flipSure, leaveSteps, light, tour } from "./construction.js";
import { flipCut, moveCut, toCut } from "./cut.js";
import { cutKind, cutPlace, cutRange, cutWays } from "./cut_slider.js";
import { isOpen, opened } from "./folds.js";
import { causes, hasPicture } from "./glance.js";
import { readValue } from "./gauge.js";
import { KEYS } from "./keys.js";
import { read as readCard } from "./card.js";
import { close, closed, goToPart, open, read } from "./dialogs.js";
import { fullName } from "./labels.js";
import { isPreset, isVariant, layer, lines, opacity, preset, side, turns, variant } from "./layers.js";
import { look, shownNow, toLook, usual } from "./looks.js";
import { measure } from "./measure.js";
import { passed } from "./needle.js";
import { edition } from "../source/source.js";
import { address, flush, keep, push } from "../state/history.js";
import { shut } from "./popovers.js";
import { pairTags } from "./pair_tags.js";
import { story } from "./story.js";
import { scene } from "../scene/scene.js";
import { closeUp, flyTo, oneOf, select, stage } from "./selection.js";
import { theme } from "./theme.js";
import { WAYS, best, groups, hasSheet, isFirst, isList, isWay, list, way } from "./ways.js";
import { hideAll, hideOne, isolate, need, remember, showAll, undo } from "./visibility.js";
import { knownNow } from "../state/known.js";
import { entry, get, set, update } from "../state/store.js";
import { resetValues } from "../state/values.js";
import { speak } from "./voice.js";
import { words } from "../words/words.js";
import { legendRows, litZones, zonesSeen } from "../scene/skin_zones.js";

export const page = {
  fullName,
  need,
  hide: hideOne,
  hideAll,
  isolate,
  showAll,
  undo,
  select,
  stage,
  fly: flyTo,
  closeUp,
  oneOf,
  layer,
  opacity,
  preset,
  isPreset,
  side,
  variant,
  isVariant,
  look,
  toLook,
  shownNow,
  usual,
  turns,
  lines,
  theme,
  amountRows,
  play,
  readValue, passed,
  saidAt,
  endsOf,
  setAmount,
  setBeside,
  stepAmount,
  stopPlay: stop,
  cutKind,
  cutPlace,
  cutRange, cutWays, flipCut,
  moveCut,
  toCut,

  light,
  leaveSteps,
  tour,
  flipSure,

  causes,
  hasPicture,

  ways: WAYS,
  way, list,
  best,
  groups,
  isFirst,
  isList,
  isWay,
  hasSheet,

  keys: KEYS,
  isOpen,
  opened,

  /** Opens one of the popovers, or shuts it. @param {string} name */
  popover: (name) => /** @type {HTMLElement | null} */ (document.getElementById(name))?.togglePopover(),

  /** @param {"labels" | "names"} what */
  flip(what) {
    set(what, !get(what));
    keep();
  },

  /** Begins to measure, or ends it. */
  measure() {
    shut();
    if (get("measuring")) measure.stop();
    else measure.start();
  },

  /** Whose side a thing is on. @param {string} id */
  sideOf: (id) => entry(id)?.side ?? "",

  /** What a card says first; in somebody else's page one sentence of it. @param {string} text @param {boolean} embed */
  brief: (text, embed) => (embed ? text.replace(/^(.+?[.!?])(\s.*)?$/s, "$1") : text),

  /** From a story to the card of what its step speaks of. @param {string} id */
  readOn(id) {
    story.exit();
    select(id);
  },

  /** The one thing a card leads to. @param {import("../edition/types.js").Card} card */
  next({ id, next }) {
    if (!next) return;
    const { do: action, to } = next;
    if (action === "select") select(to);
    else if (action === "way") way(to);
    else if (action === "open") open(to);
    else if (action === "story") story.start(to);
    else if (action === "isolate") isolate(id);
    else if (action === "close_up" && get("related").close_ups.length) closeUp(get("related").close_ups[0]);
    else flyTo(id);
  },

  /** Whether an entry is drawn by itself, so that it can be hidden or isolated. @param {string} id */
  isDrawn: (id) => Boolean(entry(id)?.layer) && entry(id).kind !== "variant" && !get("atlas").changes[id],

  body: goTo,
  /** @param {string} id */
  bodyTitle: (id) => get("atlas").bodies.find((body) => body.id === id)?.title ?? words.stage.the_body,

  // The template hands over what these read, so that it draws them anew when that changes.
  zonesSeen: () => zonesSeen(),
  legendRows: () => legendRows(),

  /** Whether there is room for all of the legend beside the body; in a narrow window it opens when it is asked for. */
  roomy: () => !window.matchMedia("(max-width: 1180px)").matches,

  /** @param {import("../edition/types.js").Zoning} by */
  zones(by) {
    set("zones", by);
    keep();
  },

  /** @param {string} name */
  view(name) {
    scene.orbit.toView(name);
    keep();
  },

  /** @param {number} factor */
  zoom(factor) {
    scene.orbit.zoom(factor);
  },

  /** Back to how the page opens, its first visit included. */
  again() {
    shut();
    flush();
    story.exit({ history: false });
    remember();
    const { view, ...values } = resetValues(knownNow());
    update(values);
    scene.orbit.toView(view);
    push();
    document.getElementById("stage")?.focus({ preventScroll: true });
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
  readCard,
  goToPart,
  print: () => window.print(),

  poster: edition.poster,

  /**
   * A picture stands in for the body until that is there, where it would look like it.
   *
   * @param {import("../scene/types.js").Loading} loading
   * @param {string} view
   * @param {number} drawing
   */
  showsPoster: ({ all, done, failed }, view, drawing) =>
    view === "back" && get("body") === get("atlas").home && !get("select") && !get("cut") && get("show").skin && (!drawing || !all || done + failed.length < all),

  redraw: () => scene.rebuild(),

  reload() {
    history.replaceState(history.state, "", address());
    location.reload();
  },

  /** From a page to what it names. @param {string} id */
  goFrom(id) {
    close();
    select(id);
  },

  speak,
  pairTags,

  /** @param {number} index of a notice */
  dismiss(index) {
    set("notices", get("notices").filter((_, i) => i !== index));
  },

  retry() {
    scene.retry();
  },
};

/** Zones come when the layer is switched on, or when what is chosen has some of its own. */
export function needZones() {
  const { paired, zones: own } = get("related");
  if (paired.first.length) need("regions");
  const { zones } = get("atlas");
  // A story's step says itself how the skin is divided.
  if (own.length && !get("telling") && !own.some((id) => zones[id].by === get("zones"))) set("zones", zones[own[0]].by);
  if (get("show").zones || litZones().length) need("zones");
}
