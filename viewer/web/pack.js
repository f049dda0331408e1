// Two components that stand inside a vtk-geometry-representation: a draw group, and what of it glows through.
// They take vtk.js's empty dataset from vtk-polydata, since the bundle hands out no constructors.

import { scene } from "./scene.js";

function dataset() {
  const { inject, provide, ref } = window.Vue;
  const representation = inject("representation");
  const held = { actor: representation.actor, mapper: representation.mapper, property: representation.property };
  held.actor.setVisibility(false);
  provide("downstream", ref({ setInputData: (data) => (held.data = data) }));
  provide("representation", null);
  return held;
}

export const AtlasPack = {
  props: { pack: { type: Object, required: true } },
  template: "<vtk-polydata />",
  setup(props) {
    const held = dataset();
    window.Vue.onMounted(() => scene.add(props.pack, held));
    window.Vue.onBeforeUnmount(() => scene.remove(props.pack, held));
  },
};

export const AtlasGlow = {
  props: { pack: { type: Object, required: true } },
  template: "<vtk-polydata />",
  setup(props) {
    const held = dataset();
    window.Vue.onMounted(() => scene.addGlow(props.pack, held));
    window.Vue.onBeforeUnmount(() => scene.free(held));
  },
};

/** Hands the view to the scene once it is on the page. */
export const AtlasStage = {
  template: '<span hidden></span>',
  setup() {
    const view = window.Vue.inject("view");
    window.Vue.onMounted(() => scene.open(view));
    window.Vue.onBeforeUnmount(() => scene.close());
  },
};
