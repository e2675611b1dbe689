/** Where a column's text goes, and how it is read. */
export interface CsvColumn {
  readonly name: string;
  /** Whether it says something of the application or of one item. */
  readonly of: "application" | "item";
  /** Member, members below it; in the application or item. */
  readonly path: readonly string[];
  readonly read: "text" | "number" | "lines" | "code";
  readonly isRequired: boolean;
  /** In the template's filled line. */
  readonly example: string;
}

const of =
  (kind: CsvColumn["of"], read: CsvColumn["read"], isRequired: boolean) =>
  (name: string, path: string, example: string): CsvColumn => ({
    name,
    of: kind,
    path: path.split("."),
    read,
    isRequired,
    example,
  });
const must = of("application", "text", true);
const may = of("application", "text", false);
const mustLines = of("application", "lines", true);
const mayLines = of("application", "lines", false);
const itemMust = of("item", "text", true);
const itemMay = of("item", "text", false);
const itemNumber = of("item", "number", true);

/** Separates lines and lists within one field. */
export const LINE_SEPARATOR = "|";

/** Every column of a table of applications, in the order of the template. A row is an item. */
export const CSV_COLUMNS: readonly CsvColumn[] = [
  must("reference", "documentNumber", "HM-CO-26-0077"),
  of("application", "code", true)("form", "form", "RCEP"),
  must("exporterName", "exporter.name", "HUAMAO EXAMPLE TRADING CO., LTD."),
  may("exporterNameInChinese", "exporter.nameInChinese", "华茂示例贸易有限公司"),
  must("exporterCountry", "exporter.countryCode", "CN"),
  mustLines("exporterAddress", "exporter.addressLines", "NO. 18 SHILI ROAD, BEILUN DISTRICT | NINGBO, CHINA"),
  must("consigneeName", "consignee.name", "SAO MAI EXAMPLE IMPORT JOINT STOCK COMPANY"),
  may("consigneeCountry", "consignee.countryCode", "VN"),
  mayLines("consigneeAddress", "consignee.addressLines", "45 DUONG VI DU, HONG BANG DISTRICT | HAI PHONG, VIETNAM"),
  may("producerName", "producer.name", "HUAMAO EXAMPLE MACHINERY WORKS"),
  may("producerNameInChinese", "producer.nameInChinese", "华茂示例机械厂"),
  may("producerCountry", "producer.countryCode", "CN"),
  mayLines("producerAddress", "producer.addressLines", "NO. 20 SHILI ROAD, NINGBO, CHINA"),
  must("departureDate", "transport.departureDate", "2026-05-14"),
  must("meansOfTransport", "transport.meansOfTransport", "EXAMPLE DAWN V.2619S"),
  may("route", "transport.route", "NINGBO, CHINA TO HAI PHONG, VIETNAM BY SEA"),
  must("portOfLoading", "transport.portOfLoading.unLocationCode", "CNNBG"),
  may("portOfLoadingName", "transport.portOfLoading.name", "NINGBO"),
  must("portOfDischarge", "transport.portOfDischarge.unLocationCode", "VNHPH"),
  may("portOfDischargeName", "transport.portOfDischarge.name", "HAI PHONG"),
  must("originCountry", "originCountryCode", "CN"),
  must("destinationCountry", "destinationCountryCode", "VN"),
  of("item", "lines", false)("marks", "shippingMarks", "SAO MAI | HAI PHONG | C/NO. 1-120"),
  itemNumber("packages", "numberOfPackages", "120"),
  itemMust("packageCode", "packageCode", "CT"),
  itemMust("description", "description", "BALL BEARINGS"),
  itemMust("HSCode", "HSCode", "848210"),
  itemMay("originCriterion", "originCriterion", "CTC"),
  itemMay("itemOriginCountry", "originCountryCode", "CN"),
  itemNumber("quantity", "quantity.value", "24000"),
  itemMust("unit", "quantity.unit", "C62"),
  of("item", "number", false)("grossKg", "grossKg", "4860"),
  of("item", "number", false)("fobAmount", "fob.amount", ""),
  itemMay("fobCurrency", "fob.currencyCode", ""),
  itemMust("invoiceNumber", "invoiceNumber", "HM26050801"),
  itemMust("invoiceDate", "invoiceDate", "2026-05-08"),
  may("transportDocumentReference", "transportDocumentReference", ""),
  may("packingListReference", "packingListReference", ""),
  of("application", "lines", false)("ticks", "ticks", ""),
  mayLines("remarks", "remarks", ""),
  must("declarationPlace", "declaration.place", "NINGBO, CHINA"),
  must("declarationDate", "declaration.date", "2026-05-11"),
];
