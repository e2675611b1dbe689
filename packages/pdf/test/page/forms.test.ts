import { CERTIFICATE_FORMS, type CertificateForm } from "@openlading/documents";
import { expect } from "chai";
import { templateOf } from "../../src/page/templates.ts";
import { Source } from "../../src/page/text.ts";
import { renderPrint } from "../../src/page/render.ts";
import type { Layout } from "../../src/page/layout.ts";
import { FRAME } from "../../src/page/layout.ts";
import { PdfError } from "../../src/error.ts";
import { rejectsWithCode } from "@openlading/testkit";
import { certificatePrint, example, items, readPages } from "./fixture.ts";

const PRINTED: readonly CertificateForm[] = [
  "RCEP",
  "FORM_E",
  "CHINA_AUSTRALIA",
  "CHINA_KOREA",
  "APTA",
  "NON_PREFERENTIAL",
];

function layoutOf(form: string): Layout {
  const layout = templateOf("certificate-of-origin").layout(new Source({ form }));
  if (layout === undefined) throw new Error(`no layout of ${form}`);
  return layout;
}

/** The English words over each numbered box. */
function boxes(form: string): Map<string, string> {
  const { cells, table } = layoutOf(form);
  const all = [...cells, ...(table?.columns ?? [])];
  return new Map(all.flatMap(({ box, label }) => (box === undefined ? [] : [[box, label?.en ?? ""]])));
}

describe("the forms of certificates", () => {
  for (const form of PRINTED) {
    it(`have the boxes of ${form}, under the words of its table`, () => {
      const printed = boxes(form);
      for (const { number, label } of CERTIFICATE_FORMS[form].boxes) {
        const words = printed.get(String(number));
        expect(words, `${form} ${number}`).to.be.a("string");
        // A row of boxes to tick has no words but those of its boxes.
        if (words !== "") expect(words?.startsWith(label.en), `${form} ${number}: ${words ?? ""}`).to.equal(true);
      }
      const ticks = form === "RCEP" ? 1 : 0; // box 17 of the form
      expect(printed.size).to.equal(CERTIFICATE_FORMS[form].boxes.length + ticks);
    });

    it(`fill the frame of ${form} without a box over another`, () => {
      const { head, cells, table } = layoutOf(form);
      const goods = table === null ? [] : [[FRAME.x, table.y, FRAME.width, table.bottom - table.y] as const];
      const rects = [head.rect, ...cells.map(({ rect }) => rect), ...goods];
      const area = rects.reduce((sum, [, , width, height]) => sum + width * height, 0);
      const bottom = Math.max(...rects.map(([, y, , height]) => y + height));
      expect(area).to.be.closeTo(FRAME.width * (bottom - FRAME.y), 0.001);
      for (const [index, [x, y, width, height]] of rects.entries()) {
        for (const [ox, oy, oWidth, oHeight] of rects.slice(index + 1)) {
          const isOver = x < ox + oWidth && ox < x + width && y < oy + oHeight && oy < y + height;
          expect(isOver, `${x},${y} over ${ox},${oy}`).to.equal(false);
        }
      }
      expect(table?.columns.reduce((sum, { width }) => sum + width, 0)).to.equal(FRAME.width);
    });
  }

  it("say in print that a certificate is late, a copy of one lost, or in another's place", async () => {
    const other = { number: "SPEC26OLD", date: "2026-04-30" };
    const pageOf = async (change: Parameters<typeof certificatePrint>[0]): Promise<string> => {
      const [page] = await readPages((await renderPrint(certificatePrint(change))).bytes, 30);
      return page?.text.replaceAll(/\s+/gu, " ") ?? "";
    };
    expect(await pageOf({ duplicateOf: other })).to.include("CERTIFIED TRUE COPY of SPEC26OLD of 2026-04-30");
    expect(await pageOf({ replaces: other })).to.include("Replaces SPEC26OLD of 2026-04-30");
    for (const form of ["CHINA_AUSTRALIA", "CHINA_KOREA"] as const) {
      const { wording } = CERTIFICATE_FORMS[form];
      expect(await pageOf({ form, ticks: ["RETROACTIVE"] })).to.include(wording.retroactive);
      expect(await pageOf({ form })).not.to.include(wording.retroactive);
    }
  });

  it("take no word of a document for a name they do not have", async () => {
    const [item] = items(1);
    const change = { items: [{ ...item, packageCode: "constructor", quantity: { value: 5, unit: "toString" } }] };
    const ticks = { form: "CHINA_KOREA", ticks: ["constructor"], destinationCountryCode: "valueOf" };
    const [page] = await readPages((await renderPrint(certificatePrint({ ...change, ...ticks }))).bytes, 30);
    for (const shown of ["120 constructor", "5 toString", "exported to valueOf"]) expect(page?.text).to.include(shown);
    await rejectsWithCode(PdfError, "ERR_PDF_FORM", () => renderPrint(certificatePrint({ form: "constructor" })));
  });

  it("write amounts with two decimals where they have one", async () => {
    const data = example("certificate/invoice.json");
    const [page] = await readPages(
      (await renderPrint({ ...certificatePrint(), kind: "commercial-invoice", data })).bytes,
      30,
    );
    for (const amount of ["USD 9.50", "USD 6.25", "USD 76,736.50", "USD 28,500"]) expect(page?.text).to.include(amount);
  });
});
