// The courses of nerves: fetched when a cut across one is asked for, or when one is followed.

import { jsonOnce } from "../source/source.js";
import { follow, get, set } from "../state/store.js";
import { note } from "./notices.js";
import { words } from "../words/words.js";

/** @typedef {Readonly<Record<string, import("../section/course.js").Course>>} Courses by nerve */

/** The courses on a body, and where walks along them go; throws where they do not come. @param {string} url @returns {Promise<import("../walk/types.js").Walks>} */
export const walksAt = (url) => jsonOnce(url);

/** The courses on a body; throws where they do not come. @param {string} url @returns {Promise<Courses>} */
export const coursesAt = async (url) => (await walksAt(url)).lines;

/** Where a cut across a nerve is asked for, the page knows the nerve's course. */
export function followCourses() {
  follow(["cut", "atlas"], async (cut, atlas) => {
    if (!cut.startsWith("nerve:")) return;
    if (get("courses").url === atlas.files.courses) return missing(cut);
    try {
      const lines = await coursesAt(atlas.files.courses);
      if (get("atlas") !== atlas) return;
      set("courses", { url: atlas.files.courses, lines });
      missing(get("cut"));
    } catch (error) {
      console.warn(`The courses of the nerves did not come: ${/** @type {Error} */ (error).message}`);
    }
  });
}

/** Says so where there is no such nerve here, and cuts nothing. @param {string} cut */
function missing(cut) {
  const [kind, nerve] = cut.split(":");
  if (kind !== "nerve" || get("courses").lines[nerve]) return;
  set("cut", "");
  note(words.cut.no_nerve);
}
