import { verifyQrText, type QrVerdict } from "../../qr/verify.ts";
import type { VerifiedTrustList } from "../../trust/trust-list.ts";
import { film } from "./camera.ts";
import { listLine, refusalCard, verdictCard } from "./card.ts";
import { browser, type PageElement } from "./dom.ts";
import { button, element } from "./element.ts";
import type { Names } from "./facts.ts";
import { readPicture } from "./reader.ts";
import { WORDS, type Language } from "./words.ts";

type Word = keyof typeof WORDS;
type Shown =
  | { readonly kind: "start" }
  | { readonly kind: "busy" }
  | { readonly kind: "note"; readonly word: Word }
  | { readonly kind: "verdict"; readonly verdict: QrVerdict }
  | { readonly kind: "refused"; readonly error: unknown };

/** The page: what it shows follows from its state, and is drawn anew when that changes. */
export class App {
  readonly #root: PageElement;
  readonly #list: VerifiedTrustList | null;
  readonly #names: Names;
  #language: Language;
  #shown: Shown = { kind: "start" };
  #filming = new AbortController();

  constructor(root: PageElement, list: VerifiedTrustList | null, names: Names) {
    this.#root = root;
    this.#list = list;
    this.#names = names;
    this.#language = browser().navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
  }

  draw(): void {
    const { document } = browser();
    document.documentElement.setAttribute("lang", this.#language === "zh" ? "zh-CN" : "en");
    document.title = this.#say("title");
    this.#root.replaceChildren(this.#head(), ...this.#body());
  }

  #say(word: Word): string {
    return WORDS[word][this.#language];
  }

  #head(): PageElement {
    const other = this.#language === "zh" ? "en" : "zh";
    const change = button("language", other === "zh" ? "中文" : "English", () => {
      this.#language = other;
      this.#filming.abort();
      this.draw();
    });
    const title = element(
      "div",
      "",
      element("strong", "", this.#say("title")),
      element("small", "", this.#say("subtitle")),
    );
    const head = element("header", "", element("div", "row", title, change));
    if (this.#list !== null) head.append(listLine(this.#list, Date.now(), this.#language));
    return head;
  }

  #body(): readonly PageElement[] {
    if (this.#list === null) return [element("p", "note FALSE", this.#say("noList"))];
    const shown = this.#shown;
    switch (shown.kind) {
      case "verdict":
        return [verdictCard(shown.verdict, this.#language, this.#names), ...this.#inputs(this.#list)];
      case "refused":
        return [refusalCard(shown.error, this.#language), ...this.#inputs(this.#list)];
      case "note":
        return [element("p", "note said", this.#say(shown.word)), ...this.#inputs(this.#list)];
      case "busy":
        return [element("p", "note", this.#say("busy"))];
      case "start":
        return this.#inputs(this.#list);
    }
  }

  #inputs(list: VerifiedTrustList): readonly PageElement[] {
    const file = element("input");
    for (const [name, value] of [["type", "file"], ["accept", "image/*"], ["class", "hidden"], ["id", "file"]] as const) {
      file.setAttribute(name, value);
    } // prettier-ignore
    file.addEventListener("change", () => {
      const picked = file.files?.[0];
      if (picked !== undefined) void this.#look(() => readPicture(picked), list);
    });
    const text = element("textarea");
    text.setAttribute("rows", "3");
    text.setAttribute("aria-label", this.#say("paste"));
    const typed = button("plain", this.#say("check"), () => void this.#judge(text.value.trim(), list));
    typed.setAttribute("id", "check");
    return [
      button("primary", this.#say("camera"), () => void this.#film(list)),
      button("secondary", this.#say("picture"), () => file.click()),
      file,
      element("details", "typed", element("summary", "", this.#say("paste")), text, typed),
    ];
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    this.draw();
    browser().scrollTo(0, 0);
  }

  async #look(read: () => Promise<string | null>, list: VerifiedTrustList): Promise<void> {
    this.#show({ kind: "busy" });
    try {
      const text = await read();
      if (text === null) this.#show({ kind: "note", word: "noCode" });
      else await this.#judge(text, list);
    } catch {
      this.#show({ kind: "note", word: "noPicture" });
    }
  }

  async #film(list: VerifiedTrustList): Promise<void> {
    const filming = (this.#filming = new AbortController());
    const video = element("video");
    const stop = button("secondary", this.#say("stop"), () => {
      filming.abort();
      this.#show({ kind: "start" });
    });
    const frame = element("div", "frame", video, element("span", "aim"));
    this.#root.replaceChildren(this.#head(), frame, element("p", "note", this.#say("aim")), stop);
    try {
      const text = await film(video, filming.signal);
      if (text !== null && !filming.signal.aborted) await this.#judge(text, list);
    } catch {
      if (!filming.signal.aborted) this.#show({ kind: "note", word: "noCamera" });
    }
  }

  async #judge(text: string, list: VerifiedTrustList): Promise<void> {
    try {
      const verdict = await verifyQrText(text, list, { now: new Date(Date.now()).toISOString() });
      this.#show({ kind: "verdict", verdict });
    } catch (error) {
      this.#show({ kind: "refused", error });
    }
  }
}
