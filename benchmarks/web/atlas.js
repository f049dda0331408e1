// What the benchmarks ask of an open atlas: what it shows, and how soon a card is there.
(() => {
  const probe = window.__probe;

  const look = (url, { actor, mapper, property, data }) => {
    const [r, g, b] = data.getPointData().getScalars().getData().slice(0, 3);
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
    const actors = [...groups.values()].flatMap((group) => [group.held, group.glow]
      .filter((held) => held?.actor.getVisibility())
      .map((held) => look(group.url, held)));
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

  // Chooses things one after the other, each time with the page at rest, and times how long its card takes.
  probe.choose = async (count) => {
    const { page, get } = window.atlas;
    const entries = get('atlas').entries;
    const ids = Object.keys(entries);
    const card = document.querySelector('#details');
    const shown = (id) => new Promise((done) => {
      const watch = new MutationObserver(() => {
        if (get('card')?.id !== id || !card.querySelector('h2')?.textContent.includes(entries[id].name)) return;
        watch.disconnect();
        done(performance.now());
      });
      watch.observe(card, { childList: true, subtree: true, characterData: true });
    });
    const rest = async () => {
      for (let frames = -1; frames !== probe.frames;) {
        frames = probe.frames;
        await new Promise((done) => setTimeout(done, 500));
      }
    };
    const times = [];
    for (const id of ids.filter((_, i) => i % Math.ceil(ids.length / count) === 0)) {
      await rest();
      const there = shown(id);
      const begin = performance.now();
      page.select(id, { fly: false });
      times.push([await there - begin, id]);
    }
    return times;
  };
})();
