import { OpenLadingError, type ErrorTable } from "@openlading/core";

/** Every code this package raises or notes, with whose fault it is and what to do next. */
export const FORMAT_ERRORS = {
  ERR_FORMAT_LIMIT: {
    fault: "sender",
    when: { en: "the file is larger than the limits allow", zh: "文件超出允许的大小或数量上限" },
    next: { en: "split the interchange, or raise the limit on purpose", zh: "请拆分报文，或由使用方有意识地提高上限" },
  },
  ERR_FORMAT_UNKNOWN: {
    fault: "sender",
    when: { en: "the file is in no format known here", zh: "无法识别文件格式" },
    next: { en: "send EDIFACT or JSON", zh: "请改用 EDIFACT 或 JSON 格式发送" },
  },
  ERR_FORMAT_CHARSET: {
    fault: "sender",
    when: {
      en: "the bytes are not in the character set the interchange declares",
      zh: "字节内容与交换头声明的字符集不符",
    },
    next: {
      en: "declare the right syntax identifier, or name the character set when reading",
      zh: "请声明正确的语法标识，或在读取时指明字符集",
    },
  },
  ERR_FORMAT_CHARACTER: {
    fault: "sender",
    when: {
      en: "a segment holds a character outside the declared repertoire",
      zh: "段中含有所声明字符集以外的字符",
    },
    next: {
      en: "declare a wider syntax identifier (UNOC, UNOY)",
      zh: "请使用范围更大的语法标识（UNOC 或 UNOY）",
    },
  },
  ERR_FORMAT_SERVICE_CHARACTERS: {
    fault: "sender",
    when: {
      en: "the UNA service characters are not six distinct separators",
      zh: "UNA 定义的服务字符不是互不相同的分隔符",
    },
    next: { en: "correct or leave out the UNA", zh: "请更正或省略 UNA" },
  },
  ERR_FORMAT_UNTERMINATED: {
    fault: "sender",
    when: { en: "the last segment has no terminator", zh: "最后一段缺少段终止符" },
    next: { en: "check that the file was not cut off", zh: "请确认文件没有被截断" },
  },
  ERR_FORMAT_LAYOUT: {
    fault: "sender",
    when: {
      en: "blanks or line breaks stand inside or before a segment",
      zh: "段内或段前出现空白或换行",
    },
    next: { en: "send without wrapping lines", zh: "发送时请勿折行" },
  },
  ERR_FORMAT_EMPTY_SEGMENT: {
    fault: "sender",
    when: { en: "a segment is empty", zh: "出现空段" },
    next: { en: "remove the doubled terminator", zh: "请删除多余的段终止符" },
  },
  ERR_FORMAT_TAG: {
    fault: "sender",
    when: {
      en: "a segment does not begin with three upper-case letters",
      zh: "段首不是三个大写字母的段标识",
    },
    next: { en: "correct the segment tag", zh: "请更正段标识" },
  },
  ERR_FORMAT_NO_INTERCHANGE: {
    fault: "sender",
    when: { en: "the interchange lacks its UNB header or UNZ trailer", zh: "缺少交换头 UNB 或交换尾 UNZ" },
    next: { en: "send the whole interchange", zh: "请发送完整的交换" },
  },
  ERR_FORMAT_ENVELOPE: {
    fault: "sender",
    when: { en: "service segments do not nest as ISO 9735 requires", zh: "服务段的嵌套不符合 ISO 9735" },
    next: {
      en: "put every message between UNH and UNT, inside one UNB and UNZ",
      zh: "每份报文须位于 UNH 与 UNT 之间，并处于同一 UNB 与 UNZ 之内",
    },
  },
  ERR_FORMAT_GROUP: {
    fault: "sender",
    when: { en: "the interchange uses functional groups", zh: "交换中使用了功能组" },
    next: { en: "send messages without UNG and UNE", zh: "请去掉 UNG 与 UNE 后发送" },
  },
  ERR_FORMAT_HEADER: {
    fault: "sender",
    when: { en: "a mandatory part of UNB or UNH is missing or malformed", zh: "UNB 或 UNH 的必备数据缺失或格式有误" },
    next: { en: "fill in the service segment as ISO 9735 says", zh: "请按 ISO 9735 填写服务段" },
  },
  ERR_FORMAT_COUNT: {
    fault: "sender",
    when: { en: "the count in UNT or UNZ differs from what was sent", zh: "UNT 或 UNZ 的计数与实际数量不符" },
    next: { en: "ask the sender for the complete message", zh: "请发送方重发完整报文" },
  },
  ERR_FORMAT_REFERENCE: {
    fault: "sender",
    when: {
      en: "the trailer repeats another reference than the header",
      zh: "尾段的参考号与头段不一致",
    },
    next: { en: "ask the sender to correct UNT or UNZ", zh: "请发送方更正 UNT 或 UNZ" },
  },
  ERR_FORMAT_NUMBER: {
    fault: "sender",
    when: { en: "a number is not written as EDIFACT writes numbers", zh: "数值的写法不符合 EDIFACT 规定" },
    next: { en: "write digits without padding, at most three decimals", zh: "请书写不带前导零的数字，小数最多三位" },
  },
  ERR_FORMAT_DATE: {
    fault: "sender",
    when: { en: "a date or time is missing, impossible or in an unknown format", zh: "日期时间缺失、不存在或格式未知" },
    next: { en: "send format 102, 203, 204 or 303", zh: "请使用 102、203、204 或 303 格式" },
  },
  ERR_FORMAT_QUALIFIER: {
    fault: "sender",
    when: { en: "a qualifier outside the code list was understood by habit", zh: "限定符不在代码表内，仅按惯例理解" },
    next: { en: "use the code of the directory", zh: "请使用目录中的代码" },
  },
  ERR_FORMAT_MESSAGE_TYPE: {
    fault: "sender",
    when: { en: "the message type or directory is not one this reader knows", zh: "报文类型或目录版本不受支持" },
    next: {
      en: "send CODECO D.95B, COREOR D.00B or CUSRES D.95B",
      zh: "请发送 CODECO D.95B、COREOR D.00B 或 CUSRES D.95B",
    },
  },
  ERR_FORMAT_MISSING: {
    fault: "sender",
    when: { en: "a segment or element the document needs is missing", zh: "缺少生成单证所需的段或数据元" },
    next: { en: "ask the sender to supply it", zh: "请发送方补充" },
  },
  ERR_FORMAT_BGM_CODE: {
    fault: "sender",
    when: {
      en: "the document code has no such meaning in this directory",
      zh: "该单证代码在此目录版本中没有对应含义",
    },
    next: {
      en: "use 34 or 36 in D.95B, 109 or 111 from D.97A on",
      zh: "D.95B 请用 34 或 36，D.97A 起请用 109 或 111",
    },
  },
  ERR_FORMAT_FUNCTION: {
    fault: "sender",
    when: {
      en: "the message cancels, replaces or duplicates another one",
      zh: "该报文用于取消、替换或重复另一份报文",
    },
    next: { en: "handle it as a correction, not as a new event", zh: "请按更正处理，不得当作新事件" },
  },
  ERR_FORMAT_DIRECTION: {
    fault: "sender",
    when: {
      en: "the direction contradicts the equipment status or the event text",
      zh: "进出方向与箱状态或事件说明相矛盾",
    },
    next: { en: "compare with the yard before trusting the direction", zh: "采信方向之前请与堆场核对" },
  },
  ERR_FORMAT_NO_NUMBER: {
    fault: "sender",
    when: { en: "the message carries no document number", zh: "报文没有单证编号" },
    next: {
      en: "identify it by container, facility, direction and time",
      zh: "请以箱号、场所、方向和时间加以识别",
    },
  },
  ERR_FORMAT_CONTAINER: {
    fault: "sender",
    when: { en: "a container number fails the ISO 6346 check", zh: "箱号未通过 ISO 6346 校验" },
    next: { en: "correct the number", zh: "请更正箱号" },
  },
  ERR_FORMAT_DUPLICATE: {
    fault: "sender",
    when: { en: "one message names the same container twice", zh: "同一报文中同一箱号出现两次" },
    next: { en: "send each container once", zh: "每个集装箱只应发送一次" },
  },
  ERR_FORMAT_CONTROL_TOTAL: {
    fault: "sender",
    when: { en: "the control total differs from what the message holds", zh: "控制总数与报文内容不符" },
    next: { en: "ask the sender for the complete message", zh: "请发送方重发完整报文" },
  },
  ERR_FORMAT_LOCATION: {
    fault: "sender",
    when: { en: "a location or its facility is not coded as the guide says", zh: "地点或场所未按实施指南编码" },
    next: { en: "send the UN/LOCODE and a facility code with its list", zh: "请发送 UN/LOCODE 及注明代码表的场所代码" },
  },
  ERR_FORMAT_VESSEL: {
    fault: "sender",
    when: { en: "the vessel is not named by a valid IMO number", zh: "船舶未使用有效的 IMO 编号" },
    next: { en: "send the IMO number", zh: "请发送 IMO 编号" },
  },
  ERR_FORMAT_DAMAGE_CODE: {
    fault: "sender",
    when: { en: "damage is described in local codes instead of CEDEX", zh: "残损使用了本地代码而非 CEDEX" },
    next: { en: "send CEDEX codes", zh: "请使用 CEDEX 代码" },
  },
  ERR_FORMAT_SEAL: {
    fault: "sender",
    when: { en: "a seal names a party or condition outside the code list", zh: "封条的施封方或状态不在代码表内" },
    next: { en: "use the codes of the directory", zh: "请使用目录中的代码" },
  },
  ERR_FORMAT_RESULT: {
    fault: "sender",
    when: {
      en: "the customs response decides neither release nor hold",
      zh: "海关回执既未放行也未布控",
    },
    next: { en: "wait for the deciding response", zh: "请等待作出决定的回执" },
  },
  ERR_FORMAT_TEST: {
    fault: "sender",
    when: { en: "the interchange is marked as a test", zh: "该交换标记为测试" },
    next: { en: "do not act on it", zh: "请勿据此办理业务" },
  },
  ERR_FORMAT_TARGET: {
    fault: "caller",
    when: { en: "the file holds another kind of document than was asked for", zh: "文件中的单证种类与要求的不同" },
    next: { en: "ask for the kind it holds", zh: "请按实际种类转换" },
  },
  ERR_FORMAT_EIR_MISMATCH: {
    fault: "sender",
    when: {
      en: "the gate report contradicts the interchange receipt it would complete",
      zh: "闸口报告与待补全的设备交接单不一致",
    },
    next: { en: "settle the difference between terminal and operator", zh: "请码头与管箱人核实差异" },
  },
  ERR_FORMAT_ISSUANCE: {
    fault: "sender",
    when: { en: "the issuance request is malformed", zh: "签发请求的结构有误" },
    next: { en: "send document, issueTo and a signed manifest", zh: "请提供 document、issueTo 与已签名的清单" },
  },
} as const satisfies ErrorTable;

/** One of the codes of {@link FORMAT_ERRORS}. */
export type FormatErrorCode = keyof typeof FORMAT_ERRORS;

/** Data that is refused on its way in or out of a format. */
export class FormatError extends OpenLadingError<FormatErrorCode> {
  override readonly name = "FormatError";
}
