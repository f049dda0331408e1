// What is drawn when: all that is opaque once, and then what one sees through, from within outward.

import assert from "node:assert/strict";
import { test } from "node:test";

import { drawForward } from "../../viewer/web/scene/forward_pass.js";

/** @param {string} name @param {{ opaque?: boolean, seen?: boolean }} how */
const actorOf = (name, { opaque = false, seen = true } = {}) => ({ name, getVisibility: () => seen, getIsOpaque: () => opaque });

/** A window of vtk.js that tells what is drawn of it. @param {ReturnType<typeof actorOf>[]} actors */
function windowOf(actors) {
  /** @type {string[]} */
  const told = [];
  let operation = "";
  /** @param {string} name */
  const nodeOf = (name) => ({ traverse: () => told.push(`${operation} ${name}`), getViewNodeFor: (/** @type {{ name: string }} */ one) => nodeOf(one.name) });
  const renderer = { name: "renderer", getActors: () => [...actors] };
  const gl = { enable: () => {}, blendFuncSeparate: () => {}, depthMask: (/** @type {boolean} */ on) => told.push(`depth ${on}`) };
  /** @type {any[]} */
  let passes = [{ setCurrentOperation: (/** @type {string} */ now) => (operation = now), traverse: () => told.push("as vtk.js draws") }];
  const view = {
    ...nodeOf("window"),
    getRenderable: () => ({ getRenderersByReference: () => [renderer] }),
    getContext: () => gl,
    getRenderPasses: () => passes,
    setRenderPasses: (/** @type {any[]} */ own) => (passes = own),
  };
  const draw = () => {
    told.length = 0;
    passes.forEach((pass) => pass.traverse(view));
    return told;
  };
  return { view, draw };
}

test("what one sees through is drawn over all that is opaque, the outermost last, whatever came first", () => {
  const actors = [actorOf("skin"), actorOf("bones", { opaque: true }), actorOf("hidden", { seen: false }), actorOf("dura"), actorOf("muscles")];
  const { view, draw } = windowOf(actors);
  drawForward(view, (actor) => ["dura", "muscles", "skin"].indexOf(/** @type {any} */ (actor).name));
  const drawn = draw();
  assert.deepEqual(drawn, [
    "buildPass window", "cameraPass renderer", "opaquePass renderer",
    "translucentPass dura", "translucentPass muscles", "translucentPass skin", "depth true",
  ]);
});

test("where nothing is seen through, the opaque are all there is, once", () => {
  const { view, draw } = windowOf([actorOf("bones", { opaque: true })]);
  drawForward(view, () => 0);
  assert.deepEqual(draw(), ["buildPass window", "cameraPass renderer", "opaquePass renderer"]);
});
