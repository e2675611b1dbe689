import type { Text } from "@openlading/core";

/** One who plays a part. Fictional, all of them. */
export interface Role {
  readonly partyId: string;
  readonly name: Text;
  readonly offices: readonly string[];
  readonly codes?: readonly { readonly scheme: string; readonly value: string }[];
}

export const CAST = {
  carrier: {
    partyId: "exl.example",
    name: { en: "Example Lines", zh: "示例航运" },
    offices: ["carrier"],
    codes: [{ scheme: "NMFTA", value: "EXLU" }],
  },
  agent: {
    partyId: "agency.exl.example",
    name: { en: "Example Lines Agency", zh: "示例船务代理" },
    offices: ["agent"],
  },
  exporter: { partyId: "exporter.example", name: { en: "Example Export", zh: "示例出口商" }, offices: ["shipper"] },
  bank: { partyId: "bank.example", name: { en: "Example Bank", zh: "示例银行" }, offices: ["bank"] },
  buyer: { partyId: "haiyue.example", name: { en: "Haiyue Import", zh: "海悦进口" }, offices: [] },
  haulier: { partyId: "haulier.example", name: { en: "Example Trucking", zh: "示例集卡运输" }, offices: ["forwarder"] },
  customs: { partyId: "customs.example", name: { en: "Example Customs", zh: "示例海关" }, offices: ["customs"] },
  terminal: { partyId: "terminal.example", name: { en: "Example Terminal", zh: "示例码头" }, offices: ["terminal"] },
  trader: { partyId: "huamao.example", name: { en: "Huamao Trading", zh: "华茂示例贸易" }, offices: ["shipper"] },
  chamber: { partyId: "chamber.example", name: { en: "Example Chamber", zh: "示例商会" }, offices: ["chamber"] },
  arrival: {
    partyId: "arrival.example",
    name: { en: "Customs of Arrival", zh: "目的港示例海关" },
    offices: ["customs"],
  },
} as const satisfies Readonly<Record<string, Role>>;

export type Part = keyof typeof CAST;
/** Who plays in the story of the certificate. */
export const CERTIFICATE_PARTS = ["trader", "chamber", "arrival"] as const satisfies readonly Part[];
export type CertificatePart = (typeof CERTIFICATE_PARTS)[number];
/** Who plays in the story of the import shipment. */
export const IMPORT_PARTS = (Object.keys(CAST) as readonly Part[]).filter(
  (part): part is ImportPart => !CERTIFICATE_PARTS.some((one) => one === part),
);
export type ImportPart = Exclude<Part, CertificatePart>;
export const REGISTRAR = { partyId: "registrar.example", name: { en: "Registrar", zh: "登记机构" } } as const;
export const FACILITY_CODE = "EXTERM1";

const NAMES = new Map<string, Text>([...Object.values(CAST), REGISTRAR].map(({ partyId, name }) => [partyId, name]));

/** What people call a party; its id when it is nobody of the cast. */
export function nameOf(partyId: string): Text {
  return NAMES.get(partyId) ?? { en: partyId, zh: partyId };
}
