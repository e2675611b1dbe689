/**
 * Codes that trade papers use for a Chinese port but that UN/LOCODE 2024-2 gives to the airport or the town of that
 * name, each with the entry of the port.
 */
export const PORT_CODE_TRAPS: Readonly<Record<string, string>> = {
  CNBHY: "CNBIH", // Beihai
  CNCAN: "CNGZG", // Guangzhou
  CNCKG: "CNCHQ", // Chongqing
  CNDLC: "CNDAG", // Dalian
  CNFOC: "CNFZG", // Fuzhou
  CNHAK: "CNHIG", // Haikou
  CNNGB: "CNNBG", // Ningbo
  CNNKG: "CNNJG", // Nanjing
  CNNNG: "CNNIG", // Nanning
  CNSHA: "CNSHG", // Shanghai
  CNSYX: "CNSYA", // Sanya
  CNSZX: "CNSZP", // Shenzhen
  CNTAO: "CNQDG", // Qingdao
  CNTSN: "CNTXG", // Tianjin
  CNWUH: "CNWHG", // Wuhan
  CNXMN: "CNXMG", // Xiamen
  CNYNT: "CNYTG", // Yantai
  CNZHA: "CNZNG", // Zhanjiang
};

/** The code of the port that is meant where the code of its airport is written, or null. */
export function suggestPortCode(unLocationCode: string): string | null {
  return Object.hasOwn(PORT_CODE_TRAPS, unLocationCode) ? (PORT_CODE_TRAPS[unLocationCode] ?? null) : null;
}
