// The words of the interface in the language of the page.

export { words } from "./en.js";
