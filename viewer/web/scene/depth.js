// In front and behind: what may be hidden is drawn a second time, only where something hides it. So it is drawn after that, and
// before what it belongs to: a nerve behind a bone is a ghost, and one behind another nerve is not.

import { drawForward } from "./forward_pass.js";

/** @typedef {import("./types.js").Held} Held */
/** @typedef {import("./types.js").Vtk} Vtk */

const RIM = 2.2; // CSS pixels: how wide the outline of what is chosen is

/** @type {Vtk | null} */
let drawing = null;
/** Of the picture, and how many of its own are a CSS pixel. */
const pixels = { wide: 1, high: 1, fine: 1 };
/** When an actor is drawn: what hides, then ghosts, then what has them. */
export const TURN = Object.freeze({ hides: 0, ghost: 1, front: 2 });
/** @type {WeakMap<object, { held: Held, turn: number, layer: string }>} by actor */
const known = new WeakMap();
/** The layers from within the body outward. */
const OUTWARD = ["bones", "ligaments", "nerves", "load-line", "vessels", "sites", "muscles", "regions", "skin", "zones"];

/** Draws what belongs to this view from now on. @param {Vtk} view */
export function drawFor(view) {
  drawing = view;
  drawForward(view.openglRenderWindow, (actor) => OUTWARD.indexOf(known.get(actor)?.layer ?? ""));
}

/** How fine the pictures are from now on: asking the page for each actor would have it laid out each time. @param {typeof pixels} now */
export function drawAt(now) {
  Object.assign(pixels, now);
}

/** Has vtk.js draw an actor where nothing hides it, or, as a ghost, only where something does. @param {Held} held @param {number} turn @param {string} [layer] */
export function compare(held, turn, layer = "") {
  const { actor, mapper } = held;
  const behind = turn === TURN.ghost;
  known.set(actor, { held, turn, layer });
  const callback = (/** @type {null} */ _, /** @type {Vtk} */ primitive) => {
    if (!drawing) return;
    const gl = drawing.openglRenderWindow.getContext();
    gl.depthFunc(behind ? gl.GREATER : gl.LEQUAL);
    if (behind) gl.depthMask(false); // vtk.js sets it anew for each actor
    const { wide, high, fine } = pixels;
    const program = primitive.getProgram();
    if (program.isUniformUsed("share")) {
      program.setUniformf("share", held.share ?? 0);
      program.setUniform3fv("coordScale", primitive.getCABO().getCoordScale() ?? [1, 1, 1]);
    }
    if (program.isUniformUsed("pixel")) program.setUniformf("pixel", fine);
    if (program.isUniformUsed("rim")) program.setUniform2f("rim", (2 * RIM * fine) / wide, (2 * RIM * fine) / high);
  };
  mapper.getViewSpecificProperties().ShadersCallbacks = [{ callback, userData: null }];
}

/**
 * Sees to it that every actor is drawn in its turn. vtk.js draws in the order in which it first saw them, and its own means
 * to change that does nothing, so it is made to forget those that came too early and to see them anew.
 *
 * @param {Vtk} view
 * @param {(held: Held) => void} free gives back what the graphics card holds of it
 */
export function order({ openglRenderWindow, renderer }, free) {
  const actors = /** @type {object[]} */ (renderer.getViewProps());
  const turnOf = (/** @type {object} */ actor) => known.get(actor)?.turn ?? TURN.hides;
  if (actors.every((actor, i) => i === 0 || turnOf(actors[i - 1]) <= turnOf(actor))) return;
  const last = actors.filter((actor) => turnOf(actor) > TURN.hides).sort((one, other) => turnOf(one) - turnOf(other));
  for (const actor of last) {
    const own = known.get(actor);
    if (own) free(own.held);
    renderer.removeViewProp(actor);
  }
  openglRenderWindow.getViewNodeFor(renderer)?.buildPass(true);
  for (const actor of last) renderer.addViewProp(actor);
}
