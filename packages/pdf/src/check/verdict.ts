import type { Text } from "@openlading/core";
import type { PdfCheck, PdfOrigin } from "./check-pdf.ts";
import type { PdfCheckItem } from "./report.ts";

const GENUINE: Text = {
  en: "genuine and unaltered, and not withdrawn as far as the trust list knows",
  zh: "文件真实且未被改动，据信任列表所知未被撤销或替换",
};
const UNTOLD: Text = { en: "it cannot be told whether the file is genuine", zh: "无法判断该文件的真伪" };

/** The sentence that stands above the checks; `number` is what the reader of the paper sees on it. */
export function verdictOf(
  overall: PdfCheck["overall"],
  origin: PdfOrigin,
  checks: readonly PdfCheckItem[],
  { isSigned, number }: { readonly isSigned: boolean; readonly number: string | undefined },
): Text {
  if (overall === "valid") return GENUINE;
  const first = checks.find(({ outcome }) => outcome === "invalid") ?? checks.find(({ code }) => code !== null);
  if (overall === "invalid" && first !== undefined)
    return { en: `do not rely on it: ${first.text.en}`, zh: `请勿采信：${first.text.zh}` };
  const isSealed = checks.some(({ name, outcome }) => name === "chain" && outcome === "valid") && isSigned;
  if (origin === "REGISTERED") return registered(isSealed, number);
  return first === undefined ? UNTOLD : { en: `${UNTOLD.en}: ${first.text.en}`, zh: `${UNTOLD.zh}：${first.text.zh}` };
}

function registered(isSealed: boolean, number: string | undefined): Text {
  const en = number === undefined ? "with its number" : `with number ${number}`;
  const zh = number === undefined ? "凭文件编号" : `凭编号 ${number} `;
  const query: Text = { en: `query the official site ${en}`, zh: `请${zh}到官方网站查询` };
  return isSealed
    ? {
        en: `sealed by an issuer of the trust list; its data are not checked here; ${query.en}`,
        zh: `印章属于信任列表中的机构；此处未核对其数据，${query.zh}`,
      }
    : { en: `the issuer's own seal is not checked here; ${query.en}`, zh: `此处未核验签发机构自身的印章，${query.zh}` };
}
