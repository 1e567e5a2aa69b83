// Files for the page that matches. Drivers cannot type into such an input in every engine.

/** Chooses files as a person would: `[test id of the input, name, text]` for each. */
export const chooseFiles = (tab, files) =>
  tab.run((given) => {
    for (const [id, name, text] of given) {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name));
      const input = document.querySelector(`[data-testid="${id}"]`);
      input.files = transfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }, files);
