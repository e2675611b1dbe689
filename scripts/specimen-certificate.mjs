// Draws examples/certificate/customs-form-e.pdf: what a certificate issued by a customs house elsewhere could look like.
// A specimen of ours: no authority's form, seal or signature is copied. The same data give the same file.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fontkit from "fontkit";
import { degrees, PDFDocument, PDFHexString, rgb } from "pdf-lib";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const data = JSON.parse(readFileSync(at("examples/certificate/customs-form-e.json"), "utf8"));
const RED = rgb(0.75, 0.1, 0.1);
const INK = rgb(0.1, 0.1, 0.12);
const GREY = rgb(0.45, 0.45, 0.48);

const document = await PDFDocument.create({ updateMetadata: false });
document.registerFontkit(fontkit);
const issued = new Date(data.issueDateTime);
document.setTitle(`SPECIMEN ${data.documentNumber}`);
document.setCreationDate(issued);
document.setModificationDate(issued);
const id = PDFHexString.of("00".repeat(16));
document.context.trailerInfo.ID = document.context.obj([id, id]);
const font = await document.embedFont(readFileSync(at("packages/pdf/fonts/NotoSansSC-OpenLading.ttf")), {
  subset: true,
});
const page = document.addPage([595.28, 841.89]);

const text = (value, x, y, size = 9, color = INK) => page.drawText(value, { x, y, size, font, color });
const box = (label, lines, [x, y, width, height]) => {
  page.drawRectangle({ x, y, width, height, borderColor: INK, borderWidth: 0.7 });
  text(label, x + 4, y + height - 10, 6.5, GREY);
  lines.forEach((line, index) => text(line, x + 4, y + height - 23 - index * 12));
};
const [item] = data.items;

for (const y of [180, 420, 660])
  page.drawText("SPECIMEN 示例", { x: 90, y, size: 62, font, color: rgb(0.93, 0.93, 0.93), rotate: degrees(24) });
text("CERTIFICATE OF ORIGIN 原产地证书 · FORM E", 40, 800, 15);
text(
  "A specimen drawn for demonstrations. No customs house issued it. 仅供演示的样张，并非任何海关签发。",
  40,
  784,
  8,
  RED,
);
box("No. 编号", [data.documentNumber, "ISSUED IN THE PEOPLE'S REPUBLIC OF CHINA"], [300, 690, 255, 80]);
box(
  "Exporter 出口商",
  [data.exporter.name, data.exporter.nameInChinese, ...data.exporter.addressLines],
  [40, 690, 260, 80],
);
box("Consignee 收货人", [data.consignee.name, ...data.consignee.addressLines], [40, 610, 260, 80]);
box(
  "Transport 运输",
  [`DEPARTURE ${data.transport.departureDate}`, data.transport.meansOfTransport, data.transport.route],
  [300, 610, 255, 80],
);
box("Item, marks 项目、唛头", [`${item.itemNumber}   ${item.shippingMarks.join(" · ")}`], [40, 540, 515, 70]);
box(
  "Goods 货物",
  [
    `${item.numberOfPackages} CARTONS ${item.description}`,
    `HS ${item.HSCode}   ${item.originCriterion}   ${item.quantity.value} PCS   G.W. ${item.grossKg} KGS`,
    `INVOICE ${item.invoiceNumber}  ${data.invoices[0].date}`,
  ],
  [40, 430, 515, 110],
);
box("Declaration by the exporter 出口商声明", [data.declaration.place, data.declaration.date], [40, 250, 257, 180]);
box(
  "Certification 签证",
  [data.certification.place, data.certification.date, `${data.issuer.name} ${data.issuer.nameInChinese}`],
  [297, 250, 258, 180],
);
page.drawEllipse({ x: 470, y: 315, xScale: 52, yScale: 34, borderColor: RED, borderWidth: 2.2 });
text("示例海关", 450, 323, 10, RED);
text("EXAMPLE CUSTOMS", 440, 311, 7, RED);
text("SPECIMEN 示例", 446, 299, 7, RED);
text("Query the issuer's official site with the number above. 请凭上述编号到签发机构官方网站查询。", 40, 232, 8, GREY);

document.convertToPDFA("3B");
writeFileSync(at("examples/certificate/customs-form-e.pdf"), await document.save({ useObjectStreams: false }));
