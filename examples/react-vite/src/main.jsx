import { clever } from "./clever.js"; // first: see there
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { CleverProvider } from "clever-wasm/react";
import { App } from "./App.jsx";

const goOn = ({ returnTo }) => history.replaceState(history.state, "", returnTo ?? "/");

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <CleverProvider client={clever} onRedirect={goOn}>
      <App />
    </CleverProvider>
  </StrictMode>,
);
