// What the page's state means for the picture: which entries are drawn, and which of them are meant by what is chosen.

import { meant } from "./appearance.js";
import { litZones, zoneVisible } from "./skin_zones.js";
import { entry, get } from "../state/store.js";

/** @typedef {import("./types.js").Choice} Choice */
/** @typedef {import("./types.js").Wanted} Wanted */

/** @type {Choice} */
export const NOTHING_CHOSEN = { selected: "", lit: new Set(), pressed: new Set(), claimed: new Set(), first: new Set(), also: new Set(), felt: new Set(), discs: { rings: new Set(), chosen: "", core: 1 }, site: false, covered: false };

/** @returns {Choice} */
export function choiceNow() {
  const { lit, claimed, paired, construction } = get("related");
  return {
    selected: get("select"),
    lit: new Set([...lit, ...get("walked"), ...get("served"), ...get("asked")]),
    pressed: new Set(Object.keys(get("cause")?.look.onward ?? {})),
    claimed: new Set(claimed),
    first: new Set([...paired.first, ...get("fits").first]),
    also: new Set([...paired.also, ...get("fits").also]),
    felt: new Set(construction?.felt),
    discs: { rings: new Set(construction ? regionsBut(get("select")) : [...paired.also, ...get("fits").also]), chosen: get("select"), core: construction?.core ?? 1 },
    site: entry(get("select"))?.kind === "site",
    covered: get("show").skin && get("opacity").skin >= 1,
  };
}

/** @param {string} id */
const regionsBut = (id) => Object.entries(get("atlas").entries).filter(([other, { kind }]) => kind === "region" && other !== id).map(([other]) => other);

/** @param {number} [amount] of the chosen cause @returns {Wanted} */
export function wantedNow(amount = get("amount")) {
  return {
    shown: get("show"),
    side: get("side"),
    hidden: new Set(get("hide")),
    isolated: new Set(get("only")),
    lit: new Set(litZones()),
    variant: get("variant"),
    replaced: new Set(get("atlas").variants.find(({ id }) => id && id === get("variant"))?.replaces),
    focus: focusNow(amount),
    hurting: new Set(get("way") === "hurts" || get("method") ? get("hurts") : []),
  };
}

/** What is drawn while a cause is looked at. @param {number} amount @returns {import("./types.js").Focus | null} */
function focusNow(amount) {
  const cause = get("cause");
  if (!cause) return null;
  const [appeared, healthy] = [cause.appearing, amount === 0];
  return {
    site: get("around") ? "" : cause.id,
    layers: new Set(get("around") ? [] : cause.look.layers),
    parts: new Set([...cause.look.parts, ...appeared.map(({ id }) => id)]),
    gone: new Set(healthy ? [] : appeared.map(({ instead_of: old }) => old)),
    absent: new Set(healthy ? appeared.map(({ id }) => id) : []),
  };
}

/**
 * Whether an entry is drawn: its layer, its side, what was hidden or isolated, and what is chosen.
 *
 * @param {string} id
 * @param {Wanted} wanted
 * @param {Choice} choice
 */
export function isVisible(id, { shown, side, hidden, isolated, lit, variant, replaced, focus, hurting }, { selected, first, also, felt }) {
  const known = entry(id);
  if (focus && (id === focus.site || focus.gone.has(id) || focus.absent.has(id))) return false;
  if (replaced.has(id) || (known.variant && known.variant !== variant)) return false;
  if (known.kind === "territory") return !focus && (id === selected || hurting.has(id));
  if (isolated.size) return meant(isolated, id, known.stands_for);
  if (meant(hidden, id, known.stands_for)) return false;
  if (focus && focus.layers.has(known.layer) && known.kind !== "line" && !focus.parts.has(id)) return false;
  if (id === selected || first.has(id) || also.has(id) || felt.has(id)) return true;
  if (side !== "both" && known.side !== side && known.side !== "midline") return false;
  if (known.variant) return true;
  return known.kind === "zone" ? zoneVisible(id, lit, shown.zones) : shown[known.layer];
}
