// vtk.js's datasets, filled: the bundle hands out no constructors, so arrays are clones of one that is there.

/** @typedef {import("./types.js").Held} Held */
/** @typedef {import("./types.js").Vtk} Vtk */

/** An array of values, one row a point. @param {Vtk} data @param {string} name @param {Float32Array | Uint8Array} values @param {number} size of a row */
export function array(data, name, values, size) {
  const made = data.getPoints().newClone();
  made.setData(values, size);
  made.setName(name);
  return made;
}

/** Gives a dataset its points, mm, and their normals. @param {Held} held @param {{ points: Float32Array, normals: Float32Array }} mesh */
export function fill({ data, mapper }, { points, normals }) {
  data.getPoints().setData(points, 3);
  data.getPointData().setNormals(array(data, "Normals", normals, 3));
  mapper.setInputData(data);
}

/** Gives every point of a dataset some numbers, for the shaders. @param {Held} held @param {string} name @param {Float32Array | Uint8Array} values @param {number} size how many of a point */
export function attribute({ data, mapper }, name, values, size) {
  data.getPointData().removeArray(name);
  data.getPointData().addArray(array(data, name, values, size));
  mapper.setCustomShaderAttributes([...new Set([...mapper.getCustomShaderAttributes(), name])]);
}

/** Gives back what the graphics card holds of a mesh: vtk.js would leave it to chance. @param {Held} held @param {Vtk} drawing the window it is drawn in */
export function release({ mapper }, drawing) {
  const primitives = /** @type {Vtk[] | undefined} */ (drawing?.getViewNodeFor(mapper)?.getReferenceByName("primitives"));
  primitives?.forEach((one) => {
    one.getCABO().getColorBO()?.releaseGraphicsResources();
    one.releaseGraphicsResources(drawing);
  });
}
