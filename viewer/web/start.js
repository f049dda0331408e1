// The entry: fetches what the page begins with, mounts it, then fetches what draws, the words, and what is alive.

import { fetchRelations } from "./edition/relations.js";
import { fetchWords } from "./edition/texts.js";
import { followBody } from "./parts/bodies.js";
import { followNarrow } from "./parts/narrow.js";
import { beside, hands } from "./parts/canvas.js";
import { followChoice, followVoice } from "./parts/card.js";
import { followCause } from "./parts/cause.js";
import { takeLook } from "./parts/chosen_look.js";
import { drawConstruction } from "./parts/construction.js";
import { AtlasCompass } from "./parts/compass.js";
import { followCourses } from "./parts/courses.js";
import { followPages } from "./parts/dialogs.js";
import { AtlasFit } from "./parts/fit.js";
import { fill } from "./words/fill.js";
import { AtlasGlance, AtlasTile } from "./parts/glance.js";
import { followClass, lesson } from "./parts/lesson.js";
import { listenEverywhere } from "./parts/input.js";
import { AtlasItem } from "./parts/item.js";
import { follow as placeLines } from "./parts/labels.js";
import { AtlasListGroup } from "./parts/list_group.js";
import { marginsChanged, placeMargins } from "./parts/margin_labels.js";
import { drawMeasure } from "./parts/measure.js";
import { AtlasCaps, AtlasGhost, AtlasLaid, AtlasOutline, AtlasPack, AtlasStage } from "./parts/pack.js";
import { drawNeedle, followNeedle } from "./parts/needle.js";
import { note } from "./parts/notices.js";
import { followPain, pain } from "./parts/pain.js";
import { drawLaid, followMethod, method } from "./parts/method.js";
import { drawMethodLines } from "./parts/method_lines.js";
import { needZones, page } from "./parts/page.js";
import { placePairs } from "./parts/pair_tags.js";
import { followQuiz, quiz } from "./parts/quiz.js";
import { followPresent, present } from "./parts/present.js";
import { preview, watchPreview } from "./parts/preview.js";
import { restore } from "./parts/restore.js";
import { find } from "./parts/search_box.js";
import { followSeen } from "./parts/seen.js";
import { AtlasSegments } from "./parts/segments.js";
import { AtlasHandle } from "./parts/sheet.js";
import { AtlasSources } from "./parts/sources.js";
import { followKept, kept } from "./parts/kept.js";
import { followSpeech, speech } from "./parts/speech.js";
import { story, watchStory } from "./parts/story.js";
import { AtlasVoice } from "./parts/voice.js";
import { drawHere, followWalk, walk } from "./parts/walk.js";
import { followLinks } from "./parts/within.js";
import { canDecode } from "./scene/decoding.js";
import { prefetch } from "./scene/prefetch.js";
import { laid } from "./scene/laid.js";
import { scene } from "./scene/scene.js";
import { edition, json, source } from "./source/source.js";
import { bodyOf } from "./state/address.js";
import { address, askedFor, followHistory, readAddress } from "./state/history.js";
import { knownNow } from "./state/known.js";
import { opening } from "./state/opening.js";
import { shareWithServer } from "./state/shared.js";
import { asRefs, follow, get, open, set, update } from "./state/store.js";
import template from "./template.js";
import { words } from "./words/words.js";

/** @typedef {import("./edition/types.js").Atlas} Atlas */

const NAME = document.title;
const SLOW = 2500; // ms from which the line is taken for a slow one
const OPENING = ["skin", "bones", "nerves", "sites", "regions"]; // the layers a page opens with
const asked = askedFor();

/** Where the page itself fails while it opens. @param {string} sentence */
function say(sentence) {
  const box = Object.assign(document.createElement("div"), { className: "opening" });
  box.setAttribute("role", "alert");
  const text = Object.assign(document.createElement("p"), { textContent: sentence });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.page.retry });
  button.addEventListener("click", () => location.reload());
  box.append(text, button);
  document.getElementById("app")?.replaceChildren(box);
}

/** Before anything else: how the page looks. */
function dress() {
  const root = document.documentElement;
  Object.assign(root, { lang: words.language.code, dir: words.language.direction });
  const theme = asked.get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (asked.get("embed") === "1") root.dataset.embed = "";
}

/** The geometry that the page will surely draw, and what draws it; on a slow line only once there is something to read and to look at. */
function fetchAhead() {
  if (edition.source !== "held") fetch(edition.vtk).catch(() => {}); // whoever needs it hears of it
  const shown = asked.get("show")?.split(",") ?? OPENING;
  if (!asked.get("body") && !asked.get("story")) prefetch(edition.packs, (layer) => shown.includes(layer));
}

/** Whether what has come so far took long. */
const isSlow = () => performance.now() > SLOW;

/** The first file of the body that is asked for. @returns {Promise<Atlas>} */
async function firstFile() {
  /** @type {Atlas} */
  const home = await json(edition.start);
  const starts = new Map(home.bodies.map(({ id, start }) => [id, start]));
  const wanted = bodyOf(asked, { bodies: starts, home: home.home });
  const start = wanted === home.body ? undefined : starts.get(wanted);
  return start === undefined ? home : json(start);
}

function mount() {
  const app = window.Vue.createApp({ template, setup: asRefs });
  Object.entries({ AtlasPack, AtlasGhost, AtlasLaid, AtlasOutline, AtlasCaps, AtlasStage, AtlasCompass, AtlasFit, AtlasGlance, AtlasTile, AtlasHandle, AtlasSegments, AtlasSources, AtlasListGroup, AtlasItem, AtlasVoice }).forEach(([name, part]) => app.component(name, part));
  app.directive("hands", hands);
  app.directive("beside", beside);
  Object.assign(app.config.globalProperties, { $page: page, $find: find, $preview: preview, $story: story, $kept: kept, $walk: walk, $pain: pain, $method: method, $present: present, $quiz: quiz, $lesson: lesson, $speech: speech, $fill: fill, words });
  app.mount("#app");
  return app;
}

/** What draws comes after what can be read. @param {ReturnType<typeof mount>} app */
async function draw(app) {
  const script = Object.assign(document.createElement("script"), { src: await source.script(edition.vtk) });
  script.addEventListener("load", () => {
    app.use(window.vue_vtk);
    set("drawing", 1);
  });
  script.addEventListener("error", () => note(words.opening.no_drawing));
  document.head.append(script);
}

/** Keeps the site for when there is no network. */
function keep() {
  if (edition.source !== "files" || !navigator.serviceWorker) return;
  navigator.serviceWorker.register("worker.js").catch((error) => console.info(`Nothing is kept for later here: ${error.message}`));
}

/** The state as the address asks for it; what is opened and told comes once there is a page. @param {Atlas} atlas */
function begin(atlas) {
  const { values, notices } = readAddress(knownNow(atlas));
  open(opening(atlas, values, notices));
  const chosen = atlas.entries[values.select];
  const isolated = get("only").map((id) => atlas.entries[id].layer);
  const layers = [...Object.keys(get("show")).filter((id) => get("show")[id]), chosen?.layer, ...isolated];
  update({
    webgl: canDecode() && Boolean(document.createElement("canvas").getContext("webgl2")),
    fetched: [...new Set(layers.filter(Boolean))],
    variant: values.variant || chosen?.variant || "",
    canPreview: Boolean(source.live),
    around: asked.has("view") && Boolean(atlas.changes[values.select]), // then more than a cause is meant
    open: "",
    story: "",
    step: 0,
  });
  if (!values.story && !asked.has("show")) takeLook(values.select);
  return values;
}

/** Everything that follows the state, the address, the server and the visitor. */
function followAll() {
  followChoice();
  followVoice();
  followCause();
  followCourses();
  followPain();
  followKept(() => import("./handout/handout.js"));
  followSpeech();
  followMethod();
  followNeedle();
  followPresent();
  followQuiz(() => import("./quiz/asking.js"));
  followClass(() => import("./class/room.js"));
  followWalk({ aimed: asked.has("camera") || asked.has("view"), layered: asked.has("show") });
  follow(["related", "show"], needZones);
  follow(["side", "select"], () => scene.orbit.nameSide());
  followSeen();
  followNarrow();
  document.addEventListener("toggle", marginsChanged, true); // of popovers, which leave labels their place
  document.fonts?.ready.then(marginsChanged);
  follow(["way", "select", "telling", "walking", "names", "labels", "cause", "narrow", "beside", "asking"], () => window.Vue.nextTick(() => scene.resize())); // what is read covers a side of the body
  follow(["select"], () => set("stepLit", -1));
  follow(["related"], ({ construction }) => construction && scene.orbit.refit()); // the way to a region is seen whole
  follow(["card"], () => get("cause") && window.Vue.nextTick(() => scene.resize())); // words stand at a cause's slider too
  follow(["theme"], (theme) => (document.documentElement.dataset.theme = theme));
  scene.afterDraw.push(placeMargins, placeLines, placePairs, drawMeasure, drawConstruction, drawHere, drawLaid, drawMethodLines, drawNeedle);
  listenEverywhere();
  followHistory(scene.orbit, restore);
  followBody();
  followPages();
  followLinks();
  watchPreview();
  watchStory();
  shareWithServer(scene.orbit, restore);
  source.live?.connected.push(find.ready); // without the server one can still search
  follow(["select"], (id) => (document.title = id ? `${page.fullName(id)} · ${NAME}` : NAME));
}

async function run() {
  dress();
  if (!isSlow()) fetchAhead();
  const atlas = await firstFile();
  const values = begin(atlas);
  followAll();
  const app = mount();
  if (values.open) page.open(values.open);
  draw(app);
  if (values.story) story.start(values.story, { step: values.step, history: false });
  const coming = [fetchRelations(), fetchWords(get("voice"))];
  for (const one of await Promise.allSettled(coming)) if (one.status === "rejected") console.warn(`A file did not come: ${one.reason.message}`);
  if (!get("class")) source.live?.connect(); // last: nothing on the page waits for it; a class has a line of its own
  keep();
}

window.atlas = { scene, laid, page, set, get, address };
run().catch((error) => {
  console.warn(`The page could not open: ${error.message}`);
  say(words.opening.failed);
});
