import { byId } from "./element.js";

/** Copies the SDK's redacted report, or shows it selected where the clipboard is refused. */
export async function copyDiagnosis(clever) {
  const report = clever ? clever.diagnose() : { client: "could not be created", userAgent: navigator.userAgent };
  const text = JSON.stringify(report, null, 2);
  const [field, status] = [byId("diagnose-report"), byId("diagnose-status")];
  field.value = text;
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = "Copied. It holds no token and no name.";
  } catch {
    field.hidden = false;
    field.focus();
    field.select();
    status.textContent = "The clipboard is not available here; the report is below, selected.";
  }
}
