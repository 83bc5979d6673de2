import { element } from "./element.ts";

/** Opens the dialog that says why a customer's line is as it is. Escape closes it. */
export function openExplanation(customerId: string, sentences: readonly string[]): void {
  element("who", HTMLElement).textContent = customerId;
  element("why", HTMLElement).replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }),
  );
  element("explanation", HTMLDialogElement).showModal();
}
