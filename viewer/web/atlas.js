// The entry module: trame installs `atlas` as a Vue plugin once the page's state is there.

import { watchConnection } from "./connection.js";
import { figure } from "./figure.js";
import { find } from "./find.js";
import { listen } from "./input.js";
import { AtlasItem } from "./item.js";
import { follow as followCamera } from "./labels.js";
import { followHistory, openAsked } from "./links.js";
import { AtlasGlow, AtlasPack, AtlasStage } from "./pack.js";
import { followBody } from "./bodies.js";
import { followPages } from "./dialogs.js";
import { needZones, page } from "./page.js";
import { placePairs } from "./paired.js";
import { preview, watchPreview } from "./preview.js";
import { scene } from "./scene.js";
import { AtlasShelf } from "./shelf.js";
import { follow, get, set, update } from "./store.js";
import { AtlasVoice } from "./voice.js";
import { story, watchStory } from "./story.js";

const NAME = document.title;

const canDraw = () => Boolean(document.createElement("canvas").getContext("webgl2"));

/** A canvas with the small figure; it is drawn again after each picture. */
const AtlasFigure = {
  template: '<canvas class="figure" role="img" aria-label="Small figure that shows how the body is turned"></canvas>',
  mounted() {
    this.draw = () => figure(this.$el);
    scene.afterDraw.push(this.draw);
  },
  beforeUnmount() {
    scene.afterDraw.splice(scene.afterDraw.indexOf(this.draw), 1);
  },
};

/** Listens to hands on the element it stands on. */
const hands = { mounted: listen };

function slash(event) {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.getElementById("search")?.focus();
}

window.atlas = {
  install(app) {
    app.component("AtlasPack", AtlasPack);
    app.component("AtlasGlow", AtlasGlow);
    app.component("AtlasStage", AtlasStage);
    app.component("AtlasFigure", AtlasFigure);
    app.component("AtlasShelf", AtlasShelf);
    app.component("AtlasItem", AtlasItem);
    app.component("AtlasVoice", AtlasVoice);
    app.directive("hands", hands);
    app.config.globalProperties.$page = page;
    app.config.globalProperties.$find = find;
    app.config.globalProperties.$preview = preview;
    app.config.globalProperties.$story = story;
    const shown = get("shown");
    update({
      webgl: canDraw(),
      fetched: Object.keys(shown).filter((layer) => shown[layer]),
    });
    const chosen = get("atlas").entries[get("selected")];
    if (chosen?.layer) page.need(chosen.layer);
    get("isolated").forEach((id) => page.need(get("atlas").entries[id].layer));
    follow(["card", "shown"], needZones);
    scene.afterDraw.push(followCamera, placePairs);
    document.addEventListener("keydown", slash);
    followHistory(page, story);
    followBody();
    followPages();
    watchPreview();
    watchStory();
    openAsked(page);
    follow(["selected"], (id) => (document.title = id ? `${page.fullName(id)} · ${NAME}` : NAME));
    watchConnection();
  },
  scene,
  page,
  set,
  get,
};
