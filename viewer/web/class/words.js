// The words of a class in the language of the page.

export { said } from "./en.js";
