import { clever } from "./clever.js"; // first: see there
import { createApp } from "vue";
import { createCleverPlugin } from "clever-wasm/vue";
import App from "./App.vue";

const goOn = ({ returnTo }) => history.replaceState(history.state, "", returnTo ?? "/");

createApp(App).use(createCleverPlugin(clever, { onRedirect: goOn })).mount("#app");
