// A class on this page: fetched when one is opened or joined, and shown in an application of its own beside the page's.

import { AtlasSegments } from "../parts/segments.js";
import { scene } from "../scene/scene.js";
import { TAKING_PART, following } from "./follow.js";
import { AtlasFollowed } from "./followed.js";
import { drawHeat } from "./heat.js";
import { lead } from "./lead.js";
import { AtlasLarge, AtlasLeading, AtlasShares } from "./leading.js";
import { lesson } from "./state.js";

let shown = false;

/** Shows what there is of a class, once. */
async function show() {
  if (shown) return;
  shown = true;
  await style();
  const home = Object.assign(document.createElement("div"), { id: "class" });
  document.body.append(home);
  const app = window.Vue.createApp({
    setup: () => ({ lesson }),
    template: `<atlas-leading v-if="lesson.role === 'lead'"></atlas-leading><atlas-followed v-else-if="lesson.role === 'follow'"></atlas-followed>
      <atlas-large v-if="lesson.large"></atlas-large>`,
  });
  Object.entries({ AtlasLeading, AtlasFollowed, AtlasShares, AtlasLarge, AtlasSegments }).forEach(([name, part]) => app.component(name, part));
  app.mount(home);
  scene.afterDraw.push(drawHeat);
  window.Vue.watchEffect(() => {
    const root = document.documentElement;
    if (lesson.role) root.dataset.class = lesson.role;
    else delete root.dataset.class;
    root.toggleAttribute("data-class-led", lesson.role === "follow" && !lesson.free && TAKING_PART.includes(lesson.line));
    root.toggleAttribute("data-class-asked", lesson.role === "follow" && lesson.asked !== null);
    window.Vue.nextTick(() => scene.resize());
  });
}

/** Its look comes with it. */
function style() {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("./class.css", import.meta.url).href });
  document.head.append(link);
  return new Promise((done) => ["load", "error"].forEach((name) => link.addEventListener(name, done, { once: true })));
}

/** The code of the class, large; before there is one it is opened. */
export async function code() {
  await show();
  if (lesson.role === "lead" && lesson.code) lesson.large = !lesson.large;
  else if (!lesson.role) lead.open();
}

/** Asks for the code of a class that is led elsewhere. */
export async function type() {
  if (lesson.role === "lead") return;
  await show();
  following.type();
}

export const reveal = () => lesson.role === "lead" && lead.reveal();

/** Asks a question of this page's own making; false where no class is led. @param {{ title: string, options: readonly string[] }} question */
export const poll = (question) => lesson.role === "lead" && lead.poll(question);

/** @param {string} asked a code, as it stands in the address */
export async function join(asked) {
  const meant = asked.toUpperCase().replace(/[^0-9A-Z]/g, "");
  if (lesson.role === "lead" || (lesson.role === "follow" && lesson.code === meant)) return;
  await show();
  following.join(meant);
}
