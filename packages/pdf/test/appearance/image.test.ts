import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { drawImageAppearance } from "../../src/appearance/image-appearance.ts";
import type { ImageUse } from "../../src/appearance/image-file.ts";
import { PdfError } from "../../src/error.ts";
import { renderPrint } from "../../src/page/render.ts";
import { certificatePrint } from "../page/fixture.ts";

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}

interface Made {
  readonly width: number;
  readonly height: number;
  readonly colorType?: number;
  readonly depth?: number;
  readonly interlace?: number;
  readonly rows?: Uint8Array;
  readonly more?: readonly Uint8Array[];
}

/** A PNG; rows of zeros unless given. */
function png({ width, height, colorType = 0, depth = 8, interlace = 0, rows, more = [] }: Made): Uint8Array {
  const channels = [1, 0, 3, 1, 2, 0, 4][colorType] ?? 1;
  const rowBytes = Math.ceil((width * channels * depth) / 8) + 1;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colorType, 0, 0, interlace], 8);
  return new Uint8Array(
    Buffer.concat([
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
      chunk("IHDR", header),
      ...more,
      chunk("IDAT", deflateSync(rows ?? new Uint8Array(rowBytes * height))),
      chunk("IEND", new Uint8Array()),
    ]),
  );
}

/** The head of a JPEG. */
function jpeg(width: number, height: number, components = 3): Uint8Array {
  const frame = Buffer.alloc(40);
  frame.set([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8]);
  frame.writeUInt16BE(height, 13);
  frame.writeUInt16BE(width, 15);
  frame.writeUInt8(components, 17);
  return new Uint8Array(frame);
}

const pixels = (mm: number): number => Math.round((mm / 25.4) * 600);

describe("drawImageAppearance", () => {
  it("takes an image up to the size of its use at 600 dpi, and not a millimetre more", () => {
    const limits = { round: [45, 45], rectangle: [55, 40], oval: [55, 45], signature: [35, 30] } as const;
    for (const [use, [width, height]] of Object.entries(limits) as [ImageUse, readonly [number, number]][]) {
      const drawn = drawImageAppearance(jpeg(pixels(width), pixels(height)), { use });
      expect(drawn.widthMm, use).to.be.closeTo(width, 0.05);
      for (const [w, h] of [
        [width + 1, height],
        [width, height + 1],
      ] as const) {
        throwsWithCode(PdfError, "ERR_PDF_IMAGE", () => drawImageAppearance(jpeg(pixels(w), pixels(h)), { use }));
      }
    }
  });

  it("unpacks grey, colour, opacity and palettes alike", () => {
    const color = drawImageAppearance(
      png({ width: 2, height: 1, colorType: 2, rows: Uint8Array.of(0, 1, 2, 3, 4, 5, 6) }),
      { use: "seal" },
    );
    expect([...inflateSync(color.images[0]?.bytes ?? new Uint8Array())]).to.deep.equal([1, 2, 3, 4, 5, 6]);
    const rows = Uint8Array.of(1, 10, 20, 30, 255, 1, 1, 1, 0);
    const [clear] = drawImageAppearance(png({ width: 2, height: 1, colorType: 6, rows }), { use: "seal" }).images;
    expect([...inflateSync(clear?.bytes ?? new Uint8Array())]).to.deep.equal([10, 20, 30, 11, 21, 31]);
    expect([...inflateSync(clear?.softMask?.bytes ?? new Uint8Array())]).to.deep.equal([255, 255]);
    const palette = {
      colorType: 3,
      depth: 1,
      rows: Uint8Array.of(0, 0b01000000),
      more: [chunk("PLTE", Uint8Array.of(9, 9, 9, 200, 0, 0))],
    };
    const [indexed] = drawImageAppearance(png({ width: 2, height: 1, ...palette }), { use: "seal" }).images;
    expect([...inflateSync(indexed?.bytes ?? new Uint8Array())]).to.deep.equal([9, 9, 9, 200, 0, 0]);
  });

  it("undoes every filter of PNG", () => {
    const rows = Uint8Array.of(0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1);
    const [image] = drawImageAppearance(png({ width: 3, height: 5, rows }), { use: "seal" }).images;
    expect([...inflateSync(image?.bytes ?? new Uint8Array())]).to.deep.equal([
      1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5,
    ]);
  });

  it("refuses what is no plain PNG or JPEG", () => {
    const wrong = [
      new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      new TextEncoder().encode("GIF89a"),
      new Uint8Array(),
      png({ width: 2, height: 2, interlace: 1 }),
      png({ width: 2, height: 2, depth: 16 }),
      png({ width: 2, height: 2, rows: new Uint8Array(3) }),
      png({ width: 2, height: 2, rows: new Uint8Array(300) }),
      png({ width: 2, height: 1, rows: Uint8Array.of(9, 0, 0) }),
      png({ width: 0, height: 2 }),
      jpeg(20, 20, 4),
      new Uint8Array(3 * 1024 * 1024),
    ];
    for (const bytes of wrong)
      throwsWithCode(PdfError, "ERR_PDF_IMAGE", () => drawImageAppearance(bytes, { use: "seal" }));
  });

  it("refuses an image of many pixels before it unpacks one", () => {
    const bomb = png({ width: 60_000, height: 60_000, rows: new Uint8Array(1) });
    const error = throwsWithCode(PdfError, "ERR_PDF_IMAGE", () => drawImageAppearance(bomb, { use: "seal" }));
    expect(error.details["width"]).to.equal(60_000);
  });
});

describe("images supplied with a print", () => {
  it("are carried, and held to the same limits", async () => {
    const seal = png({ width: 100, height: 100 });
    const { bytes } = await renderPrint({ ...certificatePrint(), images: { seal } });
    expect(Buffer.from(bytes).includes("seal.png")).to.equal(true);
    const failure = await renderPrint({
      ...certificatePrint(),
      images: { signature: png({ width: 2000, height: 10 }) },
    }).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(PdfError).with.property("code", "ERR_PDF_IMAGE");
  });
});
