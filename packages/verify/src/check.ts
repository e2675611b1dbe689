import { OpenLadingError, type Text } from "@openlading/core";

/** `unknown`: something needed is missing or cannot be told; never a yes. `skipped`: not asked for. */
export type Outcome = "valid" | "invalid" | "unknown" | "skipped";
export const DIMENSIONS = ["integrity", "identity", "control", "time", "policy"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

interface CheckRow {
  readonly dimension: Dimension;
  readonly texts: Partial<Readonly<Record<Outcome, Text>>>;
}
type Said = readonly [en: string, zh: string];

const row = (dimension: Dimension, texts: Partial<Readonly<Record<Outcome, Said>>>): CheckRow => ({
  dimension,
  texts: Object.fromEntries(Object.entries(texts).map(([outcome, [en, zh]]) => [outcome, { en, zh }])),
});

/** Every check the judge makes, and what its outcomes mean. */
export const CHECKS = {
  SHAPE: row("integrity", { valid: ["the dossier has the shape of its format", "卷宗结构符合格式"], invalid: ["the file is no well-formed dossier", "该文件不是结构正确的卷宗"] }),
  NETWORK: row("integrity", { valid: ["the dossier is of the trusted network", "卷宗属于所信任的网络"], invalid: ["the dossier is of another network", "卷宗属于另一个网络"] }),
  TRUST_CURRENT: row("time", { valid: ["the trust material is current", "信任材料在有效期内"], unknown: ["the trust material has expired: renew it", "信任材料已过期，请更新"] }),
  CHECKPOINT: row("integrity", { valid: ["enough trusted witnesses cosigned the checkpoint", "已有足够的可信见证方会签检查点"], invalid: ["the checkpoint is not cosigned by enough trusted witnesses", "检查点未获足够可信见证方的会签"] }),
  CLOSING: row("integrity", { valid: ["the state root is the one of this checkpoint", "状态根即该检查点的状态根"], invalid: ["the state root is not that of the checkpoint's last block", "状态根与检查点末区块不符"] }),
  STATE_PROOF: row("integrity", { valid: ["the record's state is proven", "记录状态已获证明"], invalid: ["the record's state is not the proven one", "记录状态与证明不符"] }),
  MAIN_RECORD: row("integrity", { valid: ["the main record is carried", "主记录在卷宗内"], unknown: ["the main record is missing", "缺少主记录"] }),
  HEAD_ACT: row("integrity", { valid: ["the record's last act is carried", "记录的最后一项行为在卷宗内"], invalid: ["the record's last act was cut off", "记录的最后一项行为被截去"] }),
  ACT_INCLUDED: row("integrity", { valid: ["the act is in the cosigned history", "该行为载于已会签的历史"], invalid: ["the act is not in the cosigned history", "该行为不在已会签的历史中"] }),
  ACT_ENTRY: row("integrity", { valid: ["the entry records this act", "账目条目所载即该行为"], invalid: ["the entry records another act", "账目条目所载为其他行为"] }),
  ENTRY_WRITE: row("integrity", { valid: ["the act's entry leaves the record in its proven state", "该行为的条目使记录处于所证明的状态"], invalid: ["the act's entry leaves the record in another state", "该行为的条目使记录处于另一状态"] }),
  CHAIN: row("integrity", { valid: ["replaying the record's acts gives its proven state", "重演记录的各项行为得到所证明的状态"], invalid: ["replaying the record's acts gives another state: the chain is cut or forged", "重演记录的各项行为得到另一状态：链条被截断或伪造"], unknown: ["the record's acts are not carried to the end", "卷宗未载明记录的全部行为"], skipped: ["the history is not carried: witnesses vouch for it", "未携带历史，由见证方担保"] }),
  ACT_SIGNATURE: row("identity", { valid: ["the act is signed by the key it names, live at the ledger's time", "行为由其声明的密钥签署，且该密钥在账本时间有效"], invalid: ["a signature of the act does not verify under a live key", "行为的签名无法用有效密钥验证"], unknown: ["the signer's registered keys are not carried", "卷宗未载明签署人登记的密钥"] }),
  ACT_KEY: row("identity", { valid: ["no compromise is reported for the time of the signature", "签署时间的密钥未被报告泄露"], unknown: ["the signing key is reported compromised since before it signed: the act is disputed", "签署密钥据报在签署之前已泄露：该行为存在争议"] }),
  BINDING: row("identity", { valid: ["a registered party says the controlling key is its own", "登记主体声明控制密钥为其所有"], invalid: ["a binding opens no slot of this dossier, or is wrongly signed", "绑定声明与卷宗中任何控制位不符，或签名有误"], unknown: ["who signed a binding cannot be told", "无法确认绑定声明的签署人"] }),
  MANIFEST: row("identity", { valid: ["the manifest is the issuer's, of this record and this document", "清单为签发人所签，且对应本记录和单证"], invalid: ["the manifest is not the issuer's, or of another record or document", "清单并非签发人所签，或对应其他记录或单证"], unknown: ["the issuer's registered keys are not carried", "卷宗未载明签发人登记的密钥"] }),
  MANIFEST_KEY: row("identity", { valid: ["the manifest's key was live when it says it was made", "清单签署时密钥有效"], invalid: ["the manifest's key was not live when it says it was made", "清单签署时密钥无效"], unknown: ["the manifest's key is reported compromised since before", "清单的签署密钥据报此前已泄露"] }),
  MANIFEST_MANDATE: row("identity", { valid: ["the manifest's signer had the issuer's mandate", "清单签署人持有签发人的授权"], invalid: ["the manifest's signer had no mandate of the issuer", "清单签署人未获签发人授权"], unknown: ["the mandate of the manifest's signer is not carried", "卷宗未载明清单签署人的授权"] }),
  ISSUER_SEAL: row("identity", { valid: ["the caller found the issuer's own seal good", "调用方已验证签发机构的电子印章"], invalid: ["the caller found the issuer's own seal bad", "调用方验证签发机构的电子印章未通过"], unknown: ["issued elsewhere: the issuer's own seal is not checked here; query the official site with the certificate's number", "由网络之外的机构签发：此处未验证其电子印章，请以证书编号在官方网站查询"] }),
  ISSUANCE_MANIFEST: row("integrity", { valid: ["DCSA's issuance manifest is the one the manifest names", "DCSA 签发清单与清单所指一致"], invalid: ["DCSA's issuance manifest is another than the manifest names", "DCSA 签发清单与清单所指不一致"] }),
  ANCHOR: row("integrity", { valid: ["the document is in the anchored batch", "单证载于已锚定的批次"], invalid: ["the document is not in the anchored batch", "单证不在已锚定的批次中"], unknown: ["the batch's record is not carried", "卷宗未载明批次记录"] }),
  ANCHOR_ISSUER: row("identity", { valid: ["the batch is of the document's issuer, which may issue this kind", "该批次由单证签发人锚定，且其有权签发此类单证"], invalid: ["the batch is another party's, or the kind is not one that is anchored", "该批次由他人锚定，或此类单证不得以锚定方式签发"], unknown: ["the issuer does not hold an office that issues this kind", "签发人目前不具备签发此类单证的职能"] }),
  RIGHTS: row("integrity", { valid: ["the containers opened are those of the rights", "所开启的集装箱与提货权相符"], invalid: ["an opening fits no right of the bill", "开启信息与提单的任何提货权不符"], unknown: ["the rights of an opening are not carried", "卷宗未载明开启信息所对应的提货权"] }),
  ATTACHMENTS: row("integrity", { valid: ["every attachment is the one the manifest names", "所有附件均与清单所列一致"], invalid: ["an attachment is vouched for by no manifest", "有附件未被任何清单担保"], unknown: ["the bytes of an attachment were not checked", "附件内容未经核验"], skipped: ["attachments are not carried or were not asked for", "未携带附件或未要求核验"] }),
  REQUIRED_RECORDS: row("control", { valid: ["every record the open acts depend on is carried", "可实施行为所依据的记录均已载明"], unknown: ["a record the open acts depend on is missing", "缺少可实施行为所依据的记录"] }),
  LAW: row("control", { valid: ["the act was lawful, decided again here", "该行为合法，已在此重新裁定"], invalid: ["the act was not lawful", "该行为不合法"], unknown: ["what the act read is missing, so its lawfulness cannot be told", "缺少该行为所读取的记录，无法判断其合法性"], skipped: ["lawful by the word of the witnesses", "由见证方证实其合法"] }),
  CHECKPOINT_AGE: row("time", { valid: ["the checkpoint is recent enough", "检查点足够新近"], unknown: ["the checkpoint is older than the policy allows: ask for a new dossier", "检查点超过策略允许的时限，请索取新的卷宗"] }),
  PRESENT_BY: row("time", { valid: ["the certificate may still be presented, or was in time", "证书仍在可提交期限内，或已按期提交"], unknown: ["the agreement's time for presenting the certificate is over: the customs it is shown to decides", "协定规定的证书提交期限已过：由受理海关决定是否接受"] }),
  CLOCK: row("time", { valid: ["the reader's clock agrees with the witnesses", "读者时钟与见证方一致"], unknown: ["the reader's clock is behind the witnesses: correct it", "读者时钟落后于见证方，请校正"] }),
  DOCUMENT: row("policy", { valid: ["the document is carried", "卷宗含有单证内容"], unknown: ["the document is demanded and not carried", "要求提供单证内容但卷宗未含"], skipped: ["the document's content is not carried", "卷宗未含单证内容"] }),
  DOCUMENT_RULES: row("policy", { valid: ["the document keeps the rules of its kind", "单证符合其种类的规则"], invalid: ["the document breaks a rule of its kind", "单证违反其种类的规则"] }),
  TERMS: row("policy", { valid: ["document and ledger say the same", "单证与账本所载一致"], invalid: ["the document says other than the ledger", "单证与账本所载不一致"] }),
  REPLAY: row("policy", { valid: ["the whole history is carried", "卷宗含有完整历史"], unknown: ["the whole history is demanded and not carried", "要求提供完整历史但卷宗未含"] }),
} as const satisfies Readonly<Record<string, CheckRow>>; // prettier-ignore

export type CheckCode = keyof typeof CHECKS;

const GENERIC: Readonly<Record<Outcome, Text>> = {
  valid: { en: "holds", zh: "成立" },
  invalid: { en: "does not hold", zh: "不成立" },
  unknown: { en: "cannot be told", zh: "无法判断" },
  skipped: { en: "not looked at", zh: "未检查" },
};

/** One check that was made. `place` is a record id or act digest; `cause` the code of what went wrong below. */
export interface CheckResult {
  readonly code: CheckCode;
  readonly dimension: Dimension;
  readonly outcome: Outcome;
  readonly text: Text;
  readonly place: string | null;
  readonly cause: string | null;
}

/** Collects the checks of one judgement. */
export class Report {
  readonly checks: CheckResult[] = [];

  add(code: CheckCode, outcome: Outcome, place: string | null = null, cause: string | null = null): void {
    const { dimension, texts }: CheckRow = CHECKS[code];
    this.checks.push({ code, dimension, outcome, place, cause, text: texts[outcome] ?? GENERIC[outcome] });
  }

  /** Runs a step that throws when it fails; what it returns, or null. */
  attempt<T>(code: CheckCode, place: string | null, step: () => T, failed: Outcome = "invalid"): T | null {
    try {
      const result = step();
      this.add(code, "valid", place);
      return result;
    } catch (error) {
      this.add(code, failed, place, causeOf(error));
      return null;
    }
  }

  /** What all checks of a dimension come to. */
  outcomeOf(dimension: Dimension): Outcome {
    const outcomes = new Set(this.checks.filter((c) => c.dimension === dimension).map((c) => c.outcome));
    return (["invalid", "unknown", "valid"] as const).find((o) => outcomes.has(o)) ?? "skipped";
  }

  has(code: CheckCode, outcome: Outcome): boolean {
    return this.checks.some((c) => c.code === code && c.outcome === outcome);
  }
}

/** The code of an error, for a verdict. */
export function causeOf(error: unknown): string {
  if (error instanceof OpenLadingError) return String(error.code);
  return error instanceof Error ? error.name : "Error";
}
