// The least a page must do to draw the packs: fetch, decode in a worker, join the pieces, smooth the normals, show.
const { vtkActor, vtkMapper } = vtk.Rendering.Core;
const { vtkGenericRenderWindow } = vtk.Rendering.Misc;

// The atlas's own worker, which is Draco and a page of code.
const worker = new Worker('decoder.js');
const answers = new Map();
worker.onmessage = ({ data: { number, pieces, failed } }) => {
  if (failed) throw new Error(failed);
  answers.get(number)(pieces);
};
const asked = (number, question, moved) => new Promise((done) => {
  answers.set(number, done);
  worker.postMessage({ number, ...question }, moved);
});

const joined = (pieces) => {
  const total = (measure) => pieces.reduce((sum, piece) => sum + measure(piece), 0);
  const points = new Float32Array(total((piece) => piece.points.length));
  const light = new Uint8Array(points.length / 3).fill(255);
  const detail = pieces.some((piece) => piece.tissue) ? new Uint8Array(points.length) : null;
  const cells = new Uint32Array(total((piece) => (4 * piece.triangles.length) / 3));
  let at = 0;
  let next = 0;
  for (const { points: own, triangles, occlusion, tissue } of pieces) {
    points.set(own, 3 * at);
    for (let p = 0; tissue && p < own.length / 3; p += 1) detail.set(tissue.subarray(2 * p, 2 * p + 2), 3 * (at + p));
    if (occlusion) light.set(occlusion, at);
    for (let i = 0; i < triangles.length; i += 3) {
      cells[next] = 3;
      for (let k = 0; k < 3; k += 1) cells[next + 1 + k] = triangles[i + k] + at;
      next += 4;
    }
    at += own.length / 3;
  }
  const mesh = vtk.Common.DataModel.vtkPolyData.newInstance();
  mesh.getPoints().setData(points, 3);
  mesh.getPolys().setData(cells);
  mesh.getPointData().setNormals(
    vtk.Common.Core.vtkDataArray.newInstance({ name: 'Normals', numberOfComponents: 3, values: normals(cells, points) }),
  );
  return { mesh, light, detail };
};

const normals = (cells, p) => {
  const n = new Float32Array(p.length);
  for (let i = 0; i < cells.length; i += 4) {
    const [a, b, c] = [3 * cells[i + 1], 3 * cells[i + 2], 3 * cells[i + 3]];
    const ux = p[b] - p[a], uy = p[b + 1] - p[a + 1], uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a], vy = p[c + 1] - p[a + 1], vz = p[c + 2] - p[a + 2];
    const x = uy * vz - uz * vy, y = uz * vx - ux * vz, z = ux * vy - uy * vx;
    for (const corner of [a, b, c]) { n[corner] += x; n[corner + 1] += y; n[corner + 2] += z; }
  }
  for (let i = 0; i < n.length; i += 3) {
    const length = Math.hypot(n[i], n[i + 1], n[i + 2]) || 1;
    n[i] /= length; n[i + 1] /= length; n[i + 2] /= length;
  }
  return n;
};

// The atlas colours its points, darker where little light comes, and tells its shaders of tissues; so the bare page does too.
const coloured = ({ mesh, light, detail }, colour) => {
  const data = vtk.Common.DataModel.vtkPolyData.newInstance();
  data.shallowCopy(mesh);
  const values = new Uint8Array(3 * mesh.getPoints().getNumberOfPoints());
  for (let i = 0; i < values.length; i += 1) values[i] = (100 + 0.6 * light[(i / 3) | 0]) * colour[i % 3];
  data.getPointData().setScalars(
    vtk.Common.Core.vtkDataArray.newInstance({ name: 'Colours', numberOfComponents: 3, values }),
  );
  if (detail) data.getPointData().addArray(vtk.Common.Core.vtkDataArray.newInstance({ name: 'detail', numberOfComponents: 3, values: detail }));
  return data;
};

(async () => {
  const scene = await (await fetch('scene.json')).json();
  const container = document.getElementById('view');
  container.style.width = `${scene.width}px`;
  container.style.height = `${scene.height}px`;
  const view = vtkGenericRenderWindow.newInstance({ background: [1, 1, 1] });
  view.setContainer(container);
  view.resize();
  const renderer = view.getRenderer();
  const renderWindow = view.getRenderWindow();
  const fetched = async (url) => (await fetch(url)).arrayBuffer();
  const ready = fetched('decoder.wasm').then((wasm) => asked(0, { wasm }));
  const meshes = await Promise.all(scene.packs.map(async ({ url }, i) => {
    const pack = await fetched(url);
    await ready;
    return joined(await asked(i + 1, { pack }, [pack]));
  }));
  for (const { pack, property, translucent, shaders } of scene.actors) {
    const mapper = vtkMapper.newInstance();
    mapper.setInputData(coloured(meshes[pack], property.diffuseColor));
    mapper.getViewSpecificProperties().OpenGL = { ShaderReplacements: shaders };
    if (meshes[pack].detail) mapper.setCustomShaderAttributes(['detail']);
    const actor = vtkActor.newInstance();
    actor.setMapper(mapper);
    actor.getProperty().set(property);
    actor.setForceTranslucent(translucent);
    renderer.addActor(actor);
  }
  renderer.removeAllLights();
  renderer.setAutomaticLightCreation(false);
  for (const light of scene.lights) {
    const lamp = renderer.makeLight();
    lamp.set(light);
    renderer.addLight(lamp);
  }
  renderer.getActiveCamera().set(scene.camera);
  renderer.resetCameraClippingRange();
  renderWindow.render();
  window.bareView = { renderer, renderWindow };
})();
