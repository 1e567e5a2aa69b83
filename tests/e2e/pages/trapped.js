// Before the app, where a case asks for it: app.js itself must not wait for anything.
import { layTraps } from "./traps.js";

if (stage.traps) globalThis.traps = layTraps();
