// Components that stand inside a vtk-geometry-representation: a draw group, its ghost, the outline, and the faces of a cut.
// They take vtk.js's empty dataset from vtk-polydata, since the bundle hands out no constructors.

import { Laid, laid } from "../scene/laid.js";
import { scene } from "../scene/scene.js";

/** @typedef {import("../edition/types.js").Pack} Pack */

/** @returns {import("../scene/types.js").Held} */
function dataset() {
  const { inject, provide, ref } = window.Vue;
  const representation = inject("representation");
  const { actor, mapper, property } = representation;
  const held = { actor, mapper, property, data: null };
  held.actor.setVisibility(false);
  provide("downstream", ref({ setInputData: (/** @type {any} */ data) => (held.data = data) }));
  provide("representation", null);
  return held;
}

export const AtlasPack = {
  props: { pack: { type: Object, required: true } },
  template: "<vtk-polydata />",
  /** @param {{ pack: Pack }} props */
  setup(props) {
    const held = dataset();
    window.Vue.onMounted(() => scene.add(props.pack, held));
    window.Vue.onBeforeUnmount(() => scene.remove(props.pack, held));
  },
};

export const AtlasGhost = {
  props: { pack: { type: Object, required: true } },
  template: "<vtk-polydata />",
  /** @param {{ pack: Pack }} props */
  setup(props) {
    const held = dataset();
    window.Vue.onMounted(() => scene.addGhost(props.pack, held));
    window.Vue.onBeforeUnmount(() => scene.free(held));
  },
};

export const AtlasOutline = {
  template: "<vtk-polydata />",
  setup() {
    const held = dataset();
    window.Vue.onMounted(() => scene.setOutline(held));
    window.Vue.onBeforeUnmount(() => {
      scene.free(held);
      scene.setOutline(null);
    });
  },
};

export const AtlasCaps = {
  template: "<vtk-polydata />",
  setup() {
    const held = dataset();
    window.Vue.onMounted(() => scene.cutting.setCaps(held));
    window.Vue.onBeforeUnmount(() => {
      scene.free(held);
      scene.cutting.setCaps(null);
    });
  },
};

export const AtlasLaid = {
  template: "<vtk-polydata />",
  setup() {
    const held = dataset();
    window.Vue.onMounted(() => (laid.now = new Laid(held)));
    window.Vue.onBeforeUnmount(() => {
      scene.free(held);
      laid.now = null;
    });
  },
};

/** Hands the view to the scene once it is on the page. */
export const AtlasStage = {
  template: "<span hidden></span>",
  setup() {
    const view = window.Vue.inject("view");
    window.Vue.onMounted(() => scene.open(view));
    window.Vue.onBeforeUnmount(() => scene.close());
  },
};
