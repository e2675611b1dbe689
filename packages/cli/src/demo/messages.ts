import type { MessageTable } from "../text.ts";

export const DEMO_TEXTS = {
  title: { en: "One import shipment, told by its ledger", zh: "一票进口货物：由账本讲述" },
  titleCertificate: {
    en: "One certificate of origin, from application to customs",
    zh: "一份原产地证书：从申请到海关",
  },
  start: {
    en: "One import shipment, and one certificate of origin. Fictional parties; a simulated clock that starts at the real now and moves seconds at a time.",
    zh: "一票进口货物，一份原产地证书。当事方均为虚构；模拟时钟从真实的此刻开始，每步推进数秒。",
  },
  startCertificate: {
    en: "One certificate of origin that its exporter prints. Fictional parties, seals and signatures marked SPECIMEN; a simulated clock.",
    zh: "一份由出口商自行打印的原产地证书。当事方均为虚构，印章与签名均标明示例；使用模拟时钟。",
  },
  putAway: {
    en: "The ledger is closed, its file is put away, all keys are deleted. Judging again, elsewhere:",
    zh: "账本已关闭，其文件已移走，全部密钥已删除。在另外的进程中重新裁断：",
  },
  left: {
    en: "{dir}/index.html shows this timeline; {dir}/outbox holds the dossiers, {dir}/certificates the printed certificates; {dir}/officer.html is the officer's phone page; {dir}/ledger-put-away is all a ledger operator ever saw.",
    zh: "{dir}/index.html 展示本时间线；{dir}/outbox 存有卷宗，{dir}/certificates 存有打印的证书；{dir}/officer.html 是关员的手机核验页；{dir}/ledger-put-away 是账本运营方所见的全部内容。",
  },
  leftCertificate: {
    en: "{dir}/index.html shows this timeline; {dir}/certificates holds the PDF files, {dir}/tampered the forgeries; {dir}/officer.html is the officer's phone page, {dir}/trust-list.json what it trusts.",
    zh: "{dir}/index.html 展示本时间线；{dir}/certificates 存有 PDF 文件，{dir}/tampered 存有伪造样本；{dir}/officer.html 是关员的手机核验页，{dir}/trust-list.json 是其所信任的列表。",
  },
  startFabric: {
    en: "One import shipment on Hyperledger Fabric. Fictional parties; beside each of three organisations' peers runs its witness.",
    zh: "一票进口货物，运行于 Hyperledger Fabric。当事方均为虚构；三个组织的节点旁各运行一个见证方。",
  },
  putAwayFabric: {
    en: "Nobody asks the network any more, all keys are deleted. Judging again, elsewhere:",
    zh: "不再访问网络，全部密钥已删除。在另外的进程中重新裁断：",
  },
  leftFabric: {
    en: "{dir}/index.html shows this timeline; {dir}/outbox holds the dossiers.",
    zh: "{dir}/index.html 展示本时间线；{dir}/outbox 存有卷宗。",
  },
  line: { en: "You are a line:", zh: "您是船公司：" },
  port: { en: "You are a port:", zh: "您是港口：" },
  exporter: { en: "You are an exporter:", zh: "您是出口商：" },
  officer: { en: "You are an officer:", zh: "您是关员：" },
  phone: { en: "On your phone, open:", zh: "在手机上打开：" },
} as const satisfies MessageTable;
