import type { CommandSpec } from "../command.ts";
import { applyCommands } from "./certificate-apply.ts";
import { archiveCommands } from "./certificate-archive.ts";
import { checkCommands } from "./certificate-check.ts";
import { ownCommands } from "./certificate-own.ts";
import { printCommands } from "./certificate-print.ts";
import { statusCommands } from "./certificate-status.ts";
import { trustCommands } from "./certificate-trust.ts";

export const certificateCommand: CommandSpec = {
  name: "certificate",
  summary: {
    en: "certificates of origin: apply, approve, print, check, scan",
    zh: "原产地证书：申请、签发、自助打印、核验、扫描",
  },
  more: {
    en: "The exporter applies, authorises its seal, prints; the authority approves and seals; the officer checks or scans, with no\nnetwork, against a signed trust list. Files that customs issued are registered and tracked the same way.",
    zh: "出口商申请、授权印章并自助打印；签证机构签发并签章；查验人员依据已签署的信任列表离线核验或扫描。海关签发的文件亦可登记并同样跟踪。",
  },
  examples: [
    "certificate apply application.json --to chamber.example --with invoice.json",
    "certificate approve HM-CO-26-0077 --as chamber.example",
    "certificate print C26RCEP000001 --out print",
    "certificate check C26RCEP000001-copy1.pdf invoice.json packing-list.json",
    "certificate scan photo.jpg",
  ],
  children: [
    ...applyCommands,
    ...ownCommands,
    ...printCommands,
    ...archiveCommands,
    ...checkCommands,
    ...statusCommands,
    ...trustCommands,
  ],
};
