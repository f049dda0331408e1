// What the benchmarks ask of an open atlas: what it shows, and how soon a card is there.
(() => {
  const probe = window.__probe;

  const look = ({ url, mesh }, { actor, mapper, property, data }) => {
    const light = mesh.occlusion ?? [255];
    const open = 3 * light.indexOf(light.reduce((most, one) => Math.max(most, one), 0));
    const [r, g, b] = data.getPointData().getScalars().getData().slice(open, open + 3);
    const colour = [r / 255, g / 255, b / 255];
    const kept = ['ambient', 'diffuse', 'specular', 'specularPower', 'opacity', 'interpolation', 'backfaceCulling'];
    return {
      url,
      translucent: actor.getForceTranslucent(),
      triangles: data.getPolys().getData().length / 4,
      shaders: mapper.getViewSpecificProperties().OpenGL?.ShaderReplacements ?? [],
      property: { ...property.get(...kept), diffuseColor: colour, ambientColor: colour },
    };
  };

  // Every actor that is drawn, with its file and its look, the lights and the camera.
  probe.scene = () => {
    const { view, groups } = window.atlas.scene;
    const { width, height } = document.querySelector('canvas').getBoundingClientRect();
    const actors = [...groups.values()].flatMap((group) => [group.held, group.ghost]
      .filter((held) => held?.actor.getVisibility())
      .map((held) => look(group, held)));
    const camera = view.activeCamera.get('position', 'focalPoint', 'viewUp', 'viewAngle');
    const lights = view.renderer.getLights()
      .map((light) => light.get('lightType', 'position', 'focalPoint', 'intensity', 'color', 'positional'));
    return { width: Math.round(width), height: Math.round(height), camera, lights, actors };
  };

  probe.triangleCount = () => [...window.atlas.scene.groups.values()]
    .reduce((sum, group) => sum + (group.mesh ? group.mesh.triangles.length / 3 : 0), 0);

  // The files without which the body is not complete: skin, bones and nerves.
  probe.bodyFiles = () => [...window.atlas.scene.groups.values()]
    .filter((group) => group.mesh && ['skin', 'bones', 'nerves'].includes(group.layer))
    .map((group) => group.url);

  // A place on the stage where something lies in front that was not chosen yet: [x, y, id], or null.
  probe.spot = (chosen) => {
    const { scene } = window.atlas;
    const { left, top, width, height } = document.getElementById('stage').getBoundingClientRect();
    for (let i = 1; i < 4000; i += 1) {
      // The fractions of the golden ratio and its like fall everywhere alike.
      const x = Math.round(((i * 0.7549) % 1) * width);
      const y = Math.round(((i * 0.5698) % 1) * height);
      const id = scene.pick(x, y, 5)?.id;
      const around = [[-2, 0], [2, 0], [0, -2], [0, 2]].every(([dx, dy]) => scene.pick(x + dx, y + dy, 5)?.id === id);
      if (id && around && !chosen.includes(id) && document.elementFromPoint(left + x, top + y)?.closest('#stage')) {
        return [left + x, top + y, id];
      }
    }
    return null;
  };

  // Moves the slider of the chosen cause from healthy to affected and draws each step: milliseconds of each.
  probe.bend = async (frames) => {
    const { set, scene } = window.atlas;
    const times = [];
    scene.draw = () => {}; // each step is drawn once, here
    for (let i = 1; i <= frames; i += 1) {
      const start = performance.now();
      set('amount', Math.round((100 * i) / frames));
      scene.drawNow();
      await new Promise((next) => setTimeout(next));
      const gl = scene.view.openglRenderWindow.getContext();
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      times.push(performance.now() - start);
    }
    delete scene.draw;
    set('amount', 0);
    return times;
  };

  // Milliseconds from a choice until the cause is drawn and read back.
  probe.cause = async (id) => {
    const { page, get, scene } = window.atlas;
    const begin = performance.now();
    page.select(id);
    while (get('cause')?.id !== id || get('gauge') === null || scene.waiting || scene.appearing) {
      await new Promise((next) => setTimeout(next, 5));
    }
    const gl = scene.view.openglRenderWindow.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    return performance.now() - begin;
  };

  // Turns the body, so that other things lie in front.
  probe.look = (name) => window.atlas.page.view(name);

  probe.choose = (id) => window.atlas.page.select(id);

  // Milliseconds until another body is drawn, whole and read back.
  probe.body = async (id) => {
    const { page, get, scene } = window.atlas;
    const begin = performance.now();
    page.body(id);
    while (get('atlas').body !== id || get('going').to || !scene.complete || scene.waiting || scene.appearing || !scene.groups.size) {
      await new Promise((next) => setTimeout(next, 5));
    }
    const gl = scene.view.openglRenderWindow.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    return performance.now() - begin;
  };

  probe.rest = async () => {
    for (let frames = -1; frames !== probe.frames;) {
      frames = probe.frames;
      await new Promise((done) => setTimeout(done, 500));
    }
  };

  // Resolves once another card is shown: the time since it began, and what it is of; null where none comes.
  const cardShown = (begin) => {
    const { get } = window.atlas;
    const before = get('card')?.id;
    const card = document.querySelector('#details');
    return new Promise((done) => {
      const watch = new MutationObserver(() => {
        const { id, title, waiting } = get('card') ?? {};
        if (!id || waiting || id === before || !card.querySelector('h2')?.textContent.includes(title)) return;
        watch.disconnect();
        done([performance.now() - begin(), id]);
      });
      watch.observe(card, { childList: true, subtree: true, characterData: true });
      setTimeout(() => done(null), 10000);
    });
  };

  // Times a press from the moment the browser has it: the pick is included.
  probe.expect = () => {
    let begin = 0;
    window.addEventListener('pointerup', (event) => (begin = event.timeStamp), { capture: true, once: true });
    probe.answered = cardShown(() => begin);
  };

  // Times a choice without a press, as from the list.
  probe.answer = (id) => {
    const begin = performance.now();
    const answered = cardShown(() => begin);
    window.atlas.page.select(id);
    return answered;
  };

  // So many of all entries, from everywhere in the list.
  probe.some = (count) => {
    const ids = Object.keys(window.atlas.get('atlas').entries);
    return ids.filter((_, i) => Math.floor((i * count) / ids.length) !== Math.floor(((i - 1) * count) / ids.length));
  };
})();
