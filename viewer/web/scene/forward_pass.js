// How a picture is drawn: all that is opaque, and over it what one sees through, from within outward. The forward pass of vtk.js
// draws whatever is opaque a second time where anything is translucent, and the edges of that without multisampling.

/** @typedef {import("./types.js").Vtk} Vtk */

/**
 * Has a window drawn so.
 *
 * @param {Vtk} openglRenderWindow
 * @param {(actor: object) => number} outward of what one sees through: the higher, the further out it lies
 */
export function drawForward(openglRenderWindow, outward) {
  const [given] = openglRenderWindow.getRenderPasses();
  const pass = {
    ...given,
    getShaderReplacement: () => null,
    traverse(/** @type {Vtk} */ view) {
      run("buildPass", view);
      for (const renderer of view.getRenderable().getRenderersByReference()) draw(view, renderer);
    },
  };
  /** @param {string} operation @param {Vtk} node */
  const run = (operation, node) => {
    given.setCurrentOperation(operation);
    node.traverse(pass);
  };
  /** @param {Vtk} view @param {Vtk} renderer */
  function draw(view, renderer) {
    const node = view.getViewNodeFor(renderer);
    run("cameraPass", node);
    run("opaquePass", node);
    const sheer = renderer.getActors().filter((/** @type {Vtk} */ actor) => actor.getVisibility() && !actor.getIsOpaque());
    if (!sheer.length) return;
    const gl = /** @type {WebGL2RenderingContext} */ (view.getContext());
    gl.enable(gl.BLEND);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const within = (/** @type {object} */ one, /** @type {object} */ other) => outward(one) - outward(other);
    for (const actor of sheer.sort(within)) run("translucentPass", node.getViewNodeFor(actor));
    gl.depthMask(true); // or the next picture could not be cleared
  }
  openglRenderWindow.setRenderPasses([pass]);
}
