import type { ErrorTable } from "@openlading/core";

/** Every code a QR code or a scan is refused with. */
export const QR_ERRORS = {
  ERR_PDF_QR_FACTS: {
    fault: "caller",
    when: {
      en: "the document lacks a fact its code must carry, or the facts do not fit a code that scans from paper",
      zh: "单证缺少二维码必须载明的事项，或所载事项超出可从纸面扫描的二维码容量",
    },
    next: {
      en: "complete the members named; if it is too long, use a shorter host name or document number",
      zh: "请补全所指明的栏目；若内容过长，请使用更短的主机名或证书编号",
    },
  },
  ERR_PDF_QR_URL: {
    fault: "sender",
    when: {
      en: "the code holds no certificate: it is not an address of the form https://host/c/number#proof",
      zh: "二维码内容不是证书：不符合 https://主机/c/编号#证明 的形式",
    },
    next: {
      en: "scan the code on the certificate itself; do not open an unknown address",
      zh: "请扫描证书上的二维码；请勿打开来历不明的网址",
    },
  },
  ERR_PDF_QR_HOST: {
    fault: "sender",
    when: {
      en: "the code leads to another site than the one expected",
      zh: "二维码指向的网站与预期不符",
    },
    next: {
      en: "do not open the address; ask the authority which site it uses",
      zh: "请勿打开该网址，并向签发机构核实其所用网站",
    },
  },
  ERR_PDF_QR_CBOR: {
    fault: "sender",
    when: { en: "the proof in the code is not CBOR in its one form", zh: "二维码中的证明不是规范形式的 CBOR 数据" },
    next: {
      en: "scan again; if it stays so, do not accept the paper",
      zh: "请重新扫描；若仍如此，请勿接受该纸质单证",
    },
  },
  ERR_PDF_QR_COSE: {
    fault: "sender",
    when: {
      en: "the proof in the code is not a COSE_Sign1 message of the profile",
      zh: "二维码中的证明不是本规范规定的 COSE_Sign1 消息",
    },
    next: {
      en: "do not accept the paper; ask the authority about its number",
      zh: "请勿接受该纸质单证，并向签发机构查询其编号",
    },
  },
  ERR_PDF_QR_CORE: {
    fault: "sender",
    when: {
      en: "the facts in the code are malformed, or contradict the address they stand in",
      zh: "二维码所载事项格式有误，或与其所在网址中的编号不符",
    },
    next: {
      en: "do not accept the paper; ask the authority about its number",
      zh: "请勿接受该纸质单证，并向签发机构查询其编号",
    },
  },
  ERR_PDF_SCAN_FORMAT: {
    fault: "caller",
    when: { en: "the file is no PNG, JPEG or PDF, or is damaged", zh: "文件不是 PNG、JPEG 或 PDF，或已损坏" },
    next: { en: "scan or photograph the page again", zh: "请重新扫描或拍摄该页面" },
  },
  ERR_PDF_SCAN_SIZE: {
    fault: "caller",
    when: {
      en: "the picture or file is larger than is read: more than 64 MB, 64 million pixels or 50 pages",
      zh: "图片或文件超出读取上限：超过 64 MB、6400 万像素或 50 页",
    },
    next: {
      en: "scan at 300 dpi or less, only the pages with the code",
      zh: "请以不高于 300 dpi 扫描，且只扫描含二维码的页面",
    },
  },
} as const satisfies ErrorTable;
