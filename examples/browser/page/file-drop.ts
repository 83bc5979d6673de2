/** Files by drag and drop upon a place, or by a picker, which is also the way with a keyboard. */
export function takeFiles(place: HTMLElement, picker: HTMLInputElement, take: (file: File) => void): void {
  // Entering a child leaves its parent: how deep the pointer is tells whether it is still upon the place.
  let depth = 0;
  const mark = (): void => void place.classList.toggle("over", depth > 0);

  place.addEventListener("dragenter", (event) => {
    event.preventDefault();
    depth += 1;
    mark();
  });
  place.addEventListener("dragleave", () => {
    depth -= 1;
    mark();
  });
  // Beside the place, too: else the browser leaves the page and opens the file.
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    mark();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) take(file);
  });
  picker.addEventListener("change", () => {
    const file = picker.files?.[0];
    if (file !== undefined) take(file);
    // The same file may be chosen again, after it has been mended.
    picker.value = "";
  });
}
