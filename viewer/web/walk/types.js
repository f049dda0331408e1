// The words of this room, for the type checker and for readers; nothing here runs.

/**
 * How nerves run, and where walks along them go: by nerve.
 *
 * @typedef {object} Walks
 * @property {Readonly<Record<string, readonly import("../section/types.js").Vector[]>>} lines
 * @property {Readonly<Record<string, readonly string[]>>} onward the nerves one may go on to; only those of walks are here
 * @property {Readonly<Record<string, readonly string[]>>} roots whose fibres it carries
 * @property {Readonly<Record<string, string>>} ends where a walk from a root goes to
 * @property {Readonly<Record<string, readonly WalkStop[]>>} stops in order
 */

/**
 * @typedef {object} WalkStop
 * @property {number} at mm from the beginning of its nerve
 * @property {number} azimuth degrees
 * @property {number} elevation
 * @property {number} height mm that are seen around it
 * @property {number} [cut] what lies more than so many mm before it is not drawn
 * @property {readonly string[]} sites the causes that press the nerve there
 */

/** @typedef {{ text: string, refs: readonly number[] }} Told */
/** @typedef {{ stops: readonly (Told & { place: string, title: string })[], skin: Told, moves: Told }} WalkedNerve */
/** @typedef {{ nerves: Readonly<Record<string, WalkedNerve>>, sources: readonly import("../edition/types.js").Source[] }} WalkWords by nerve without a side */

/** @typedef {WalkStop & { nerve: string, number: number, on: number }} Stop the so-manieth of its nerve; `on`: mm from the beginning of the walk */
/** @typedef {{ nerve: string, from: number, to: number }} Stretch of a walk, mm from its beginning */
/** @typedef {{ line: import("../section/course.js").Course, stretches: readonly Stretch[], stops: readonly Stop[] }} Path */
/** @typedef {{ point: import("../section/types.js").Vector, azimuth: number, elevation: number, height: number, cut: number | null }} Seen where one is, and from where it is looked at */

export {};
