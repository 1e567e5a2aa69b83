// A file of its own: a strict Content-Security-Policy allows no script in the page.
import init from "./app.js";

await init();
