// A press on the skin: where a ray from the eye meets it first.

import { nearest } from "../scene/pick.js";
import { scene } from "../scene/scene.js";

/** @typedef {import("./types.js").Point} Point */

/** @returns {import("../scene/group.js").Group | undefined} the skin, if it has come */
export const skinNow = () => [...scene.groups.values()].find(({ layer, mesh }) => layer === "skin" && mesh);

/** The place of the skin under a place of the stage, CSS pixels from its corner; null where there is none. @param {number} x @param {number} y @returns {Point | null} */
export function spotAt(x, y) {
  const skin = skinNow();
  const ray = scene.orbit.ray(x, y);
  if (!skin?.mesh) return scene.pick(x, y)?.point ?? null;
  const { mesh } = skin;
  const distance = Math.min(...mesh.parts.map((part) => nearest(ray, mesh, part, [0, Infinity])));
  if (!Number.isFinite(distance)) return null;
  return /** @type {Point} */ (ray.origin.map((value, axis) => Math.round(value + distance * ray.direction[axis])));
}

/** Which way the skin faces at some of its places: as its nearest point does. @param {readonly Point[]} places @returns {Point[]} */
export function facing(places) {
  const mesh = skinNow()?.mesh;
  const normals = mesh && "normals" in mesh ? /** @type {Float32Array | undefined} */ (mesh.normals) : undefined;
  if (!mesh || !normals) return places.map(() => [0, 0, 0]);
  const { points } = mesh;
  return places.map(([x, y, z]) => {
    let [best, at] = [Infinity, 0];
    for (let i = 0; i < points.length; i += 3) {
      const far = (points[i] - x) ** 2 + (points[i + 1] - y) ** 2 + (points[i + 2] - z) ** 2;
      if (far < best) [best, at] = [far, i];
    }
    return [normals[at], normals[at + 1], normals[at + 2]];
  });
}
