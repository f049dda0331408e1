// Opens a 3D model for a test in Python, as a page with three.js would: what each mesh is called, says and measures, in metres.

import { readFileSync } from "node:fs";
import { Box3, Vector3 } from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

/** Six times the volume that a triangle has with the origin: positive where it faces away from it. */
function signed(place, corners) {
  const [a, b, c] = corners.map((corner) => new Vector3().fromBufferAttribute(place, corner));
  return a.dot(b.cross(c));
}

function volume({ index, attributes: { position } }) {
  let sum = 0;
  for (let i = 0; i < index.count; i += 3) sum += signed(position, [index.getX(i), index.getX(i + 1), index.getX(i + 2)]);
  return sum / 6;
}

const content = readFileSync(process.argv[2]);
const { scene, asset } = await new GLTFLoader().parseAsync(content.buffer.slice(content.byteOffset, content.byteOffset + content.length), "");
scene.updateMatrixWorld(true);
const meshes = {};
scene.traverse((found) => {
  if (!found.isMesh) return;
  const { min, max } = new Box3().setFromObject(found);
  const { name, userData: extras, geometry, material, parent } = found;
  meshes[extras.id] = { name, extras, within: parent.name, bounds: [min.toArray(), max.toArray()], volume: volume(geometry), colour: material.color.getHex() };
});
process.stdout.write(JSON.stringify({ asset, meshes }));
