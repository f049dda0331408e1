// Unpacks the page's own scripts, which stand beside it, and starts them. Modules import each other by names that this map
// alone knows, and it has to be there before the first of them.

async function start() {
  const packed = document.querySelector('script[data-file="scripts"]').textContent;
  const { vue, modules } = await new Response(await unpacked(packed)).json();
  const address = (code) => `data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`;
  const imports = Object.fromEntries(Object.entries(modules).map(([name, code]) => [name, address(code)]));
  const script = (text, type) => document.head.append(Object.assign(document.createElement("script"), { type, textContent: text }));
  script(vue, "text/javascript");
  script(JSON.stringify({ imports }), "importmap");
  script('import "atlas/start.js";', "module");
}

const own = document.currentScript;
start().catch((error) => {
  console.warn(`The page could not open: ${error.message}`);
  own.dispatchEvent(new Event("error")); // watch.js tells of a script that did not come
});
