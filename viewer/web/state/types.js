// The words of this room, for the type checker and for readers; nothing here runs.

/** @import * as Edition from "../edition/types.js" */

/**
 * What an address may name on the page it opens.
 *
 * @typedef {object} Known
 * @property {Names} bodies
 * @property {Names} entries
 * @property {Names} drawn the entries that can be hidden, or shown alone
 * @property {Names} views
 * @property {Names} variants
 * @property {ReadonlyMap<string, number>} stories how many steps each has
 * @property {readonly Layer[]} layers in the atlas's order
 * @property {string} home the body of an address that names none
 */

/** @typedef {Pick<ReadonlySet<string>, "has" | "keys">} Names a Set, or a Map by name */

/** @typedef {{ id: string, shown: boolean, opacity: number }} Layer as it is when the page opens */

/**
 * One row of the table.
 *
 * @typedef {object} Field
 * @property {string} key its name in the page's state, in the address and in every other place
 * @property {KindName} kind how it is read and written
 * @property {string | boolean | number | readonly string[] | null} default null: as the body has it, or nothing
 * @property {"own" | "step"} story while a story is told: kept and named in the address, or settled by its step
 * @property {readonly string[]} [stepKeys] by which a step's record sets it, where that is not its own key
 * @property {boolean} undo whether a step back brings it back
 * @property {boolean} history whether the browser's Back and Forward bring it back
 * @property {boolean} reset whether a reset returns it to its default
 * @property {readonly Part[]} redraws what its change draws anew
 * @property {"always" | "changed" | "never"} whole when the whole address, for somebody else, names it
 * @property {readonly string[]} [values] of a choice
 * @property {"bodies" | "entries" | "drawn" | "views" | "variants" | "stories"} [of] what its names are names of
 * @property {boolean} [anyCase] whether capitals make no difference
 * @property {number} [least] of a number
 * @property {number} [most] of a number
 * @property {number} [digits] of a number, after the point
 * @property {string} [pattern] of a text, all of it
 */

/** @typedef {"scene" | "zones" | "camera"} Part */

/**
 * @typedef {"choice" | "id" | "ids" | "view" | "layers" | "percents" | "camera" | "flag" | "number" | "text" | "step"} KindName
 */

/** @typedef {Record<string, any>} Values by key */

/** @typedef {{ value?: any, notice?: string }} Reading no value: the default stays */

/**
 * How the fields of one kind are read and written.
 *
 * @typedef {object} Kind
 * @property {(field: Field, known: Known) => any} start the value where the address does not name the field
 * @property {(text: string, field: Field, known: Known, before: Values) => Reading} read
 *   `before` holds the values of the fields above it
 * @property {(value: any, field: Field, known: Known, before: Values) => any} fit
 *   what of a value, wherever it comes from, there is on this page
 * @property {(value: any, field: Field, known: Known) => string | null} write null: nothing can be written
 */

/**
 * All a page knows: the fields, what follows from them, and what is under way.
 *
 * @typedef {object} State
 * @property {string} body
 * @property {string} story
 * @property {number} step
 * @property {string} select
 * @property {Readonly<Record<string, boolean>>} show by layer
 * @property {Readonly<Record<string, number>>} opacity by layer
 * @property {string} view
 * @property {number[] | null} camera only until the page is open: after that the camera itself knows
 * @property {"both" | Edition.Side} side
 * @property {string} variant
 * @property {string} cut what is cut away: `axial:1000`, `nerve:sciatic.left:120`, `none`, or as the chosen cause has it
 * @property {Edition.Zoning} zones
 * @property {boolean} beside whether the healthy picture stands beside the cause's
 * @property {number} amount how far the chosen cause is from healthy, 0-100
 * @property {Edition.Voice} voice
 * @property {readonly string[]} hide
 * @property {readonly string[]} only
 * @property {string} theme
 * @property {string} open
 * @property {boolean} embed
 * @property {string} class the code of the class this page takes part in
 * @property {boolean} present whether the page is shown to a room
 * @property {boolean} blank whether its screen is dark meanwhile
 * @property {string} quiz by its name: a topic and a seed, `points.7`, with a kind or without; somebody's own, `own.roots`; or `choose`
 * @property {number} question of it, counted from 1; 0: the first
 * @property {Readonly<Record<string, readonly (import("../quiz/types.js").Answer | undefined)[]>>} answered of quizzes, by their names
 * @property {import("../quiz/types.js").Asking | null} asking the quiz that is on, once it has come
 * @property {readonly string[]} asked what a question marks on the body
 * @property {Edition.Atlas} atlas
 * @property {readonly string[]} notices
 * @property {Edition.Card | Edition.WaitingCard | null} card
 * @property {Edition.Relations} related to what is chosen
 * @property {Edition.RedFlags} red_flags
 * @property {Readonly<Partial<Record<Edition.Zoning, string>>>} caveats
 * @property {Readonly<Record<string, Edition.LongPage | { failed: true }>>} pages
 * @property {Telling | null} telling the story that is told
 * @property {readonly import("../kept/types.js").KeptView[]} kept the views that were kept for a story of one's own
 * @property {string} keptTitle of that story
 * @property {{ views: readonly import("../kept/types.js").KeptView[], title: string } | null} keptBefore it before something of it was removed
 * @property {number} keptShown the view of them that is looked at, by its key
 * @property {number} pinning the view that the next press on the body sets a pin of
 * @property {readonly import("../kept/types.js").Pin[]} pins own words that stand on the body
 * @property {Edition.PreviewNote | null} preview
 * @property {import("../parts/cause.js").Drawn | null} cause the chosen cause as it is drawn, once its file has come
 * @property {{ url: string, lines: import("../parts/courses.js").Courses }} courses of the nerves, once a cut across one asked for them
 * @property {readonly string[]} hurts the painful places, in the order of their letters
 * @property {import("../pain/types.js").Answer} pained what they have in common
 * @property {readonly string[]} served the nerves that serve most of them
 * @property {"point" | "paint" | "erase"} brush what a hand on the body does where one shows what hurts
 * @property {boolean} painAll whether all causes of the painful places are listed
 * @property {string} method the format of the Balance Method that is laid on the body, and the side of the pain: `image.left`
 * @property {number} system of the method that is looked at, by its number; 0: none
 * @property {Laying | null} laying the same, once it is known how it lies
 * @property {Edition.LongPage | null} methodTold what is written about the method
 * @property {{ first: readonly string[], also: readonly string[] }} fits the regions that the system pairs with the pain
 * @property {readonly string[]} walk the root a walk along the nerve begins at, and the nerve it goes to
 * @property {number} along how far it has come, in stops from the first one
 * @property {import("../walk/types.js").Path | null} walking the way it goes, once it is known
 * @property {readonly string[]} walked the nerves it has come by
 * @property {import("../walk/types.js").WalkWords | null} walkTold what is told on the way
 * @property {import("../parts/gauge.js").Gauge | null} gauge the section at the cause's level
 * @property {import("../parts/needle.js").Needle | null} needle the section along a needle at the chosen region
 * @property {boolean} around whether all of the body is drawn around a cause
 * @property {boolean} speaking whether what is read is spoken
 * @property {boolean} playing whether the amount is played, or a walk
 * @property {boolean} narrow whether the sheet lies under the body, and holds what would stand on it
 * @property {"low" | "half" | "full"} sheet how high the sheet stands where it lies under the body
 * @property {string} way the list that stands beside the body; `start`: the first visit, `free`: none
 * @property {boolean} labels whether things are named at the margins
 * @property {boolean} names whether anything is named in the picture
 * @property {string} seen what the picture shows, in words
 * @property {{ from: import("../edition/types.js").Point | null, to: import("../edition/types.js").Point | null, distance?: string } | null} measuring a distance between two places
 * @property {number} stepLit the step on the way to a region that is looked at, or -1
 * @property {boolean} sure whether it is drawn how exactly a region is known
 * @property {string} query what is typed into the search box
 * @property {readonly import("../search/rank.js").Hit[]} results
 * @property {string} found what is said of the results
 * @property {number} active the result that Enter chooses, or -1
 * @property {import("../scene/types.js").Loading} loading
 * @property {number} undoable steps
 * @property {boolean} webgl
 * @property {number} drawing how often a drawing was begun; vtk.js has come with the first
 * @property {"" | "lost"} context lost: the browser has taken the drawing away
 * @property {readonly string[]} fetched layers
 * @property {boolean} copied
 * @property {{ to: string, failed: string }} going to another body
 * @property {readonly string[] | null} troubles with files
 * @property {string} sending
 * @property {boolean} dragging
 * @property {boolean} forgotten
 * @property {boolean} canPreview
 * @property {boolean} newer whether the server has another atlas than this page
 */

/** @typedef {{ id: string, side: string, limb: string, format: import("../laid/types.js").Format, all: import("../laid/types.js").Formats }} Laying `side` of the pain, `limb` the side it is laid on */
/** @typedef {Omit<Edition.Story, "steps"> & { steps: readonly (Edition.StoryStep & { look: Edition.StepValues })[] }} Telling */

export {};
