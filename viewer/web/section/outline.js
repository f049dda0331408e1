// What outlines enclose.

/** @typedef {import("./types.js").Loop} Loop */

/** What a loop encloses, mm²: below zero where it goes around a hole. @param {Loop} loop */
export function loopArea(loop) {
  let twice = 0;
  for (let i = 0, j = loop.length - 2; i < loop.length; j = i, i += 2) twice += loop[j] * loop[i + 1] - loop[i] * loop[j + 1];
  return twice / 2;
}

/** The area of a section, mm². @param {readonly Loop[]} loops */
export const area = (loops) => loops.reduce((sum, loop) => sum + loopArea(loop), 0);

/** How often a loop goes around a place, counter-clockwise. @param {Loop} loop @param {number} x @param {number} y */
export function winding(loop, x, y) {
  let turns = 0;
  for (let i = 0, j = loop.length - 2; i < loop.length; j = i, i += 2) {
    const ay = loop[j + 1] - y, by = loop[i + 1] - y;
    if (ay <= 0 === by <= 0) continue;
    const side = (loop[j] - x) * by - (loop[i] - x) * ay;
    if (by > 0 && side > 0) turns += 1;
    else if (by <= 0 && side < 0) turns -= 1;
  }
  return turns;
}

/** Whether a place lies within a section. @param {readonly Loop[]} loops @param {number} x @param {number} y */
export const isWithin = (loops, x, y) => loops.reduce((sum, loop) => sum + winding(loop, x, y), 0) > 0;
