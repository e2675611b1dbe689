import { createHash } from "node:crypto";
import { encodeBase64, type Text } from "@openlading/core";
import { stripControls, type Lang } from "../text.ts";
import type { Line } from "./line.ts";
import type { Judged } from "./proofs.ts";

/** A picture of a page that the demo leaves. */
export interface Picture {
  readonly caption: Text;
  /** The file it is of, from the demo's folder. */
  readonly file: string;
  readonly png: Uint8Array;
}

export interface PageParts {
  readonly title: Text;
  readonly lines: readonly Line[];
  readonly judged: readonly Judged[];
  readonly pictures: readonly Picture[];
  readonly nextSteps: readonly { readonly who: Text; readonly command: string }[];
  readonly lang: Lang;
}

const NOTE: Text = {
  en: "Fictional shipment. The ledger's clock is simulated: it starts at the real time of the run and is moved on by seconds between steps. Each line with a place was read back from a committed entry; names and container numbers come from the parties' own stores, the ledger holds digests only. The marked lines are answers: refusals, holds, verdicts.",
  zh: "货运为虚构。账本时钟为模拟时钟：从运行时的真实时间开始，每步推进数秒。带有位置的每一行都读自已入账的条目；名称与箱号来自各主体自己的存储，账本中只有摘要。加标记的行为答复：拒绝、不放行与裁断。",
};
const VERDICTS: Text = { en: "Judged without the ledger", zh: "脱离账本的裁断" };
const PICTURES: Text = { en: "What was printed", zh: "打印所得" };
const NEXT: Text = { en: "Run this next, on your own file", zh: "接下来，用您自己的文件试试" };

const STYLE = `
:root{color-scheme:light dark;--ink:#14213d;--dim:#5c677d;--line:#d9dee7;--bad:#b42318;--hold:#b25e09;--good:#1a7f4b;--paper:#fdfdfb}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf3;--dim:#9aa5b8;--line:#2c3547;--bad:#ff8a7a;--hold:#f5b461;--good:#6fd39c;--paper:#10151f}}
*{box-sizing:border-box}body{margin:0 auto;max-width:54rem;padding:1.2rem;font:16px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:var(--ink);background:var(--paper)}
.pick{position:absolute;opacity:0}label{display:inline-block;padding:.2rem .7rem;border:1px solid var(--line);border-radius:1rem;cursor:pointer;margin-right:.3rem}
#en:checked~nav label[for=en],#zh:checked~nav label[for=zh]{background:var(--ink);color:var(--paper)}
.pick:focus-visible~nav{outline:2px solid var(--dim)}
#en:checked~main [lang=zh],#zh:checked~main [lang=en]{display:none}
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.05rem;margin:1.8rem 0 .4rem}ol{list-style:none;margin:0;padding:0}
li{display:grid;grid-template-columns:5.2rem 10rem 1fr;gap:.1rem .8rem;padding:.45rem 0;border-top:1px solid var(--line)}
time,.where,.note,small{color:var(--dim);font-size:.85rem}.where{font-family:ui-monospace,monospace;grid-column:3}.who{font-weight:600}
.refusal .what,.bad{color:var(--bad)}.hold .what{color:var(--hold)}.verdict .what,.good{color:var(--good)}.refusal,.hold{border-left:3px solid currentColor;padding-left:.6rem}
.refusal{border-left-color:var(--bad)}.hold{border-left-color:var(--hold)}.more{grid-column:3;font-size:.88rem;color:var(--dim)}
code{font:.85rem/1.6 ui-monospace,monospace;overflow-wrap:anywhere}li>code{grid-column:2/-1}
.pictures{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;flex:1 1 14rem;max-width:20rem}img{width:100%;border:1px solid var(--line);background:#fff}figcaption{font-size:.85rem;color:var(--dim)}
@media(max-width:38rem){li{grid-template-columns:1fr}.where,.more,li>code{grid-column:1}}
`.trim();

/** The timeline as one page: nothing is loaded, nothing runs; the languages are switched by style alone. */
export function formatPage({ title, lines, judged, pictures, nextSteps, lang }: PageParts): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const checked = (name: Lang): string => (name === lang ? " checked" : "");
  return `<!doctype html>
<html lang="${lang === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escape(title[lang])}</title>
<style>${STYLE}</style>
</head>
<body>
<input class="pick" type="radio" name="lang" id="en"${checked("en")}><input class="pick" type="radio" name="lang" id="zh"${checked("zh")}>
<nav><label for="en">English</label><label for="zh">中文</label></nav>
<main>
<h1>${spans(title)}</h1>
<p class="note">${spans(NOTE)}</p>
${chaptersOf(lines)}
${picturesOf(pictures)}
<h2>${spans(VERDICTS)}</h2>
<ol>
${judged.map(judgedItem).join("\n")}
</ol>
<h2>${spans(NEXT)}</h2>
<ol>
${nextSteps.map((step) => `<li><span class="who">${spans(step.who)}</span><code>${escape(step.command)}</code></li>`).join("\n")}
</ol>
</main>
</body>
</html>
`;
}

function chaptersOf(lines: readonly Line[]): string {
  const out: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (line.kind === "chapter") {
      if (isOpen) out.push("</ol>");
      out.push(`<h2>${spans(line.what)}</h2>`, "<ol>");
      isOpen = true;
    } else out.push(item(line));
  }
  return [...out, ...(isOpen ? ["</ol>"] : [])].join("\n");
}

function picturesOf(pictures: readonly Picture[]): string {
  if (pictures.length === 0) return "";
  const figures = pictures.map(
    ({ caption, file, png }) =>
      `<figure><a href="${escape(file)}"><img alt="${escape(caption.en)}" src="data:image/png;base64,${encodeBase64(png)}"></a><figcaption>${spans(caption)}<br><code>${escape(file)}</code></figcaption></figure>`,
  );
  return `<h2>${spans(PICTURES)}</h2>\n<div class="pictures">${figures.join("\n")}</div>`;
}

function item({ kind, time, who, what, where, details }: Line): string {
  const parts = [
    time === null ? "<span></span>" : `<time datetime="${escape(time)}">${escape(time.slice(11, 19))}</time>`,
    `<span class="who">${who === null ? "" : spans(who)}</span>`,
    `<span class="what">${spans(what)}</span>`,
    ...(where === null ? [] : [`<span class="where">${escape(where)}</span>`]),
    ...details.map((detail) => `<span class="more">${spans(detail)}</span>`),
  ];
  return `<li class="${kind}">${parts.join("")}</li>`;
}

function judgedItem({ file, what, exitCode, said }: Judged): string {
  const word = exitCode === 3 ? "bad" : "good";
  return `<li><span class="${word}">exit ${exitCode}</span><span class="who">${spans(what)}</span><span>${escape(said)}<br><code>${escape(file)}</code></span></li>`;
}

const spans = ({ en, zh }: Text): string => `<span lang="en">${escape(en)}</span><span lang="zh">${escape(zh)}</span>`;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for HTML, wherever it came from. */
export function escape(text: string): string {
  return stripControls(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? "");
}
