// Code sets in our own form: the first characters, then what may follow them. Held against the published lists by a test.

type Grouped = Readonly<Record<string, string>>;

const expand = (groups: Grouped): ReadonlySet<string> =>
  new Set(Object.entries(groups).flatMap(([head, tails]) => tails.split(" ").map((tail) => head + tail)));

/** ISO 6346 size and type codes in common use; by length and height, then type. */
const SIZE_TYPES: Grouped = {
  "20": "GP G0 G1 HR H0 PF P1 TD T3 T4 T5 T6 TG T7 T8 TN T0 T1 T2",
  "22": "BU B0 GP G0 G1 HR H0 PC P3 P8 P9 PF P1 P7 RC R9 RS R7 RT R1 SN S1 TD T3 T4 T5 T6 TG T7 T8 TN T0 T1 T2 UP U6 UT U1 VH V0 V2 V3",
  "25": "GP G0",
  "26": "GP G0 HR H0",
  "28": "TG T8 UT U1 VH V0",
  "29": "PL P0",
  "2E": "GP G0",
  "42": "GP G0 G1 HR H0 PC P3 P8 P9 PF P1 PS P6 RC R9 RS R3 RT R1 SN S1 TD T5 T6 TG T8 TN T2 UP U6 UT U1",
  "45": "BK B3 GP G0 G1 PC P3 P8 RC R9 RT R1 UT U1 UP U6",
  "46": "HR H0",
  "48": "TG T8",
  "49": "PL P0",
  "4C": "GP G0",
  L0: "GP G1",
  L2: "GP G1",
  L5: "GP G1",
};

/** UNTDID 7065, which is UNECE Recommendation 21: kinds of package. */
const PACKAGES: Grouped = {
  "1": "A B D F G W",
  "2": "C",
  "3": "A H",
  "4": "3 4 A B C D F G H",
  "5": "H L M",
  "6": "H P",
  "7": "A B",
  "8": "A B C",
  A: "A B C D E F G H I J L M P T V",
  B: "4 A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
  C: "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
  D: "A B C G H I J K L M N P R S T U V W X Y",
  E: "C D E F G H I N",
  F: "B C D E I L O P R T W X",
  G: "B I L R U Y Z",
  H: "A B C G N R",
  I: "A B C D E F G H K L N Z",
  J: "B C G R T Y",
  K: "G I",
  L: "E G T U V Z",
  M: "A B C E R S T W X",
  N: "A E F G S T U V",
  O: "1 2 3 4 5 6 7 8 9 A B C D E F G H I J K L M N P Q R S T U V W X Y Z",
  P: "1 2 3 4 A B C D E F G H I J K L N O P R T U V X Y Z",
  Q: "A B C D F G H J K L M N P Q R S",
  R: "D G J K L O T Z",
  S: "A B C D E H I K L M O P S T U V W Y Z",
  T: "1 B C D E G I K L N O R S T U V W Y Z",
  U: "C N",
  V: "A G I K L N O P Q R S Y",
  W: "A B C D F G H J K L M N P Q R S T U V W X Y Z",
  X: "A B C D F G H J K",
  Y: "A B C D F G H J K L M N P Q R S T V W X Y Z",
  Z: "A B C D F G H J K L M N P Q R S T U V W X Y Z",
};

/** ISO 4217: currencies in force. */
const CURRENCIES: Grouped = {
  A: "ED FN LL MD NG OA RS UD WG ZN",
  B: "AM BD DT GN HD IF MD ND OB OV RL SD TN WP YN ZD",
  C: "AD DF HE HF HW LF LP NY OP OU RC UC UP VE ZK",
  D: "JF KK OP ZD",
  E: "GP RN TB UR",
  F: "JD KP",
  G: "BP EL HS IP MD NF TQ YD",
  H: "KD NL TG UF",
  I: "DR LS NR QD RR SK",
  J: "MD OD PY",
  K: "ES GS HR MF PW RW WD YD ZT",
  L: "AK BP KR RD SL YD",
  M: "AD DL GA KD MK NT OP RU UR VR WK XN XV YR ZN",
  N: "AD GN IO OK PR ZD",
  O: "MR",
  P: "AB EN GK HP KR LN YG",
  Q: "AR",
  R: "ON SD UB WF",
  S: "AR BD CR DG EK GD HP LE OS RD SP TN VC YP ZL",
  T: "HB JS MT ND OP RY TD WD ZS",
  U: "AH GX SD SN YI YU YW ZS",
  V: "ED ES ND UV",
  W: "ST",
  X: "AF AG AU BA BB BC BD CD DR OF PD PF PT SU TS UA XX",
  Y: "ER",
  Z: "AR MW WL",
};

/** ISO 3166-1 alpha-2: countries. */
const COUNTRIES: Grouped = {
  A: "D E F G I L M O Q R S T U W X Z",
  B: "A B D E F G H I J L M N O Q R S T V W Y Z",
  C: "A C D F G H I K L M N O R U V W X Y Z",
  D: "E J K M O Z",
  E: "C E G H R S T",
  F: "I J K M O R",
  G: "A B D E F G H I L M N P Q R S T U W Y",
  H: "K M N R T U",
  I: "D E L M N O Q R S T",
  J: "E M O P",
  K: "E G H I M N P R W Y Z",
  L: "A B C I K R S T U V Y",
  M: "A C D E F G H K L M N O P Q R S T U V W X Y Z",
  N: "A C E F G I L O P R U Z",
  O: "M",
  P: "A E F G H K L M N R S T W Y",
  Q: "A",
  R: "E O S U W",
  S: "A B C D E G H I J K L M N O R S T V X Y Z",
  T: "C D F G H J K L M N O R T V W Z",
  U: "A G M S Y Z",
  V: "A C E G I N U",
  W: "F S",
  Y: "E T",
  Z: "A M W",
};

/** IMDG classes and divisions with their compatibility groups. */
const IMO_CLASSES: Grouped = {
  "1.1": "A B C D E F G J L",
  "1.2": "B C D E F G H J K L",
  "1.3": "C F G H J K L",
  "1.4": "B C D E F G S",
  "1.5": "D",
  "1.6": "N",
  "2.": "1 2 3",
  "4.": "1 2 3",
  "5.": "1 2",
  "6.": "1 2",
  "": "3 7 8 9",
};

const SETS = {
  "size-type": expand(SIZE_TYPES),
  package: expand(PACKAGES),
  currency: expand(CURRENCIES),
  country: expand(COUNTRIES),
  "imo-class": expand(IMO_CLASSES),
  "inhalation-zone": new Set(["A", "B", "C", "D"]),
  "segregation-group": new Set(Array.from({ length: 18 }, (_, index) => String(index + 1))),
} as const;

/** The name of a set of codes. */
export type CodeSet = keyof typeof SETS;

/** Whether `code` is in the set. Sets are editions: a code that is missing may be newer than this library. */
export function isKnownCode(set: CodeSet, code: string): boolean {
  return SETS[set].has(code);
}

/** The codes of a set, sorted. */
export function listCodes(set: CodeSet): readonly string[] {
  return [...SETS[set]].sort();
}
