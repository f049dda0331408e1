// Runs before any script of a page and watches what its WebGL contexts are asked to do.
(() => {
  const probe = { gl: null, draws: 0, triangles: 0, frames: 0, uploaded: 0, drawnAt: 0, steps: [], stubbed: false };
  window.__probe = probe;
  const proto = WebGL2RenderingContext.prototype;
  let uploadPending = false;
  let frameOpen = false;

  // Reading one pixel back is the only call that surely waits for the picture.
  const settle = (gl) => {
    const bound = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, bound);
  };

  const wrap = (name, before) => {
    const original = proto[name];
    proto[name] = function (...args) {
      before(this, args);
      return probe.stubbed && name.startsWith('draw') ? undefined : original.apply(this, args);
    };
  };

  const closeFrame = (gl) => {
    frameOpen = false;
    probe.frames += 1;
    if (!uploadPending) return;
    uploadPending = false;
    settle(gl);
    probe.drawnAt = performance.now();
    probe.steps.push([probe.drawnAt, probe.uploaded]);
  };

  const drawing = (gl, mode, count) => {
    probe.gl = gl;
    probe.draws += 1;
    if (mode === gl.TRIANGLES) probe.triangles += count / 3;
    if (mode === gl.TRIANGLE_STRIP || mode === gl.TRIANGLE_FAN) probe.triangles += count - 2;
    if (frameOpen) return;
    frameOpen = true;
    queueMicrotask(() => closeFrame(gl));
  };

  wrap('bufferData', (gl, [, data]) => {
    const bytes = data?.byteLength ?? 0;
    if (bytes < 4096) return;
    uploadPending = true;
    probe.uploaded += bytes;
  });
  for (const name of ['drawArrays', 'drawArraysInstanced']) wrap(name, (gl, [mode, , count]) => drawing(gl, mode, count));
  for (const name of ['drawElements', 'drawElementsInstanced']) wrap(name, (gl, [mode, count]) => drawing(gl, mode, count));

  // The atlas and the bare page name their view; a stock trame page keeps it in what its components provide.
  const search = (node, seen) => {
    if (!node || seen.has(node)) return null;
    seen.add(node);
    const view = node.component?.provides?.view;
    if (view?.renderWindow && view?.renderer) return view;
    const below = [node.component?.subTree, ...(Array.isArray(node.children) ? node.children : []), node.suspense?.activeBranch];
    for (const child of below) {
      const found = search(child, seen);
      if (found) return found;
    }
    return null;
  };
  probe.view = () => {
    if (window.bareView) return window.bareView;
    if (window.atlas?.scene?.view) return window.atlas.scene.view;
    for (const element of document.querySelectorAll('*')) {
      const found = element._vnode && search(element._vnode, new Set());
      if (found) return found;
    }
    return null;
  };

  // Turns the camera a step and draws: the atlas with all it does for each picture, the others as vtk.js does it.
  const stepper = () => {
    const scene = window.atlas?.scene;
    if (scene) return (degrees) => { scene.orbit.pose.azimuth -= degrees; scene.drawNow(); };
    const { renderer, renderWindow } = probe.view();
    return (degrees) => {
      renderer.getActiveCamera().azimuth(degrees);
      renderer.resetCameraClippingRange();
      renderWindow.render();
    };
  };

  // One turn, as fast as the page can draw it, giving way to the page's own work after each picture.
  // `stubbed` leaves the drawing out: what remains is the time that scripts take for each picture.
  probe.orbit = async (frames, stubbed = false) => {
    probe.stubbed = stubbed;
    const step = stepper();
    const channel = new MessageChannel();
    const turn = () => new Promise((done) => { channel.port1.onmessage = done; channel.port2.postMessage(0); });
    const before = { draws: probe.draws, triangles: probe.triangles };
    const times = [];
    for (let i = 0; i < frames; i += 1) {
      const start = performance.now();
      step(360 / frames);
      await turn();
      if (!stubbed) settle(probe.gl);
      times.push(performance.now() - start);
    }
    probe.stubbed = false;
    return { times, draws: (probe.draws - before.draws) / frames, triangles: (probe.triangles - before.triangles) / frames };
  };
})();
