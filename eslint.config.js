// Faults a reader overlooks; how a line looks is left to whoever writes it.

import js from "@eslint/js";

const READ = "readonly";
const globals = (names) => Object.fromEntries(names.map((name) => [name, READ]));

const NODE = globals([
  "Blob", "CompressionStream", "Response", "TextEncoder", "URL", "URLSearchParams", "console", "performance", "process", "structuredClone",
]);
const WORKER = globals(["$kept", "Response", "URL", "caches", "fetch", "self"]); // $kept: what the export fills in
const PAGE = globals([
  "Blob", "CSS", "DecompressionStream", "Element", "HTMLElement", "HTMLScriptElement", "ImageData", "PointerEvent", "Response", "TextDecoder", "TextEncoder", "URL",
  "URLSearchParams", "WebAssembly", "WebSocket", "Worker", "atob", "cancelAnimationFrame", "clearInterval", "clearTimeout", "console", "document", "fetch", "getComputedStyle",
  "history", "localStorage", "location", "navigator", "performance", "queueMicrotask", "requestAnimationFrame", "sessionStorage", "setInterval", "setTimeout", "window",
]);
const PURE = ["viewer/web/search/**", "viewer/web/camera/frame.js", "viewer/web/*/types.js"];

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always"],
      "no-implicit-coercion": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  { files: ["viewer/web/**"], languageOptions: { globals: PAGE } },
  { files: ["viewer/web/decoder.js"], languageOptions: { globals: globals(["DracoDecoderModule", "self"]) } },
  // What is pure knows neither page nor node.
  { files: PURE, languageOptions: { globals: Object.fromEntries(Object.keys(PAGE).map((name) => [name, "off"])) } },
  { files: ["tests/web/**", "benchmarks/*.js"], languageOptions: { globals: NODE } },
  { files: ["viewer/export/templates/worker.js"], languageOptions: { globals: WORKER } },
  { files: ["viewer/export/templates/opening.js"], languageOptions: { globals: { ...PAGE, ...globals(["Event", "unpacked"]) } } },
  { ignores: ["benchmarks/web/**", "viewer/web/vendor/**", ".venv/**", "build/**", "dist/**"] },
];
