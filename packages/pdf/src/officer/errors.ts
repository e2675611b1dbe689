import type { ErrorTable } from "@openlading/core";

/** Every code the making of an officer's page is refused with. */
export const OFFICER_ERRORS = {
  ERR_PDF_OFFICER_PROGRAM: {
    fault: "operator",
    when: {
      en: "the program of the officer's page has not been built",
      zh: "核验页的程序尚未构建",
    },
    next: { en: "run npm run build in the repository, then try again", zh: "请在代码仓库中运行 npm run build 后重试" },
  },
} as const satisfies ErrorTable;
