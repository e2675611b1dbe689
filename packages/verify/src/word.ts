import type { Text } from "@openlading/core";
import {
  certificateTerms,
  evidenceTerms,
  mandateTerms,
  orderTerms,
  type RecordKind,
  type RecordState,
} from "@openlading/law";

interface WordRow {
  /** What it comes to: may something still happen by it, or is it over? */
  readonly standing: "live" | "ended" | "unknown";
  readonly text: Text;
}

/** What can be said of a record in one word. */
export const STATE_WORDS = {
  LIVE: { standing: "live", text: { en: "live", zh: "有效" } },
  IN_TRANSFER: { standing: "live", text: { en: "in transfer: an offer is open", zh: "转让中：要约尚未答复" } },
  SURRENDER_PENDING: { standing: "live", text: { en: "surrendered by its holder, the carrier has not answered", zh: "持有人已交单，承运人尚未答复" } },
  AWAY: { standing: "live", text: { en: "away for inspection, not delivered", zh: "已出场查验，尚未交付" } },
  ANCHORED: { standing: "live", text: { en: "anchored, and nothing has happened to it since", zh: "已锚定，此后无变动" } },
  REGISTERED: { standing: "live", text: { en: "registered by its holder, issued elsewhere, in force", zh: "持有人已登记，由其他机构签发，有效" } },
  AUTHORISED: { standing: "live", text: { en: "authorised", zh: "已授权" } },
  APPLIED: { standing: "live", text: { en: "applied for, not examined yet", zh: "已申请，尚未审核" } },
  EXAMINED: { standing: "live", text: { en: "examined and accepted, the certificate is not issued yet", zh: "审核通过，证书尚未签发" } },
  PRINTED: { standing: "live", text: { en: "printed, each copy counted", zh: "已打印，逐份计数" } },
  PRESENTED: { standing: "live", text: { en: "presented, not decided yet", zh: "已提交，尚未决定" } },
  ACCEPTED: { standing: "live", text: { en: "presented and accepted", zh: "已提交并被接受" } },
  REFUSED: { standing: "ended", text: { en: "refused", zh: "已被拒绝" } },
  GRANTED: { standing: "ended", text: { en: "granted: a certificate was issued on it", zh: "已批准：据此签发了证书" } },
  WITHDRAWN: { standing: "ended", text: { en: "taken back by who gave it", zh: "已由出具人撤回" } },
  REPLACED: { standing: "ended", text: { en: "replaced by another certificate", zh: "已被新证书替代" } },
  SURRENDERED: { standing: "ended", text: { en: "surrendered", zh: "已交回" } },
  SPENT: { standing: "ended", text: { en: "spent: the container has left", zh: "已使用：集装箱已提离" } },
  SUPERSEDED: { standing: "ended", text: { en: "superseded by another document", zh: "已被其他单证取代" } },
  REVOKED: { standing: "ended", text: { en: "revoked", zh: "已撤销" } },
  EXPIRED: { standing: "ended", text: { en: "expired", zh: "已过期" } },
  CANCELLED: { standing: "ended", text: { en: "cancelled", zh: "已取消" } },
  ACCOMPLISHED: { standing: "ended", text: { en: "accomplished: the cargo was released", zh: "已履行：货物已放行" } },
  DISPUTED: { standing: "ended", text: { en: "disputed: a key behind it is reported compromised", zh: "存在争议：相关密钥据报已泄露" } },
  ABSENT: { standing: "ended", text: { en: "not on the ledger", zh: "账本上不存在" } },
  UNKNOWN: { standing: "unknown", text: { en: "not known", zh: "状态不明" } },
} as const satisfies Readonly<Record<string, WordRow>>; // prettier-ignore

export type StateWord = keyof typeof STATE_WORDS;

const EVIDENCE: Readonly<Record<string, StateWord>> = { ISSUED: "LIVE", SUPERSEDED: "SUPERSEDED", REVOKED: "REVOKED" };
/** The word for each status of each kind. A status that is not here is not known. */
const WORDS: Partial<Readonly<Record<RecordKind, Readonly<Record<string, StateWord>>>>> = {
  title: {
    ISSUED: "LIVE",
    IN_TRANSFER: "IN_TRANSFER",
    PENDING_SURRENDER_FOR_DELIVERY: "SURRENDER_PENDING",
    PENDING_SURRENDER_FOR_AMENDMENT: "SURRENDER_PENDING",
    SURRENDERED_FOR_DELIVERY: "SURRENDERED",
    SURRENDERED_FOR_AMENDMENT: "SURRENDERED",
    ACCOMPLISHED: "ACCOMPLISHED",
  },
  right: { VESTED: "LIVE", AWAY: "AWAY", SPENT: "SPENT" },
  order: { ISSUED: "LIVE", CANCELLED: "CANCELLED" },
  undertaking: { GIVEN: "LIVE", WITHDRAWN: "CANCELLED" },
  basis: { LIVE: "LIVE" },
  light: { GREEN: "LIVE", RED: "REVOKED" },
  evidence: EVIDENCE,
  countersignature: { SIGNED: "LIVE" },
  batch: { ANCHORED: "ANCHORED" },
  application: {
    APPLIED: "APPLIED",
    EXAMINED: "EXAMINED",
    REFUSED: "REFUSED",
    WITHDRAWN: "WITHDRAWN",
    GRANTED: "GRANTED",
  },
  certificate: { ISSUED: "LIVE", REGISTERED: "REGISTERED", REPLACED: "REPLACED", CANCELLED: "CANCELLED" },
  appearance: { AUTHORISED: "AUTHORISED", WITHDRAWN: "WITHDRAWN" },
  printing: { PRINTED: "PRINTED" },
  presentation: { PRESENTED: "PRESENTED", ACCEPTED: "ACCEPTED", REFUSED: "REFUSED" },
  party: { ENROLLED: "LIVE" },
  code: { LIVE: "LIVE" },
  card: { PUBLISHED: "LIVE", WITHDRAWN: "REVOKED" },
  mandate: { LIVE: "LIVE", REVOKED: "REVOKED" },
  facility: { LIVE: "LIVE" },
  clock: { LIVE: "LIVE" },
  network: { LIVE: "LIVE" },
};

/** The word for a record at a moment (canonical UTC). */
export function wordOf(record: RecordState, moment: string): StateWord {
  const word = WORDS[record.kind]?.[record.status] ?? "UNKNOWN";
  return word === "LIVE" && isOver(record, moment) ? "EXPIRED" : word;
}

function isOver(record: RecordState, moment: string): boolean {
  if (record.kind === "order") return orderTerms(record).validTo <= moment;
  return record.kind === "mandate" && mandateTerms(record).validTo < moment;
}

/** The record that took this one's place. */
export function successorOf(record: RecordState): string | null {
  if (record.kind === "certificate") return certificateTerms(record).successor;
  return record.kind === "evidence" ? evidenceTerms(record).successor : null;
}
