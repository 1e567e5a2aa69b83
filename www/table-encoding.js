/**
 * How a table is written: UTF-16 has a mark, UTF-8 has rules. What breaks them is what spreadsheets write on Windows.
 * @param {File} file
 */
export async function encodingOf(file) {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return decoder.decode(), "utf-8";
      decoder.decode(value, { stream: true });
    }
  } catch (error) {
    if (error instanceof TypeError) return "windows-1252";
    throw error;
  } finally {
    reader.cancel().catch(() => {});
  }
}
