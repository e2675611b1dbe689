import { encodeBase64url, type JsonObject } from "@openlading/core";
import { generateSigner } from "@openlading/jws";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import { PdfError } from "../../src/error.ts";
import { createOfficerPage } from "../../src/officer/create.ts";
import { createQrText } from "../../src/qr/create.ts";
import { decodeQrText } from "../../src/qr/text.ts";
import { createTrustList } from "../../src/trust/create.ts";
import { documentNumberDigest } from "../../src/trust/lookup.ts";
import { certificate, createWorld, HOST, ISSUER, items, NOW, type World } from "../qr/fixture.ts";
import { encodeJpeg } from "../qr/jpeg.ts";
import { encodePng, scanOfCode, spoil, type Grey } from "../qr/picture.ts";
import { findChromium, launch, openPage, type OpenedPage } from "./browser.ts";

// The set-up runs this script too, so it is plain JavaScript.
const { bundleOfficer } = (await import(new URL("../../scripts/bundle-officer.mjs", import.meta.url).href)) as {
  bundleOfficer: (o: { fromSource: boolean }) => Promise<string>;
};

const EVIL = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;

describe("the officer's page", () => {
  let world: World;
  let program: string;
  let html: string;

  before(async function () {
    this.timeout(60_000);
    world = await createWorld();
    program = await bundleOfficer({ fromSource: true });
    html = await pageWith({});
  });

  async function pageWith(change: object, now = NOW): Promise<string> {
    const trustListFile = await createTrustList({ ...world.payload, ...change }, world.roots.slice(0, 2));
    return createOfficerPage({ trustListFile, anchor: world.anchor, now, program });
  }
  const codeOf = (data: JsonObject, signer = world.authority): Promise<string> =>
    createQrText({ host: HOST, documentKind: "certificate-of-origin", data, signer });

  it("is one file of under a megabyte with a strict policy and nothing to fetch", () => {
    expect(html.length).to.be.below(1_000_000);
    expect(html).to.match(
      /Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+' 'wasm-unsafe-eval'; style-src 'sha256-/,
    );
    expect(html).to.not.match(
      /unsafe-inline|unsafe-eval'.*unsafe-eval|<(?:link|img|script)[^>]+(?:src|href)="(?!data:)/,
    );
  });

  it("is the same file for the same input", async () => {
    const trustListFile = await createTrustList(world.payload, world.roots.slice(0, 2));
    const make = (): Promise<string> => createOfficerPage({ trustListFile, anchor: world.anchor, now: NOW, program });
    expect(await make()).to.equal(await make());
  });

  it("is not made of a list that is expired, of too few roots or not the anchor's", async () => {
    const one = await createTrustList(world.payload, world.roots.slice(0, 1));
    const all = await createTrustList(world.payload, world.roots);
    const make = (trustListFile: string, now: string) => (): Promise<string> =>
      createOfficerPage({ trustListFile, anchor: world.anchor, now, program });
    await rejectsWithCode(PdfError, "ERR_PDF_TRUST_THRESHOLD", make(one, NOW));
    await rejectsWithCode(PdfError, "ERR_PDF_TRUST_OLD", make(all, "2026-07-01T00:00:00.000Z"));
    await rejectsWithCode(PdfError, "ERR_PDF_TRUST_LIST", () =>
      createOfficerPage({
        trustListFile: all,
        anchor: { ...world.anchor, listId: "other.example" },
        now: NOW,
        program,
      }),
    );
  });

  it("keeps a list's text from ending the element it stands in", async () => {
    const [signer] = world.payload.signers;
    const page = await pageWith({ signers: [{ ...signer, name: { en: "</script><b>", zh: "</script>" } }] });
    expect(page.match(/<\/script>/g)).to.have.length(2);
    expect(page.match(/<script/g)?.length).to.be.at.least(2);
  });

  describe("in Chromium", function () {
    this.timeout(60_000);
    let browser: Browser;
    let opened: OpenedPage | null = null;

    before(async function () {
      if (findChromium() === null) {
        console.warn("      no Chromium: set CHROMIUM to its path");
        return this.skip();
      }
      browser = await launch();
    });
    afterEach(async () => {
      await opened?.close();
      opened = null;
    });
    after(() => (browser as Browser | undefined)?.close());

    async function open(page = html, o: { now?: string; language?: string } = {}): Promise<OpenedPage> {
      opened = await openPage(browser, page, { now: NOW, ...o });
      return opened;
    }

    /** Gives the page a picture and waits for its answer. */
    async function give({ page }: OpenedPage, picture: Grey, asJpeg = false): Promise<string> {
      await forget(page);
      const buffer = Buffer.from(asJpeg ? encodeJpeg(picture, 55) : encodePng(picture));
      await page.setInputFiles("#file", {
        name: asJpeg ? "code.jpg" : "code.png",
        mimeType: asJpeg ? "image/jpeg" : "image/png",
        buffer,
      });
      return answerOf(page);
    }
    /** Takes the last answer away, so that the next one is the one waited for. */
    async function forget(page: OpenedPage["page"]): Promise<void> {
      await page.evaluate("for (const old of document.querySelectorAll('.card, .said')) old.remove()");
    }
    async function answerOf(page: OpenedPage["page"]): Promise<string> {
      await page.waitForSelector(".card, .said", { timeout: 15_000 });
      const card = page.locator(".card");
      return (await card.count()) === 0 ? "NOTE" : ((await card.getAttribute("class")) ?? "").replace("card ", "");
    }
    async function type({ page }: OpenedPage, text: string): Promise<string> {
      await forget(page);
      await page.locator("summary", { hasText: /Enter the text|输入二维码/ }).click();
      await page.fill("textarea", text);
      await page.click("#check");
      return answerOf(page);
    }

    it("says genuine to a genuine code, shows its facts, and asks for nothing", async () => {
      const seen = await open();
      const text = await codeOf(certificate());
      expect(await give(seen, scanOfCode(text, { dpi: 200 }))).to.equal("GENUINE");
      const shown = await seen.page.innerText(".card");
      for (const fact of [
        "SPEC26RCEP000123",
        "2026-05-12",
        "HUAMAO EXAMPLE TRADING CO., LTD.",
        "SAO MAI EXAMPLE IMPORT JOINT STOCK COMPANY",
        "CHINA (CN) → VIET NAM (VN)",
        "HM26050801",
        "848210",
        "CTC",
        "24,000 PCS (C62)",
        "滚珠轴承",
        "Example Chamber of Commerce",
      ]) {
        expect(shown, fact).to.include(fact);
      }
      expect(await seen.page.locator(".checks li.valid").count()).to.equal(7);
      expect(await seen.page.innerText(".list")).to.match(/age: 2 days.*version 7.*issued 2026-05-30/s);
      expect(seen.requests).to.deep.equal([]);
      expect(seen.complaints).to.deep.equal([]);
    });

    it("reads a bad photograph: turned, blurred, noisy, JPEG", async () => {
      const picture = spoil(scanOfCode(await codeOf(certificate()), { dpi: 150, degrees: 3.5 }));
      expect(await give(await open(), picture, true)).to.equal("GENUINE");
    });

    it("says under green what the code leaves out, and shows numbers as the paper has them", async () => {
      const seen = await open();
      expect(await type(seen, await codeOf(certificate({ items: items(40) })))).to.equal("GENUINE");
      const shown = await seen.page.innerText(".card");
      expect(shown).to.match(/not in this code and not proven/);
      expect(shown).to.match(/only the first is in this code, .*: 40/);
      const data = certificate({ consignee: { name: "SAO MAI" }, items: items(1) });
      expect(await type(seen, await codeOf(data))).to.equal("GENUINE");
      expect(await seen.page.innerText(".card")).not.to.match(/not proven/);
    });

    it("speaks Chinese where the browser does, and changes language without losing the answer", async () => {
      const seen = await open(html, { language: "zh-CN" });
      expect(await seen.page.innerText("header")).to.include("证书核验");
      expect(await type(seen, await codeOf(certificate()))).to.equal("GENUINE");
      expect(await seen.page.innerText(".banner")).to.include("二维码真实有效");
      expect(await seen.page.innerText(".card")).to.include("示例商会");
      await seen.page.click(".language");
      expect(await seen.page.innerText(".banner")).to.include("Genuine");
      expect(await seen.page.getAttribute("html", "lang")).to.equal("en");
    });

    it("says do not accept to an altered code, and greys what it claims", async () => {
      const text = await codeOf(certificate());
      const { cose } = decodeQrText(text);
      const bytes = Buffer.from(text.slice(text.indexOf("#") + 1), "base64url");
      const at = bytes.indexOf(Buffer.from("848210"));
      bytes.write("848290", at);
      expect(cose.payload.length).to.be.greaterThan(0);
      const forged = `${text.slice(0, text.indexOf("#") + 1)}${encodeBase64url(bytes)}`;
      const seen = await open();
      expect(await give(seen, scanOfCode(forged, { dpi: 200 }))).to.equal("FALSE");
      const shown = await seen.page.innerText(".card");
      expect(shown).to.match(/altered or forged/);
      expect(shown).to.match(/do not rely on it/i);
    });

    it("cannot tell of an unknown signer, nor under a list that has expired since", async () => {
      const stranger = await open();
      expect(await type(stranger, await codeOf(certificate(), await generateSigner("ES256")))).to.equal("UNKNOWN");
      expect(await stranger.page.innerText(".card")).to.match(/unknown here/);
      await stranger.close();
      const late = await open(html, { now: "2026-08-01T00:00:00.000Z" });
      expect(await late.page.innerText(".list.expired")).to.include("EXPIRED");
      expect(await type(late, await codeOf(certificate()))).to.equal("UNKNOWN");
      expect(await late.page.innerText(".card")).to.match(/expired/);
    });

    it("says that a document was replaced, and by which", async () => {
      const digest = (number: string): Promise<string> => documentNumberDigest({ issuer: ISSUER, number });
      const number = "SPEC26RCEP000200";
      const successor = { numberDigest: await digest(number), number };
      const row = {
        numberDigest: await digest("SPEC26RCEP000123"),
        status: "REPLACED",
        at: "2026-05-29T00:00:00.000Z",
        successor,
      };
      const seen = await open(await pageWith({ withdrawn: [row] }));
      expect(await type(seen, await codeOf(certificate()))).to.equal("WITHDRAWN");
      expect(await seen.page.innerText(".card")).to.include(number);
    });

    it("runs nothing that stands in a fact", async () => {
      const exporter = { name: EVIL, nameInChinese: "</bdi><b>华茂</b>" };
      const data = certificate({ exporter, consignee: { name: "javascript:alert(3)" } });
      const seen = await open();
      expect(await type(seen, await codeOf(data))).to.equal("GENUINE");
      expect(await seen.page.innerText(".card")).to.include(EVIL);
      expect(await seen.page.locator(".card img, .card script, .card b, .card a").count()).to.equal(0);
      expect(seen.complaints).to.deep.equal([]);
    });

    it("isolates names written from right to left", async () => {
      const seen = await open();
      await type(seen, await codeOf(certificate({ consignee: { name: "شركة مثال 123" } })));
      const name = seen.page.locator(".facts bdi", { hasText: "شركة" });
      expect(await name.getAttribute("dir")).to.equal("auto");
      expect(await seen.page.locator(".facts bdi:dir(rtl)", { hasText: "شركة" }).count()).to.equal(1);
    });

    it("says so when a code is not ours, broken, absent, or the file no picture", async () => {
      const seen = await open();
      expect(await give(seen, scanOfCode("https://evil.example/login", { dpi: 150 }))).to.equal("NOT_OURS");
      expect(await seen.page.locator(".card a").count()).to.equal(0);
      expect(await type(seen, `https://${HOST}/c/A#AAAA`)).to.equal("FALSE");
      expect(await give(seen, { width: 80, height: 80, grey: new Uint8Array(6400).fill(200) })).to.equal("NOTE");
      await seen.page.setInputFiles("#file", { name: "a.png", mimeType: "image/png", buffer: Buffer.from("nothing") });
      await seen.page.waitForSelector("text=cannot be read");
    });

    it("checks nothing when its own list does not hold: the clock is wrong, or the file was changed", async () => {
      const early = await open(html, { now: "2026-01-01T00:00:00.000Z" });
      expect(await early.page.innerText(".note")).to.match(/cannot be used/);
      expect(await early.page.locator("button.primary").count()).to.equal(0);
      await early.close();
      const changed = await open(html.replace(/("trustList":".*?)eyJ/s, "$1eyK"));
      expect(await changed.page.innerText(".note")).to.match(/cannot be used/);
    });

    it("does not run when its program was changed", async () => {
      const other = html.replace("<script>", "<script>;");
      const seen = await openPage(browser, other.replace('<main id="app">', '<main id="app"><header>x</header>'), {
        now: NOW,
      });
      opened = seen;
      expect(await seen.page.locator("button").count()).to.equal(0);
      expect(seen.complaints.join()).to.match(/Content Security Policy/);
    });

    it("fits a phone of 320 pixels without scrolling sideways, the list named by a network's id", async () => {
      const listId = "f0".repeat(32);
      const trustListFile = await createTrustList({ ...world.payload, listId }, world.roots.slice(0, 2));
      const ofNetwork = { trustListFile, anchor: { ...world.anchor, listId }, now: NOW, program };
      opened = await openPage(browser, await createOfficerPage(ofNetwork), { now: NOW, width: 320 });
      await type(opened, await codeOf(certificate()));
      const width = await opened.page.evaluate(
        () =>
          (globalThis as unknown as { document: { documentElement: { scrollWidth: number } } }).document.documentElement
            .scrollWidth,
      );
      expect(width).to.equal(320);
    });
  });

  describe("with a camera", function () {
    this.timeout(60_000);

    it("reads the code that the camera sees", async function () {
      if (findChromium() === null) return this.skip();
      const code = scanOfCode(await codeOf(certificate()), { dpi: 300 });
      const browser = await launch(framed(code, 960, 720));
      try {
        const seen = await openPage(browser, html, { now: NOW });
        await seen.page.click("button.primary");
        await seen.page.waitForSelector(".card.GENUINE", { timeout: 30_000 });
        expect(seen.requests).to.deep.equal([]);
        await seen.close();
      } finally {
        await browser.close();
      }
    });

    it("turns the camera off when it is stopped, and when the language changes", async function () {
      if (findChromium() === null) return this.skip();
      const browser = await launch({ width: 320, height: 240, grey: new Uint8Array(76_800).fill(128) });
      try {
        const seen = await openPage(browser, html, { now: NOW });
        await seen.page.evaluate(`
          const media = navigator.mediaDevices, ask = media.getUserMedia.bind(media);
          globalThis.tracks = [];
          media.getUserMedia = async (wanted) => {
            const stream = await ask(wanted);
            tracks.push(...stream.getTracks());
            return stream;
          };`);
        for (const [index, off] of ["button.secondary", ".language"].entries()) {
          await seen.page.click("button.primary");
          await seen.page.waitForSelector("video");
          while ((await seen.page.evaluate(`tracks[${index}]?.readyState`)) !== "live")
            await seen.page.waitForTimeout(50);
          await seen.page.click(off);
          await seen.page.waitForSelector("button.primary");
          while ((await seen.page.evaluate(`tracks[${index}].readyState`)) !== "ended")
            await seen.page.waitForTimeout(50);
        }
        expect(seen.complaints).to.deep.equal([]);
        await seen.close();
      } finally {
        await browser.close();
      }
    });

    it("says so where there is no camera", async function () {
      if (findChromium() === null) return this.skip();
      const browser = await launch();
      try {
        const seen = await openPage(browser, html, { now: NOW });
        await seen.page.click("button.primary");
        await seen.page.waitForSelector("text=camera cannot be used");
        await seen.close();
      } finally {
        await browser.close();
      }
    });
  });
});

/** A picture in the middle of a larger white one, cut to what fits. */
function framed(picture: Grey, width: number, height: number): Grey {
  const grey = new Uint8Array(width * height).fill(235);
  const [left, top] = [Math.floor((width - picture.width) / 2), Math.floor((height - picture.height) / 2)];
  for (let y = 0; y < picture.height; y += 1) {
    const row = picture.grey.subarray(y * picture.width, (y + 1) * picture.width);
    row.forEach((value, x) => (grey[(y + top) * width + x + left] = 16 + (value * 219) / 255));
  }
  return { width, height, grey };
}
