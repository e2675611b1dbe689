import type { ErrorTable } from "@openlading/core";

/** What printing refuses: nothing is drawn before all of it has been looked at. */
export const PAGE_ERRORS = {
  ERR_PDF_FORM: {
    fault: "caller",
    when: { en: "there is no printed form for this document", zh: "没有适用于该单证的打印格式" },
    next: {
      en: "print a kind and form that the package prints; others are registered and their own file is kept",
      zh: "请选择本软件包可打印的单证种类和格式；其他单证只作登记并保留原文件",
    },
  },
  ERR_PDF_GLYPH: {
    fault: "caller",
    when: {
      en: "the font has no glyph for a character of the document, or the character cannot be printed",
      zh: "字体缺少单证中某个字符的字形，或该字符无法打印",
    },
    next: {
      en: "hand in a font that has the characters listed, or correct the fields named",
      zh: "请提供含有所列字符的字体，或更正所指明的栏目",
    },
  },
  ERR_PDF_FONT: {
    fault: "caller",
    when: {
      en: "the font file cannot be used, or is not the one the print was made with",
      zh: "字体文件无法使用，或不是打印时所用的字体",
    },
    next: {
      en: "hand in a single TrueType font; to re-render, the very file whose SHA-256 print.json names",
      zh: "请提供单一 TrueType 字体文件；重新生成时须使用 print.json 中 SHA-256 所指的同一文件",
    },
  },
  ERR_PDF_QR_SIZE: {
    fault: "caller",
    when: {
      en: "the text of the QR code needs more than version 18 at level M",
      zh: "二维码内容超出版本 18、纠错等级 M 的容量",
    },
    next: {
      en: "shorten the text: its modules would be under 0.4 mm on paper and would not scan",
      zh: "请缩短内容：否则印出的模块小于 0.4 毫米，无法可靠扫描",
    },
  },
  ERR_PDF_IMAGE: {
    fault: "caller",
    when: {
      en: "a supplied seal or signature image is over the limits, or is no plain PNG or JPEG",
      zh: "所提供的印章或签名图像超出限制，或不是规范的 PNG、JPEG",
    },
    next: {
      en: "scan at 600 dpi: round seal up to 45 mm, rectangle 55 x 40, oval 55 x 45, signature 35 x 30",
      zh: "请以 600 dpi 扫描：圆章不超过 45 毫米，矩形 55×40 毫米，椭圆 55×45 毫米，手写签名 35×30 毫米",
    },
  },
  ERR_PDF_PRINT: {
    fault: "sender",
    when: {
      en: "the attachments of a print do not describe one this version can make again",
      zh: "打印件附件所述的打印参数无法由本版本重新生成",
    },
    next: {
      en: "use the version of the package that knows the template named, or ask for a new print",
      zh: "请使用支持所述模板的软件版本，或请对方重新打印",
    },
  },
} as const satisfies ErrorTable;
