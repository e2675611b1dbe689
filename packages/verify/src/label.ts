import type { Text } from "@openlading/core";

const LABELS: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  GENESIS: ["found the network", "创建网络"],
  ENROL: ["enrol a party", "登记主体"],
  ROTATE_KEY: ["add a key", "新增密钥"],
  REVOKE_KEY: ["revoke a key", "吊销密钥"],
  SET_OFFICES: ["set a party's offices", "设定主体职能"],
  TICK: ["advance the clock", "推进网络时钟"],
  SET_RULES: ["move to newer rules", "升级规则版本"],
  PUBLISH_CARD: ["publish a receiving card", "公布收件卡"],
  WITHDRAW_CARD: ["withdraw a receiving card", "撤回收件卡"],
  GRANT_MANDATE: ["grant a mandate", "授予委托"],
  REVOKE_MANDATE: ["revoke a mandate", "撤销委托"],
  SET_POLICY: ["record a facility's release policy", "登记设施放行规则"],
  ISSUE_EVIDENCE: ["issue a document", "签发单证"],
  COUNTERSIGN: ["countersign", "会签"],
  SUPERSEDE: ["supersede by a new document", "以新单证取代"],
  REVOKE: ["revoke", "撤销"],
  ANCHOR: ["anchor a batch", "锚定批次"],
  REVOKE_ANCHORED: ["revoke an anchored document", "撤销已锚定的单证"],
  ISSUE: ["issue a bill", "签发提单"],
  TRANSFER: ["transfer possession", "转移占有"],
  OFFER: ["offer a transfer", "发出转让要约"],
  ACCEPT: ["accept the transfer", "接受转让"],
  DECLINE: ["decline the transfer", "拒绝转让"],
  WITHDRAW: ["withdraw the offer", "撤回要约"],
  ENDORSE: ["endorse to a named party", "记名背书"],
  ENDORSE_TO_ORDER: ["endorse to order", "指示背书"],
  BLANK_ENDORSE: ["endorse in blank", "空白背书"],
  SURRENDER_FOR_DELIVERY: ["surrender for delivery", "交单提货"],
  SURRENDER_FOR_AMENDMENT: ["surrender for amendment", "交单改单"],
  SACC: ["accept the surrender", "接受交单"],
  SREJ: ["refuse the surrender", "拒绝交单"],
  REISSUE: ["issue again, amended", "改单后重新签发"],
  REDIRECT: ["redirect to another consignee", "变更收货人"],
  ISSUE_DELIVERY_ORDER: ["issue a delivery order", "签发提货单"],
  CANCEL_DELIVERY_ORDER: ["cancel the delivery order", "取消提货单"],
  PASS_RIGHT: ["pass the release right on", "转交提货权"],
  SET_LIGHT: ["set a light", "设置放行灯"],
  GATE_OUT: ["let the container out", "放行出闸"],
  GATE_IN: ["take the container back", "回场进闸"],
  RELEASE_ON_PAPER: ["release against paper originals", "凭纸质正本放货"],
  RELEASE_ON_TELEX: ["release by telex", "电放"],
  RELEASE_ON_GUARANTEE: ["release on a bank guarantee", "凭银行保函放货"],
  RELEASE_ON_WAYBILL: ["release on the sea waybill", "凭海运单放货"],
};

/** What people call an action. */
export function actionLabel(actionCode: string): Text {
  const [en, zh] = LABELS[actionCode] ?? [actionCode, actionCode];
  return { en, zh };
}
