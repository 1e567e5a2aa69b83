// Files for the page that matches. Drivers cannot type into such an input in every engine.

/** Chooses files as a person would: `[test id of the input, name, text or bytes]` for each. */
export const chooseFiles = (tab, files) =>
  tab.run((given) => {
    for (const [id, name, content] of given) {
      const transfer = new DataTransfer();
      transfer.items.add(new File([typeof content === "string" ? content : new Uint8Array(content)], name));
      const input = document.querySelector(`[data-testid="${id}"]`);
      input.files = transfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }, files.map(([id, name, content]) => [id, name, typeof content === "string" ? content : [...content]]));
