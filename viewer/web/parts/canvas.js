// The hands on the stage.

import { listen } from "./input.js";

/** Listens to hands on the element it stands on. */
export const hands = { mounted: listen };
