// What scripts of others put on the window, as far as this page uses it, and what the server writes beside its modules.

interface Ref<Value> {
  value: Value;
}

interface VueApp {
  use(plugin: unknown): void;
  component(name: string, part: object): void;
  directive(name: string, hooks: object): void;
  mount(where: string | Element): void;
  config: { globalProperties: Record<string, unknown> };
}

interface Window {
  Vue: {
    createApp(root: object): VueApp;
    shallowReactive<Values extends object>(values: Values): Values;
    reactive<Values extends object>(values: Values): Values;
    computed<Value>(get: () => Value): Ref<Value>;
    computed<Value>(both: { get: () => Value; set: (value: Value) => void }): Ref<Value>;
    ref<Value>(value: Value): Ref<Value>;
    watch<Value>(source: Ref<Value>, callback: (value: Value) => void): void;
    watchEffect(callback: () => void): void;
    nextTick(callback: () => void): Promise<void>;
    inject(name: string): any; // what trame-vtk provides: objects of vtk.js
    provide(name: string, value: unknown): void;
    onMounted(callback: () => void): void;
    onBeforeUnmount(callback: () => void): void;
  };
  /** The decoder of `decoder.js`, where it runs on the page's own thread. */
  openDecoder(wasm: ArrayBuffer): Promise<(pack: ArrayBuffer) => import("./scene/types.js").Piece[]>;
  /** The components of trame-vtk, a plug-in of Vue. */
  vue_vtk: unknown;
  /** The page as a console, a test or a notebook finds it. */
  atlas: object;
}

/** Draco's decoder, in front of `decoder.js`. */
declare function DracoDecoderModule(options: { wasmBinary: ArrayBuffer }): Promise<any>;

declare module "*/template.js" {
  const template: string;
  export default template;
}
