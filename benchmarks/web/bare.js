// The least a page must do to draw the packs: fetch, join the pieces, smooth the normals, show.
const { vtkActor, vtkMapper } = vtk.Rendering.Core;
const { vtkGenericRenderWindow } = vtk.Rendering.Misc;

const joined = (reader) => {
  const pieces = [];
  while (reader.getOutputData(pieces.length)) pieces.push(reader.getOutputData(pieces.length));
  const total = (measure) => pieces.reduce((sum, piece) => sum + measure(piece), 0);
  const points = new Float32Array(total((piece) => piece.getPoints().getData().length));
  const cells = (kind) => {
    const all = new Uint32Array(total((piece) => piece[kind]().getData().length));
    let at = 0;
    let shift = 0;
    for (const piece of pieces) {
      const data = piece[kind]().getData();
      for (let i = 0; i < data.length;) {
        const size = data[i];
        all[at] = size;
        for (let k = 1; k <= size; k += 1) all[at + k] = data[i + k] + shift;
        i += size + 1;
        at += size + 1;
      }
      shift += piece.getPoints().getNumberOfPoints();
    }
    return all;
  };
  let at = 0;
  for (const piece of pieces) {
    points.set(piece.getPoints().getData(), at);
    at += piece.getPoints().getData().length;
  }
  const mesh = vtk.Common.DataModel.vtkPolyData.newInstance();
  mesh.getPoints().setData(points, 3);
  mesh.getPolys().setData(cells('getPolys'));
  mesh.getStrips().setData(cells('getStrips'));
  mesh.getPointData().setNormals(
    vtk.Common.Core.vtkDataArray.newInstance({ name: 'Normals', numberOfComponents: 3, values: normals(mesh, points) }),
  );
  return mesh;
};

const normals = (mesh, p) => {
  const n = new Float32Array(p.length);
  const add = (a, b, c) => {
    const ux = p[b] - p[a], uy = p[b + 1] - p[a + 1], uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a], vy = p[c + 1] - p[a + 1], vz = p[c + 2] - p[a + 2];
    const x = uy * vz - uz * vy, y = uz * vx - ux * vz, z = ux * vy - uy * vx;
    for (const corner of [a, b, c]) { n[corner] += x; n[corner + 1] += y; n[corner + 2] += z; }
  };
  for (const cells of [mesh.getPolys().getData(), mesh.getStrips().getData()]) {
    for (let i = 0; i < cells.length; i += cells[i] + 1) {
      for (let k = 1; k + 2 <= cells[i]; k += 1) {
        const odd = (k - 1) % 2;
        add(3 * cells[i + k], 3 * cells[i + k + 1 + odd], 3 * cells[i + k + 2 - odd]);
      }
    }
  }
  for (let i = 0; i < n.length; i += 3) {
    const length = Math.hypot(n[i], n[i + 1], n[i + 2]) || 1;
    n[i] /= length; n[i + 1] /= length; n[i + 2] /= length;
  }
  return n;
};

// The atlas colours its points, so the bare page does too.
const coloured = (mesh, colour) => {
  const data = vtk.Common.DataModel.vtkPolyData.newInstance();
  data.shallowCopy(mesh);
  const values = new Uint8Array(3 * mesh.getPoints().getNumberOfPoints());
  for (let i = 0; i < values.length; i += 1) values[i] = 255 * colour[i % 3];
  data.getPointData().setScalars(
    vtk.Common.Core.vtkDataArray.newInstance({ name: 'Colours', numberOfComponents: 3, values }),
  );
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
  const meshes = await Promise.all(scene.packs.map(async ({ url }) => {
    const reader = vtk.IO.XML.vtkXMLPolyDataReader.newInstance();
    reader.parseAsArrayBuffer(await (await fetch(url)).arrayBuffer());
    return joined(reader);
  }));
  for (const { pack, property, translucent, shaders } of scene.actors) {
    const mapper = vtkMapper.newInstance();
    mapper.setInputData(coloured(meshes[pack], property.diffuseColor));
    mapper.getViewSpecificProperties().OpenGL = { ShaderReplacements: shaders };
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
