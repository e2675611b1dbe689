/** The page's style: one column for a phone, large type, one colour for each answer. */
export const STYLE = `
:root{--ink:#15202b;--soft:#5b6875;--line:#dfe4ea;--ground:#f3f5f7;--card:#fff;--blue:#0b5cad;
--GENUINE:#0a7a3d;--WITHDRAWN:#b3261e;--UNKNOWN:#a85b00;--FALSE:#b3261e;--NOT_OURS:#4a5560}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;overflow-wrap:anywhere;background:var(--ground);color:var(--ink);
font:17px/1.45 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif}
main{max-width:34rem;margin:0 auto;padding:0 14px 40px;overflow-wrap:anywhere}
header{padding:14px 2px 6px}
.row{display:flex;justify-content:space-between;align-items:center;gap:12px}
header strong{font-size:1.15rem}
header small{display:block;color:var(--soft)}
.list{margin:10px 0 4px;padding:8px 12px;border:1px solid var(--line);border-radius:10px;background:var(--card);
color:var(--soft);font-size:.84rem}
.list strong{font-size:.95rem;color:var(--ink)}
.list.expired{border-color:#a85b00;background:#fff4e3;color:#7a4300}
.list.expired strong{color:#7a4300}
button{font:inherit;border-radius:12px;border:0;cursor:pointer}
.primary,.secondary{display:block;width:100%;margin:12px 0;padding:17px;font-weight:600;font-size:1.05rem}
.primary{background:var(--blue);color:#fff}
.secondary{background:var(--card);color:var(--blue);border:2px solid var(--blue)}
.language{padding:9px 14px;background:var(--card);color:var(--blue);border:1px solid var(--line);white-space:nowrap}
.plain{padding:11px 22px;background:var(--blue);color:#fff}
button:focus-visible,summary:focus-visible,textarea:focus-visible{outline:3px solid #7fb2e5;outline-offset:2px}
.hidden{display:none}
.note{padding:14px;border-radius:12px;background:var(--card);border:1px solid var(--line)}
.note.FALSE{border-color:var(--FALSE);color:var(--FALSE)}
.card{margin:12px 0 20px;border-radius:14px;background:var(--card);border:2px solid var(--tone);overflow:hidden;padding:0 16px 14px}
.GENUINE{--tone:var(--GENUINE)}.WITHDRAWN{--tone:var(--WITHDRAWN)}.UNKNOWN{--tone:var(--UNKNOWN)}
.FALSE{--tone:var(--FALSE)}.NOT_OURS{--tone:var(--NOT_OURS)}
.banner{display:flex;align-items:center;gap:14px;margin:0 -16px;padding:16px;background:var(--tone);color:#fff;font-size:1.4rem;line-height:1.2}
.sign{flex:none;width:44px;height:44px;border-radius:50%;background:#fff;color:var(--tone);display:grid;place-items:center;font-size:1.6rem;font-weight:700}
.advice{font-weight:600}
.reason{margin:8px 0;padding:9px 12px;border-left:4px solid var(--tone);background:var(--ground)}
h2{font-size:.95rem;color:var(--soft);margin:20px 0 6px;font-weight:600}
.facts{margin:0}
.facts dt{color:var(--soft);font-size:.82rem;padding-top:9px;border-top:1px solid var(--line)}
.facts dt:empty{border:0;padding:0}
.facts dd{margin:1px 0 9px;overflow-wrap:anywhere}
.facts dd>bdi{display:block}
.strong,.big{font-weight:600}
.big{font-size:1.25rem}
.mono{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:1.1rem}
.small,.label{color:var(--soft);font-size:.84rem;font-weight:400}
.absent{color:var(--UNKNOWN);font-style:italic;font-size:.9rem}
.partly{border-left-color:var(--UNKNOWN)}
.UNKNOWN .facts,.FALSE .facts{opacity:.62}
.limits,.checks{margin:0;padding:0 0 0 20px;font-size:.92rem}
.checks{list-style:none;padding:0}
.checks li{display:flex;gap:10px;padding:5px 0}
.tick{flex:none;width:1.3em;font-weight:700;text-align:center}
.valid .tick{color:var(--GENUINE)}.invalid .tick{color:var(--FALSE)}.unknown .tick{color:var(--UNKNOWN)}
details{margin:14px 0 0}
summary{cursor:pointer;color:var(--blue);padding:6px 0}
textarea{width:100%;font:14px ui-monospace,Menlo,Consolas,monospace;border:1px solid var(--line);border-radius:10px;padding:8px;margin:6px 0 8px}
.frame{position:relative;border-radius:14px;overflow:hidden;background:#000;aspect-ratio:3/4;margin-top:12px}
.frame video{width:100%;height:100%;object-fit:cover}
.aim{position:absolute;inset:18% 12%;border:3px solid #fff;border-radius:14px;box-shadow:0 0 0 999px #0006}
`;
