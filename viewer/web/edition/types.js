// What viewer/edition and viewer/cards write into the files of an edition, for the type checker and for readers; nothing
// here runs.

/** @typedef {[x: number, y: number, z: number]} Point of the body: LPS, mm; or a direction in it */
/** @typedef {"left" | "right"} Side the patient's */
/** @typedef {"dermatome" | "nerve"} Zoning how the skin is divided */
/** @typedef {"patient" | "student" | "clinician"} Voice */

/**
 * The first file of an edition: all a page knows of a body before any words come.
 *
 * @typedef {object} Atlas
 * @property {string} body
 * @property {string} title
 * @property {number} stature mm
 * @property {number[]} bounds of the skin, mm
 * @property {readonly BodyLink[]} bodies
 * @property {string} home the body that an address without one means
 * @property {Files} files
 * @property {readonly Layer[]} layers
 * @property {readonly Preset[]} presets
 * @property {Readonly<Record<string, Readonly<Record<Side, View>>>>} views by name
 * @property {readonly Variant[]} variants
 * @property {Readonly<Record<string, Zone>>} zones by entry
 * @property {readonly Pack[]} packs
 * @property {Readonly<Record<string, Change>>} changes the causes that are drawn, by entry
 * @property {Readonly<Record<string, Entry>>} entries by id
 * @property {readonly ListGroup[]} outline
 * @property {readonly StoryLink[]} stories
 * @property {readonly { id: string, title: string, count: number }[]} quizzes that somebody wrote
 * @property {Readonly<Record<string, Point>>} first where the sentences of the first visit point to, by entry
 * @property {Readonly<Record<string, string>>} ways the entry that a way in begins with, where it begins with one
 * @property {readonly { title: string, attribution: string, licence: string }[]} credits
 * @property {import("../search/names.js").SearchWords} [search] of a preview, which has no file of them
 */

/** @typedef {{ id: string, title: string, start: string }} BodyLink with the address of its first file */
/** @typedef {{ relations: string, search: string, courses: string, formats: string, words: Readonly<Record<Voice, string>> }} Files their addresses */

/**
 * Something one can point at, or read about.
 *
 * @typedef {object} Entry
 * @property {string} name
 * @property {string} detail
 * @property {string} side
 * @property {string} kind
 * @property {string} layer empty where nothing of its own is drawn
 * @property {Point} centre
 * @property {number} reach how far it extends from there, mm
 * @property {[azimuth: number, elevation: number]} [facing] where it is best seen from, degrees
 * @property {number} [cut] what lies more than so many mm before it is not drawn when it is flown to
 * @property {string} [variant] it is drawn with
 * @property {readonly string[]} [stands_for] what it takes the place of there
 */

/** @typedef {{ id: string, name: string, shown: boolean, opacity: number }} Layer */

/**
 * A draw group: its entries are the parts of one mesh, in order.
 *
 * @typedef {object} Pack
 * @property {string} group
 * @property {string} layer
 * @property {string} variant it is shown with, or empty
 * @property {string} url
 * @property {readonly string[]} ids
 * @property {number} size bytes to fetch, about
 */

/**
 * A named view of one side, before it is fitted to a window.
 *
 * @typedef {object} View
 * @property {string} id
 * @property {string} name
 * @property {Point} focal
 * @property {number} azimuth
 * @property {number} elevation
 * @property {number} height what must fit, mm
 * @property {number} width
 * @property {number | null} cut
 */

/**
 * A ready-made look.
 *
 * @typedef {object} Preset
 * @property {string} id
 * @property {string} name
 * @property {readonly string[]} shown layers
 * @property {number} skin how opaque it is
 * @property {number} bones
 * @property {readonly string[]} hidden entries
 * @property {string} view or empty
 */

/** @typedef {{ url: string, look: CauseLook, picture?: string }} Change where a cause's file is, how the cause is looked at, and where its small picture is */

/**
 * How a cause is looked at.
 *
 * @typedef {object} CauseLook
 * @property {string} place where its space is measured, in words
 * @property {Point} focal
 * @property {number} azimuth
 * @property {number} elevation
 * @property {number} height what must fit, mm
 * @property {readonly string[]} layers of which only `parts` are drawn
 * @property {readonly string[]} parts
 * @property {{ origin: Point, normal: Point, shift: Readonly<Record<string, number>> } | null} cut
 * @property {readonly string[] | null} ends what the ends of its slider are called, null for healthy and affected
 * @property {Readonly<Record<string, readonly [Point, Point]>>} [onward] of what is pressed: where its lit path begins, and which way it leads
 */

/** @typedef {{ by: Zoning, colour: string, nerves: readonly string[] }} Zone */
/** @typedef {{ id: string, entry: string, title: string, of: string, share: string, replaces: readonly string[] }} Variant without an id: what is usual */
/** @typedef {{ title: string, over: string, way: string, opened: boolean, rows: readonly Row[] }} ListGroup of the list of everything and of a way in; `over` is the heading above several */
/** @typedef {{ key: string, name: string, detail: string, kind: string, ids: readonly string[] }} Row a thing and its other side */
/** @typedef {{ id: string, title: string, steps: readonly (StepValues | { address: string })[] }} StoryLink */
/** @typedef {Readonly<Record<string, any>> & { select: string, view: string, camera?: [number, number, number, number, number, number] | null, address?: string }} StepValues the fields a step settles; `address`: in whose words they were told */

/**
 * What is drawn with an entry.
 *
 * @typedef {object} Relations
 * @property {readonly string[]} lit
 * @property {readonly string[]} claimed by the Balance Method
 * @property {{ first: readonly string[], also: readonly string[] }} paired regions, by choice
 * @property {readonly string[]} zones that light with it
 * @property {readonly string[]} served zones that do so while zones are shown
 * @property {readonly Tag[]} tags
 * @property {readonly CloseUp[]} close_ups
 * @property {Construction | null} construction of a region
 * @property {import("../pain/types.js").Reached | null} reached of a painful place
 * @property {Needle | null} needle of a region
 */

/** @typedef {{ right: Point, up: Point, depth: [number, number], cun: [number, number], met: readonly { id: string, depth: number, aside: number }[], bone: number | null }} Needle its plane, `up` out of the skin; mm */

/**
 * How a region is found on the body.
 *
 * @typedef {object} Construction
 * @property {readonly ConstructionStep[]} steps in the order of its card's
 * @property {readonly string[]} felt entries the finger feels
 * @property {number} ring mm around its middle within which any place is as good
 * @property {number} core how much of that is sure, 0-1
 * @property {Point} normal away from the skin in its middle
 * @property {{ at: Point, ring: number } | null} fingers where it lies if its cun are counted by fingers; mm
 */

/**
 * @typedef {object} ConstructionStep
 * @property {"find" | "then" | "count" | "end"} does
 * @property {readonly Point[]} at its marks, on the skin
 * @property {readonly Point[]} [line] along the skin: what is counted along, or lies between marks
 * @property {number} [cun] how many are counted, one place of the line for each half of one and for the end
 * @property {number} [share] how far along the line the region lies
 */

/** @typedef {{ ids: readonly string[], text: string, mark: string }} Tag */
/** @typedef {{ view: string, side: Side, name: string }} CloseUp */

/**
 * The words of an entry in one voice.
 *
 * @typedef {object} Card
 * @property {string} id
 * @property {string} kind
 * @property {Voice} [voice] in whose words, on the page
 * @property {string} what its kind in words
 * @property {"follow" | "hurts" | "presses" | "points" | ""} ways the way in it belongs to, or empty
 * @property {string} title
 * @property {string} detail
 * @property {string} side "Left", "Right" or empty
 * @property {string | null} other the same on the other side
 * @property {readonly { mark: string, text: string }[]} legend of what is lit
 * @property {readonly Line[]} frame of a cause, beside its picture: how common it is without pain, and what usually comes next
 * @property {Line | null} lead what is said before anything is opened: at most 60 words
 * @property {Onward | null} next
 * @property {readonly { title: string, text: string, marks: readonly { name: string, note: string }[] }[]} [steps] to a region
 * @property {Line & { certainty: string }} [sure] how exactly a region is known
 * @property {readonly Section[]} sections each is opened by its title
 * @property {Line | null} care when to be seen: at most 30 words, always in sight
 * @property {readonly Source[]} sources
 */

/**
 * The one thing worth doing next. `to` is an entry to `select`, `fly` to or `isolate`, one of the four ways (`way`), a page
 * to `open`, a view and its side (`close_up`: "wrist.left") or a `story`.
 *
 * @typedef {object} Onward
 * @property {string} label
 * @property {"select" | "way" | "open" | "fly" | "close_up" | "isolate" | "story"} do
 * @property {string} to
 */

/**
 * @typedef {object} Section
 * @property {string} key
 * @property {string} title
 * @property {string} tone "care", "method" or empty
 * @property {boolean} folded its items open one by one
 * @property {readonly Line[]} text
 * @property {readonly string[]} bullets
 * @property {readonly Item[]} items
 * @property {readonly Link[]} links
 * @property {readonly string[]} pages
 * @property {readonly string[]} bodies to go to
 */

/** @typedef {{ id: string, waiting: true, failed: boolean }} WaitingCard until its words come */
/** @typedef {{ text: string, refs: readonly number[], term?: string, standing?: string }} Line */
/** @typedef {{ id: string, name: string }} Link */
/** @typedef {{ term: string, text: string, refs: readonly number[], lines: readonly Line[], links: readonly Link[], mark: string }} Item */

/** @typedef {{ title: string, id: string, badge: string, text: readonly Line[], items: readonly Item[], columns: readonly Line[] }} LongBlock */
/** @typedef {{ key: string, title: string, blocks?: readonly LongBlock[] }} LongPart */
/** @typedef {{ id: string, voice: Voice, title: string, parts: readonly LongPart[], sources: readonly Source[] }} LongPage a dialog's text */
/** @typedef {{ number: number, text: string, read: string, url: string }} Source */

/** @typedef {{ id: string, title: string, about: Line, steps: readonly StoryStep[], sources: readonly Source[] }} Story */
/** @typedef {Line & { title: string, own?: boolean, pins?: readonly import("../kept/types.js").Pin[] }} StoryStep `own`: in words of whoever made the story */

/** @typedef {{ lines: readonly (Line & { urgency: string })[], sources: readonly Source[] }} RedFlags */

/**
 * What is said of a preview.
 *
 * @typedef {object} PreviewNote
 * @property {readonly string[]} names of the files
 * @property {string} held how much they hold, in words
 * @property {readonly string[]} warnings
 * @property {readonly string[]} ids of what is new
 * @property {string} first what is shown of it first, or empty
 * @property {readonly string[]} stories
 * @property {readonly string[]} quizzes
 */

/** @typedef {Partial<Atlas> & { entries: Readonly<Record<string, Entry>>, preview: PreviewNote }} Added what the first file has beyond the one everybody has */

export {};
