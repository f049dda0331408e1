// The words of the quiz in the language of the page.

export { said } from "./en.js";
