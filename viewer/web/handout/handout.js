// A handout of the views that were kept: one sheet to print or to save as PDF. Nothing about anybody leaves the page.

import { text } from "../edition/texts.js";
import { kept } from "../parts/kept.js";
import { fullName } from "../parts/labels.js";
import { marginsChanged } from "../parts/margin_labels.js";
import { photo } from "./photo.js";
import { codeOf } from "../qr/code.js";
import { scene } from "../scene/scene.js";
import { entry, get, set } from "../state/store.js";
import { fill } from "../words/fill.js";
import { words } from "./words.js";
import { helpOf, linkOf, partsOf, reachesOthers, signsOf } from "./content.js";
import { made } from "./made.js";

/** @typedef {import("../kept/types.js").KeptView} KeptView */
/** @typedef {import("../edition/types.js").Card} Card */
/** @typedef {{ view: KeptView, picture: string, card: Card | null }} Shown */

const MOST = 4; // pictures of a sheet
const PATIENCE = 12_000; // ms for one picture
const QUALITY = 0.9;
const VOICE = "patient";
const LARGE = "data-large";

export { savePicture } from "./save_picture.js";

/** Makes the sheet and shows it. */
export async function open() {
  const views = get("kept").slice(0, MOST);
  const dialog = dialogNow();
  dialog.replaceChildren(made("p", { className: "waiting", role: "status" }, [words.making]));
  dialog.showModal();
  const shown = await shownOf(views, dialog);
  if (!dialog.open) return;
  const flags = await text("red-flags", VOICE);
  const base = made("input", { type: "url", id: "handout-base", value: reachesOthers(location.href) ? location.href.replace(/[?#].*$/, "") : "", placeholder: words.base_example });
  const sheet = made("article", { className: "handout-sheet" });
  const draw = () => sheet.replaceChildren(...contentOf(shown, flags, base.value));
  base.addEventListener("input", draw);
  draw();
  onPaper(sheet);
  dialog.replaceChildren(toolsOf(dialog, base), sheet);
  dialog.querySelector("button")?.focus();
}

/** A dialog is not broken into pages: while it is printed the sheet stands in the page itself. @param {HTMLElement} sheet */
function onPaper(sheet) {
  const paper = made("div", { id: "handout-paper" });
  window.addEventListener("beforeprint", () => {
    const dialog = sheet.closest("dialog");
    if (!dialog?.open) return;
    paper.toggleAttribute(LARGE, dialog.hasAttribute(LARGE));
    paper.replaceChildren(sheet.cloneNode(true));
    document.body.append(paper);
  });
  window.addEventListener("afterprint", () => paper.remove());
}

/** @returns {HTMLDialogElement} */
function dialogNow() {
  const before = /** @type {HTMLDialogElement | null} */ (document.getElementById("handout"));
  if (before) return before;
  const dialog = made("dialog", { id: "handout", ariaLabel: words.name });
  document.body.append(dialog);
  return dialog;
}

/** Shows each view, takes its picture, and comes back to what was seen before. @param {readonly KeptView[]} views @param {HTMLDialogElement} dialog @returns {Promise<Shown[]>} */
async function shownOf(views, dialog) {
  const [before, names] = [kept.now(), get("labels")];
  document.body.classList.add("handing-out"); // the body alone, with large names
  set("labels", true);
  scene.resize();
  marginsChanged();
  const shown = [];
  for (const view of views) {
    if (!dialog.open) break;
    kept.wear(view);
    await atRest();
    const card = view.select ? await text(`card/${view.select}`, VOICE) : null;
    shown.push({ view, card, picture: photo({ fine: 2 })?.toDataURL("image/jpeg", QUALITY) ?? "" });
  }
  document.body.classList.remove("handing-out");
  set("labels", names);
  scene.resize();
  marginsChanged();
  kept.wear(before);
  return shown;
}

/** Once all of it is drawn, and the camera and the names at the margins have come to rest. */
async function atRest() {
  const begun = performance.now();
  let [pose, still] = [scene.orbit.pose, performance.now()];
  while (performance.now() - begun < PATIENCE && get("webgl")) {
    await new Promise((then) => setTimeout(then, 60));
    const now = performance.now();
    if (pose !== scene.orbit.pose || !scene.complete || scene.waiting) [pose, still] = [scene.orbit.pose, now];
    else if (now - still > 500) return;
  }
}

/** What is chosen before it is printed; it is not printed itself. @param {HTMLDialogElement} dialog @param {HTMLInputElement} base */
function toolsOf(dialog, base) {
  const press = (/** @type {string} */ name, /** @type {() => void} */ then, className = "quiet box") => {
    const button = made("button", { type: "button", className }, [name]);
    button.addEventListener("click", then);
    return button;
  };
  const tick = (/** @type {string} */ name, /** @type {string} */ mark) => {
    const box = made("input", { type: "checkbox" });
    box.addEventListener("change", () => dialog.toggleAttribute(mark, box.checked));
    return made("label", {}, [box, ` ${name}`]);
  };
  return made("form", { className: "handout-tools", method: "dialog" }, [
    press(words.print, () => window.print(), "primary"),
    tick(words.large, LARGE),
    made("label", { className: "handout-base" }, [`${words.base} `, base]),
    press(words.close, () => dialog.close()),
    made("p", {}, [words.note]),
  ]);
}

/** @param {readonly Shown[]} shown @param {import("../edition/types.js").RedFlags} flags @param {string} base */
function contentOf(shown, flags, base) {
  const main = shown.find(({ card }) => card?.kind === "site")?.card ?? shown.find(({ card }) => card)?.card ?? null;
  const title = get("keptTitle") || (main ? nameOf(main.id, main) : words.untitled);
  const help = main ? helpOf(main) : { title: "", rows: [] };
  return [
    made("header", {}, [made("p", {}, [words.kicker]), made("h1", {}, [title]), made("p", { className: "handout-brand" }, [words.brand])]),
    made("div", { className: "handout-pictures", dataset: { count: `${shown.length}` } }, shown.map(figureOf)),
    made("div", { className: "handout-words" }, [
      ...(main ? [made("section", {}, [made("h2", {}, [words.what]), made("p", {}, [main.lead?.text ?? ""])]), ...partsOf(main).map((part) => made("section", {}, [made("h2", {}, [part.title]), made("p", {}, [part.text])]))] : []),
      ...(help.rows.length ? [made("section", {}, [made("h2", {}, [help.title]), made("ul", {}, help.rows.map(({ term, text: told }) => made("li", {}, [made("b", {}, [`${term}. `]), told])))])] : []),
    ]),
    made("section", { className: "handout-flags" }, signsOf(flags).flatMap(({ urgency, signs }) => [made("h2", {}, [words.urgencies[/** @type {keyof typeof words.urgencies} */ (urgency)] ?? urgency]), made("ul", {}, signs.map((sign) => made("li", {}, [sign])))])),
    made("div", { className: "handout-foot" }, [...codesOf(shown, base), made("div", { className: "handout-notes" }, [words.notes, ...[1, 2, 3].map(() => made("hr"))])]),
    made("footer", {}, [words.foot]),
  ];
}

/** @param {string} id @param {Card} card */
const nameOf = (id, card) => (entry(id) ? fullName(id) : card.title);

/** @param {Shown} shown @param {number} i */
function figureOf({ view, picture, card }, i) {
  const told = view.words || (card?.lead?.text ?? "");
  return made("figure", {}, [
    ...(picture ? [made("img", { src: picture, alt: view.title })] : []),
    made("figcaption", {}, [made("b", {}, [`${i + 1}. ${view.title}. `]), told]),
  ]);
}

/** A code that opens each view on a phone, where there is an address that a phone can reach. @param {readonly Shown[]} shown @param {string} base */
function codesOf(shown, base) {
  if (!reachesOthers(base)) return [made("p", { className: "handout-no-code" }, [words.no_code])];
  return shown.slice(0, 3).map(({ view }, i) => made("figure", { className: "handout-link" }, [
    made("img", { className: "handout-code", src: codeOf(linkOf(base, view.look, get("atlas").body)), alt: fill(words.code, { name: view.title }) }),
    made("figcaption", {}, [made("b", {}, [fill(words.see, { count: i + 1 })]), made("br"), view.title]),
  ]));
}
