import { browser, type PageElement, type Tags } from "./dom.ts";

type Child = PageElement | string;

/** An element with a class and children; texts become text nodes, never markup. */
export function element<T extends string>(
  tag: T,
  className = "",
  ...children: readonly Child[]
): T extends keyof Tags ? Tags[T] : PageElement {
  const made = browser().document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
}

/** Text that others wrote: isolated, so that its direction cannot reorder what stands around it. */
export function foreign(text: string, className = ""): PageElement {
  const made = element("bdi", className, text);
  made.setAttribute("dir", "auto");
  return made;
}

/** A button. */
export function button(className: string, label: string, act: () => void): PageElement {
  const made = element("button", className, label);
  made.setAttribute("type", "button");
  made.addEventListener("click", act);
  return made;
}
