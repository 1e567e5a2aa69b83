// Before the app, where a case or a soak asks for it: app.js itself must not wait for anything.
import { watchHeld } from "./held.js";
import { layTraps } from "./traps.js";

if (stage.traps) globalThis.traps = layTraps();
if (stage.held) globalThis.held = watchHeld();
