import type { Text } from "@openlading/core";

/** One code of our documents, what it means, and how UN/EDIFACT spells it where it does. */
export interface CodeRow {
  readonly code: string;
  readonly untdid: string | null;
  readonly name: Text;
}

const row = (code: string, untdid: string | null, en: string, zh: string): CodeRow => ({
  code,
  untdid,
  name: { en, zh },
});

/** The lists of codes of our own kinds, by name, with their UNTDID counterparts (element number in the comment). */
export const CODE_LISTS = {
  // 9303
  sealSource: [
    row("CAR", "CA", "carrier", "承运人"),
    row("SHI", "SH", "shipper", "托运人"),
    row("CUS", "CU", "customs", "海关"),
    row("VET", "AC", "quarantine authority", "检疫机构"),
    row("TER", "TO", "terminal operator", "码头经营人"),
    row("CON", "AA", "consolidator", "拼箱人"),
  ],
  // 4517
  sealCondition: [
    row("OK", "1", "in right condition", "完好"),
    row("DAMAGED", "2", "damaged", "损坏"),
    row("MISSING", "3", "missing", "缺失"),
    row("BROKEN", "4", "broken", "断裂"),
  ],
  // 8169
  fullness: [
    row("4", "4", "empty", "空箱"),
    row("5", "5", "full", "重箱"),
    row("7", "7", "full, several consignments", "重箱，多票拼箱"),
    row("8", "8", "full, one consignment", "重箱，单票"),
  ],
  // 8249
  equipmentStatus: [
    row("CONTINENTAL", "1", "continental", "内陆"),
    row("EXPORT", "2", "export", "出口"),
    row("IMPORT", "3", "import", "进口"),
    row("REMAIN_ON_BOARD", "4", "remains on board", "过境留船"),
    row("TRANSHIPMENT", "6", "transhipment", "中转"),
  ],
  // 1225
  messageFunction: [
    row("1", "1", "cancellation", "撤销"),
    row("4", "4", "change", "变更"),
    row("5", "5", "replacement", "替换"),
    row("6", "6", "confirmation", "确认"),
    row("7", "7", "duplicate", "副本"),
    row("9", "9", "original", "原始"),
  ],
  deliveryBasis: [
    row("SURRENDERED_EBL", null, "surrendered electronic bill of lading", "已交还的电子提单"),
    row("SURRENDERED_PAPER", null, "surrendered paper bill of lading", "已收回的纸质提单"),
    row("TELEX_RELEASE", null, "telex release", "电放"),
    row("SEA_WAYBILL", null, "sea waybill", "海运单"),
    row("BANK_GUARANTEE", null, "bank guarantee", "银行保函"),
  ],
  customsResult: [
    row("RELEASED", "4", "released", "放行"),
    row("CONDITIONAL", null, "released on conditions", "附条件放行"),
    row("GUARANTEED", null, "released under guarantee", "担保放行"),
    row("SUSPENDED", null, "suspended", "暂停"),
    row("REVOKED", null, "revoked", "撤销放行"),
  ],
} as const satisfies Readonly<Record<string, readonly CodeRow[]>>;
