/** What a bundler's file loader makes of the wasm or of a bundle: its URL. */
declare const url: string;
export default url;
