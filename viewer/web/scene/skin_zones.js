// Zones on the skin: the skin's own triangles, lifted off it a little, with colours that fade to nothing at the edge.

import { COLOURS, MARKS, rgb } from "./appearance.js";
import { entry, get } from "../state/store.js";

/** @typedef {import("./types.js").Box} Box */
/** @typedef {import("./types.js").PackedZone} PackedZone */
/** @typedef {import("./types.js").WithNormals} WithNormals */
/** @typedef {import("./types.js").ZoneMesh} ZoneMesh */
/** @typedef {{ stem: string, colour: string, name: string, short: string, ids: string[] }} LegendRow */

const LIFT = 0.5; // mm off the skin, so that it does not shine through
const SOLID = 0.86; // how opaque the middle of a zone is
const DIMMED = 0.3; // of the others, while one is lit
const VEILED = 0.6; // of a painful place: the nerve under it is seen
/** Of painful places, by their letters: told apart by lightness and pattern as well. */
const PAINFUL = [COLOURS.placeA, COLOURS.placeB, COLOURS.placeC, COLOURS.placeD, COLOURS.placeE, COLOURS.placeF];
const PATTERNS = [MARKS.lit, MARKS.claimed, MARKS.none];

/** Points and weights of each zone, as viewer/atlas/skin_zones.py packs them. @param {ArrayBuffer} buffer */
export function unpack(buffer) {
  const view = new DataView(buffer);
  /** @type {PackedZone[]} */
  const zones = [];
  let at = 4;
  for (let count = view.getUint32(0, true); count > 0; count -= 1) {
    const size = view.getUint32(at, true);
    const numbers = new Uint32Array(buffer, at + 4, size).slice();
    for (let i = 1; i < size; i += 1) numbers[i] += numbers[i - 1];
    const weights = new Uint8Array(buffer, at + 4 + 4 * size, size);
    zones.push({ numbers, weights });
    at += 4 + 4 * size + 4 * Math.ceil(size / 4);
  }
  return zones;
}

/** The patches of skin that zones cover, as a mesh in parts. @param {readonly PackedZone[]} zones @param {WithNormals} skin */
export function patches(zones, skin) {
  const made = zones.map((zone) => patch(zone, skin));
  const total = (/** @type {(one: ReturnType<typeof patch>) => number} */ measure) => made.reduce((sum, one) => sum + measure(one), 0);
  const count = total((one) => one.from.length);
  /** @type {ZoneMesh} */
  const mesh = {
    points: new Float32Array(3 * count),
    normals: new Float32Array(3 * count),
    weights: new Uint8Array(count),
    triangles: new Uint32Array(total((one) => one.corners.length)),
    parts: [],
  };
  let point = 0;
  let corner = 0;
  made.forEach(({ from, weights, corners }) => {
    const box = [Infinity, -Infinity, Infinity, -Infinity, Infinity, -Infinity];
    mesh.parts.push({ firstPoint: point, lastPoint: point + from.length, first: corner, last: corner + corners.length, box });
    corners.forEach((own, k) => (mesh.triangles[corner + k] = own + point));
    mesh.weights.set(weights, point);
    from.forEach((old, k) => lift(mesh, point + k, skin, old, box));
    point += from.length;
    corner += corners.length;
  });
  return mesh;
}

/** @param {ZoneMesh} mesh @param {number} to @param {WithNormals} skin @param {number} from @param {Box} box of its zone */
function lift(mesh, to, skin, from, box) {
  for (let axis = 0; axis < 3; axis += 1) {
    const normal = skin.normals[3 * from + axis];
    const value = skin.points[3 * from + axis] + LIFT * normal;
    mesh.normals[3 * to + axis] = normal;
    mesh.points[3 * to + axis] = value;
    box[2 * axis] = Math.min(box[2 * axis], value);
    box[2 * axis + 1] = Math.max(box[2 * axis + 1], value);
  }
}

/** The triangles with a corner in the zone: those that reach out of it fade to nothing. @param {PackedZone} zone @param {WithNormals} skin */
function patch({ numbers, weights }, { points, triangles }) {
  const inside = new Uint8Array(points.length / 3);
  numbers.forEach((number, i) => (inside[number] = weights[i]));
  const own = new Int32Array(points.length / 3).fill(-1);
  /** @type {number[]} */
  const from = [];
  /** @type {number[]} */
  const corners = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const three = [triangles[t], triangles[t + 1], triangles[t + 2]];
    if (!three.some((number) => inside[number])) continue;
    for (const number of three) {
      if (own[number] < 0) own[number] = from.push(number) - 1;
      corners.push(own[number]);
    }
  }
  return { from, weights: Uint8Array.from(from, (number) => inside[number]), corners };
}

/** The zones that light: those of what is chosen, in the division that is shown. A story says itself when it shows zones. */
export function litZones() {
  const { zones, served } = get("related");
  const isZone = entry(get("select"))?.kind === "zone";
  if (get("telling") && !get("show").zones && !isZone) return [];
  const wanted = [...zones, ...(get("show").zones ? served : [])];
  return wanted.filter((id) => get("atlas").zones[id]?.by === get("zones"));
}

/** Whether zones are on the picture at all, and with them what must be said of them. */
export const zonesSeen = () => Boolean(get("show").zones) || litZones().length > 0;

/** Whether a zone is drawn: it is lit, or the layer is on and shows its division. @param {string} id @param {ReadonlySet<string>} lit @param {boolean} shown */
export function zoneVisible(id, lit, shown) {
  return lit.has(id) || (shown && get("atlas").zones[id].by === get("zones"));
}

/** The colour and opacity (0-255) of a zone. @param {string} id @param {ReadonlySet<string>} lit @returns {number[]} */
export function zoneColour(id, lit) {
  if (!get("atlas").zones[id]) return [...PAINFUL[Math.max(0, get("hurts").indexOf(id)) % PAINFUL.length], Math.round(255 * VEILED)];
  const { colour } = get("atlas").zones[id];
  const strength = lit.size && !lit.has(id) ? DIMMED : 1;
  return [...rgb(colour), Math.round(255 * SOLID * strength)];
}

/** The pattern of a painful place: its neighbours in the list have others. @param {string} id */
export const painMark = (id) => (get("atlas").zones[id] ? MARKS.none : PATTERNS[Math.max(0, get("hurts").indexOf(id)) % PATTERNS.length]);

/** A name without what the legend says anyway. @param {string} name */
const short = (name) => {
  const rest = name.replace(/ dermatome$/, "").replace(/^Skin of the /, "");
  return rest[0].toUpperCase() + rest.slice(1);
};

/** The zones of the division that is shown, once for both sides, as the legend names them. @returns {LegendRow[]} */
export function legendRows() {
  /** @type {Map<string, LegendRow>} */
  const rows = new Map();
  for (const [id, zone] of Object.entries(get("atlas").zones)) {
    if (zone.by !== get("zones")) continue;
    const stem = id.slice(0, id.lastIndexOf("."));
    const { name } = entry(id);
    const row = rows.get(stem) ?? { stem, colour: zone.colour, name, short: short(name), ids: [] };
    row.ids.push(id);
    rows.set(stem, row);
  }
  return [...rows.values()];
}
