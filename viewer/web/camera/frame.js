// The camera's geometry: where a pose looks from, what it sees where, and how it moves. Numbers in, numbers out.

/** @typedef {import("./types.js").Point} Point */
/** @typedef {import("./types.js").Pose} Pose */
/** @typedef {import("./types.js").Six} Six */
/** @typedef {import("./types.js").Size} Size */

const RAD = Math.PI / 180;
export const VIEW_ANGLE = 22; // degrees the picture is high
const HALF = Math.tan((VIEW_ANGLE * RAD) / 2); // half of what is seen high, over the distance
const STEEPEST = 84; // degrees up or down
const NEAREST = 40; // mm from what is looked at to the eye
const FARTHEST = 9000;
const BODY = 1400; // mm from what is looked at to the farthest thing drawn
const FAR_TURN = 50; // degrees after which nothing is cut away any more
const [SHORTEST, LONGEST] = [500, 1100]; // ms of a flight

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** @param {number} a @param {number} b @param {number} t */
const mix = (a, b, t) => a + (b - a) * t;

/** @param {Point} a @param {Point} b */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** A point moved along a direction. @param {Point} from @param {Point} direction @param {number} by @returns {Point} */
const moved = ([x, y, z], direction, by) => [x + direction[0] * by, y + direction[1] * by, z + direction[2] * by];

/** The shorter way round from one azimuth to another, degrees. @param {number} from @param {number} to */
export const turnBetween = (from, to) => ((((to - from) % 360) + 540) % 360) - 180;

/**
 * The directions of the picture: to the right, up, and from what is looked at to the eye.
 *
 * @param {Pick<Pose, "azimuth" | "elevation">} pose
 * @returns {import("./types.js").Frame}
 */
export function frameOf({ azimuth, elevation }) {
  const [a, e] = [azimuth * RAD, elevation * RAD];
  return {
    right: [Math.cos(a), Math.sin(a), 0],
    up: [-Math.sin(a) * Math.sin(e), Math.cos(a) * Math.sin(e), Math.cos(e)],
    back: [Math.sin(a) * Math.cos(e), -Math.cos(a) * Math.cos(e), Math.sin(e)],
  };
}

/** Where the eye is. @param {Pose} pose */
export const eyeOf = (pose) => moved(pose.focal, frameOf(pose).back, pose.distance);

/** From where on something is drawn, mm from the eye. @param {Pose} pose */
export const nearOf = ({ distance, cut }) => Math.max(distance - (cut ?? BODY), distance * 0.02, 5);

/** Up to where something is drawn: all of the body. @param {Pose} pose */
export const farOf = ({ distance }) => distance + BODY;

/**
 * Where a point of the body lies on the stage; null where it is cut away or behind the eye.
 *
 * @param {Pose} pose
 * @param {Size} size
 * @param {Point} point
 * @returns {import("./types.js").Place | null}
 */
export function project(pose, size, point) {
  const { height } = size;
  const { right, up, back } = frameOf(pose);
  const apart = moved(point, pose.focal, -1);
  const depth = pose.distance - dot(apart, back);
  if (depth <= nearOf(pose)) return null;
  const scale = height / 2 / HALF / depth;
  return { x: middleOf(size) + dot(apart, right) * scale, y: height / 2 - dot(apart, up) * scale };
}

/**
 * The ray of sight through a place of the stage. It begins where the picture does; its direction is 1 mm deep.
 *
 * @param {Pose} pose
 * @param {Size} size
 * @param {number} x
 * @param {number} y
 * @returns {import("./types.js").Ray}
 */
export function rayThrough(pose, size, x, y) {
  const { height } = size;
  const { right, up, back } = frameOf(pose);
  const pixel = HALF / (height / 2);
  const across = moved(moved([0, 0, 0], right, (x - middleOf(size)) * pixel), up, (height / 2 - y) * pixel);
  const direction = moved(across, back, -1);
  return { origin: moved(eyeOf(pose), direction, nearOf(pose)), direction };
}

/**
 * How far away something of this size, mm, fills the stage above its foot.
 *
 * @param {Size} size
 * @param {number} high
 * @param {number} wide
 */
export function fitDistance({ width, height, covered, top = 0, left = 0, right = 0, words = 0 }, high, wide) {
  const free = Math.max(0.5, 1 - (covered + top) / height);
  const across = Math.max(width - left - right - words, width / 3);
  return clamp(Math.max(high / free, (wide * height) / across) / 2 / HALF, NEAREST, FARTHEST);
}

/** Where on the stage what is looked at is drawn: in the middle of what nothing covers. @param {Size} size */
export const middleOf = ({ width, left = 0, right = 0, words = 0 }) => (left + width - right - words) / 2;

/** The same for vtk.js: how far that is from the middle of the window, as a share of its half. @param {Size} size */
export const centreOf = (size) => (size.width ? 1 - (2 * middleOf(size)) / size.width : 0);

/** A pose moved into the middle of what nothing covers between the foot of the stage and its top. @param {Pose} pose @param {Size} size @returns {Pose} */
export function raised(pose, { covered, top = 0, height }) {
  return { ...pose, focal: moved(pose.focal, frameOf(pose).up, ((top - covered) / (height || 1)) * pose.distance * HALF) };
}

/**
 * Turned as by a hand that drags the body. The cut stays until it was dragged far.
 *
 * @param {Pose} pose
 * @param {number} dx degrees
 * @param {number} dy
 * @param {number} sofar how far it was dragged sideways since it rested, degrees
 * @returns {Pose}
 */
export function turned(pose, dx, dy, sofar) {
  return {
    ...pose,
    azimuth: pose.azimuth - dx,
    elevation: clamp(pose.elevation + dy, -STEEPEST, STEEPEST),
    cut: Math.abs(sofar) < FAR_TURN ? pose.cut : null,
  };
}

/**
 * Moved as by a hand that drags the body by so many pixels.
 *
 * @param {Pose} pose
 * @param {Size} size
 * @param {number} dx
 * @param {number} dy
 * @returns {Pose}
 */
export function panned(pose, { height }, dx, dy) {
  const { right, up } = frameOf(pose);
  const pixel = (2 * pose.distance * HALF) / (height || 1);
  return { ...pose, focal: moved(moved(pose.focal, right, -dx * pixel), up, dy * pixel), cut: null };
}

/** Nearer by a factor; the cut stays. @param {Pose} pose @param {number} factor @returns {Pose} */
export const zoomed = (pose, factor) => ({ ...pose, distance: clamp(pose.distance / factor, NEAREST, FARTHEST) });

/** How long a flight takes, ms. @param {Pose} from @param {Pose} to */
export function flightTime(from, to) {
  const far = Math.hypot(...moved(to.focal, from.focal, -1));
  return clamp(SHORTEST + far * 0.5 + Math.abs(turnBetween(from.azimuth, to.azimuth)) * 2.5, SHORTEST, LONGEST);
}

/** Slow at both ends. @param {number} t */
const ease = (t) => (t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2);

/**
 * A pose on the way: it turns the shorter way round, and nothing is cut away before it has come.
 *
 * @param {Pose} from
 * @param {Pose} to
 * @param {number} share of the time, 0-1
 * @returns {Pose}
 */
export function between(from, to, share) {
  if (share >= 1) return { ...to };
  const t = ease(share);
  const [x, y, z] = from.focal.map((value, i) => mix(value, to.focal[i], t));
  return {
    azimuth: from.azimuth + turnBetween(from.azimuth, to.azimuth) * t,
    elevation: mix(from.elevation, to.elevation, t),
    distance: Math.exp(mix(Math.log(from.distance), Math.log(to.distance), t)),
    focal: [x, y, z],
    cut: null,
  };
}

/**
 * What is cut away before a thing where it is seen from its own side, and only there.
 *
 * @param {number} azimuth
 * @param {Pick<import("../edition/types.js").Entry, "facing" | "cut"> | undefined} thing
 */
export function cutFrom(azimuth, thing) {
  const { facing, cut = null } = thing ?? {};
  return facing && Math.abs(turnBetween(facing[0], azimuth)) < FAR_TURN ? cut : null;
}

/** A pose as an address holds it. @param {Pose} pose @returns {Six} */
export const sixOf = ({ azimuth, elevation, distance, focal }) => [azimuth, elevation, distance, ...focal];

/** @param {Six} six @param {number | null} cut @returns {Pose} */
export const poseOf = ([azimuth, elevation, distance, x, y, z], cut) => ({ azimuth, elevation, distance, focal: [x, y, z], cut });
