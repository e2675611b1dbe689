import type { Text } from "@openlading/core";
import type { QrAnswer } from "../../qr/verify.ts";

/** The two languages of the page. */
export type Language = "en" | "zh";

/** What the page can answer: about a code, or that there was none of ours. */
export type Answer = QrAnswer | "NOT_OURS";

interface AnswerWords {
  readonly sign: string;
  readonly title: Text;
  readonly advice: Text;
}

/** One colour, sign and sentence for each answer. */
export const ANSWERS: Readonly<Record<Answer, AnswerWords>> = {
  GENUINE: {
    sign: "✓",
    title: { en: "Genuine code", zh: "二维码真实有效" },
    advice: {
      en: "The facts below are signed by the authority and unaltered. Compare every line with the paper: the paper must say the same.",
      zh: "以下事项由签发机构签名且未被改动。请逐行与纸面核对：纸面内容必须与此一致。",
    },
  },
  WITHDRAWN: {
    sign: "!",
    title: { en: "No longer valid", zh: "该证书已失效" },
    advice: {
      en: "The code is genuine, but the authority has withdrawn this document. Do not accept it.",
      zh: "二维码真实，但签发机构已撤回该单证，请勿接受。",
    },
  },
  UNKNOWN: {
    sign: "?",
    title: { en: "Cannot be told", zh: "无法判定" },
    advice: {
      en: "Not every check could be made. Do not rely on this code; ask the authority about the number.",
      zh: "有检查项未能完成。请勿仅凭此码采信，并向签发机构查询该编号。",
    },
  },
  FALSE: {
    sign: "✕",
    title: { en: "Do not accept", zh: "请勿接受" },
    advice: {
      en: "The code is altered, forged, or signed by a key that does not count.",
      zh: "二维码被改动、系伪造，或签名密钥无权签发此单证。",
    },
  },
  NOT_OURS: {
    sign: "–",
    title: { en: "Not a certificate's code", zh: "不是证书二维码" },
    advice: {
      en: "This code holds no certificate. Scan the code on the certificate itself; do not open addresses you do not know.",
      zh: "此二维码不含证书信息。请扫描证书上的二维码；请勿打开来历不明的网址。",
    },
  },
};

/** Everything else the page says. */
export const WORDS = {
  title: { en: "Certificate check", zh: "证书核验" },
  subtitle: { en: "Works without a network", zh: "无需联网" },
  camera: { en: "Scan with the camera", zh: "用摄像头扫描" },
  stop: { en: "Stop", zh: "停止" },
  picture: { en: "Choose or take a picture", zh: "选择或拍摄图片" },
  paste: { en: "Enter the text of a code", zh: "输入二维码文本" },
  check: { en: "Check", zh: "核验" },
  aim: { en: "Hold the code inside the frame", zh: "请将二维码置于框内" },
  busy: { en: "Reading …", zh: "正在识别……" },
  noCode: {
    en: "No code was found in the picture. Take it straight from above, sharp, and with the whole code in it.",
    zh: "图片中未找到二维码。请正对二维码、对焦清晰并完整拍摄。",
  },
  noPicture: { en: "The picture cannot be read.", zh: "无法读取该图片。" },
  noCamera: {
    en: "The camera cannot be used here. Take a picture instead.",
    zh: "此处无法使用摄像头，请改用拍照。",
  },
  noList: {
    en: "The trust list in this page cannot be used, so nothing can be checked. Is the clock right? Otherwise get a new page.",
    zh: "本页内置的信任列表无法使用，因此不能核验。请检查系统时间；若时间正确，请获取新的核验页。",
  },
  signed: { en: "What is signed: compare with the paper", zh: "已签名事项：请与纸面核对" },
  claimed: { en: "What the code claims: do not rely on it", zh: "二维码所称内容：请勿采信" },
  notChecked: { en: "What was not checked", zh: "未核验的内容" },
  checks: { en: "All checks", zh: "全部检查项" },
  number: { en: "Number", zh: "证书编号" },
  checkCode: { en: "Check code", zh: "校验码" },
  form: { en: "Form", zh: "证书格式" },
  date: { en: "Date of issue", zh: "签发日期" },
  authority: { en: "Signed by", zh: "签发机构" },
  exporter: { en: "Exporter", zh: "出口商" },
  consignee: { en: "Consignee", zh: "收货人" },
  route: { en: "Origin → destination", zh: "原产国 → 目的国" },
  invoice: { en: "Invoice", zh: "发票" },
  item: { en: "Item", zh: "第" },
  itemOf: { en: "", zh: "项" },
  criterion: { en: "Criterion", zh: "原产地标准" },
  quantity: { en: "Quantity", zh: "数量" },
  notInCode: { en: "not in this code: not proven by it", zh: "本码未载，未经证明" },
  moreRows: {
    en: "only the first is in this code, the others are not proven by it; in all",
    zh: "本码仅载第一项，其余未经证明；总数",
  },
  leftOut: {
    en: "Part of the paper is not in this code and not proven: it is marked below. Check that part in the file itself, or ask the authority.",
    zh: "纸面部分内容未载入本码、未经证明，下文已标明。该部分请以电子文件核验，或向签发机构查询。",
  },
  successor: { en: "Replaced by", zh: "替换为" },
  REPLACED: { en: "Replaced", zh: "已被替换" },
  CANCELLED: { en: "Cancelled", zh: "已被撤销" },
  list: { en: "Trust list", zh: "信任列表" },
  version: { en: "version", zh: "版本" },
  issued: { en: "issued", zh: "签发于" },
  expires: { en: "valid until", zh: "有效至" },
  expired: { en: "EXPIRED", zh: "已过期" },
  age: { en: "Trust list age:", zh: "信任列表已签发" },
  days: { en: "days", zh: "天" },
  hours: { en: "hours", zh: "小时" },
} as const satisfies Readonly<Record<string, Text>>;

/** What no code can prove. */
export const LIMITS: readonly Text[] = [
  {
    en: "Whatever the paper says beyond these lines, and whether the goods are those described.",
    zh: "纸面上除以上各行以外的内容，以及货物是否与描述相符。",
  },
  {
    en: "Whether the paper is the first print: a photocopy carries the same code.",
    zh: "该纸张是否为首次打印件：复印件带有同样的二维码。",
  },
  {
    en: "A withdrawal later than the trust list. With a network, ask the authority about the number.",
    zh: "信任列表签发之后的撤销或替换。如可联网，请向签发机构查询该编号。",
  },
];
