/** Segments of one CODECO: full import container out of the terminal. */
export const GATE_OUT: readonly string[] = [
  "BGM+36+EIR26052400077+9",
  "TDT+20+031E+1++EXLU:172:166+++9074729:146:11:EXAMPLE STAR",
  "NAD+CF+EXLU:160:166",
  "EQD+CN+EXMU2000014+45G1:102:5++3+5",
  "RFF+BM:EXLU26049001",
  "DTM+7:202605241105:203",
  "LOC+165+CNYSA:139:6+EXTERM1:TER:ZZZ",
  "LOC+9+NLRTM:139:6",
  "MEA+AAE+G+KGM:16350",
  "SEL+EX998877+CA+1",
  "TDT+1++3++EXTRK:172:ZZZ+++HUA67890:146",
  "CNT+16:1",
];

export interface Envelope {
  readonly type?: string;
  readonly syntax?: string;
  readonly date?: string;
  readonly count?: string;
  readonly end?: string;
  readonly lineBreak?: string;
}

/** Puts segments into an interchange of one message. */
export function wrap(segments: readonly string[], envelope: Envelope = {}): string {
  const { type = "CODECO:D:95B:UN:ITG13", syntax = "UNOA:2", date = "260524:1110", lineBreak = "\n" } = envelope;
  const count = envelope.count ?? String(segments.length + 2);
  const lines = [
    `UNB+${syntax}+EXTERM1+EXLU+${date}+26052400001`,
    `UNH+1+${type}`,
    ...segments,
    `UNT+${count}+1`,
    envelope.end ?? "UNZ+1+26052400001",
  ];
  return lines.map((line) => `${line}'${lineBreak}`).join("");
}

/** The sample with one segment replaced. */
export const withSegment = (tag: string, segment: string): string[] =>
  GATE_OUT.map((line) => (line.startsWith(tag) ? segment : line));
