import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { utf8 } from "@openlading/core";
import { rejectsWithCode, throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { PdfError } from "../../src/error.ts";
import { derInteger, derOctets, derSequence } from "../../src/sign/der.ts";
import { createTimestampClient } from "../../src/sign/timestamp-client.ts";
import { verifyTimestampToken } from "../../src/sign/timestamp-token.ts";
import type { TimestampTransport } from "../../src/sign/timestamp-transport.ts";
import { verifyPadesSignature } from "../../src/sign/pades-signature.ts";
import { signPdf } from "../../src/sign/sign-pdf.ts";
import type { SpecimenPki } from "../../src/specimen/pki.ts";
import { createSpecimenTsa, type SpecimenTsa } from "../../src/specimen/tsa.ts";
import { serveSpecimenTsa } from "../../src/specimen/tsa-server.ts";
import { hasOpenssl, openssl, pem } from "./openssl.ts";
import { printedFile, signatureAt, SIGNED_AT, SIGNED_AT_MS, specimenPki } from "./printed.ts";

const DATA = utf8("what is time-stamped");

describe("time-stamps", () => {
  let pki: SpecimenPki;
  let tsa: SpecimenTsa;

  before(async () => {
    pki = await specimenPki();
    tsa = createSpecimenTsa({ identity: pki.timestamping, now: () => SIGNED_AT_MS });
  });

  it("are had over HTTP and say the service's time", async () => {
    const server = await serveSpecimenTsa(tsa);
    try {
      const { token, timeMs, certificate } = await createTimestampClient({ url: server.url }).timestamp(DATA);
      expect(timeMs).to.equal(SIGNED_AT_MS);
      expect(Buffer.from(certificate.der).equals(pki.timestamping.chain[0] ?? DATA)).to.equal(true);
      expect(verifyTimestampToken(token, [DATA.subarray(0, 4), DATA.subarray(4)]).timeMs).to.equal(SIGNED_AT_MS);
    } finally {
      await server.close();
    }
  });

  it("are ones openssl agrees with", async function () {
    if (!hasOpenssl) this.skip();
    const { token } = await createTimestampClient({ transport: tsa.transport }).timestamp(DATA);
    const files = { token, data: DATA, "root.pem": pem(pki.root), "issuing.pem": pem(pki.issuing) };
    const { ok, says } = openssl(files, "ts", "-verify", "-token_in", "-in", "token", "-data", "data", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "-attime", String(SIGNED_AT_MS / 1000)); // prettier-ignore
    expect(ok, says).to.equal(true);
  });

  it("stand in the signature, over its value", async () => {
    const timestamp = createTimestampClient({ transport: tsa.transport });
    const file = await signPdf(await printedFile(), {
      field: "exporter",
      ...pki.exporter,
      signedAt: SIGNED_AT,
      timestamp,
    });
    const { cms, covered } = signatureAt(file, 0);
    const { timestampToken, value } = verifyPadesSignature(cms, covered);
    expect(verifyTimestampToken(timestampToken ?? DATA, [value]).timeMs).to.equal(SIGNED_AT_MS);
    throwsWithCode(PdfError, "ERR_PDF_TSA_IMPRINT", () => verifyTimestampToken(timestampToken ?? DATA, [DATA]));
  });

  it("keep their requests apart by a nonce, and ask for a policy", async () => {
    const requests: string[] = [];
    const transport: TimestampTransport = (request) => {
      requests.push(Buffer.from(request).toString("hex"));
      return tsa.answer(request);
    };
    const client = createTimestampClient({ transport, policy: "1.3.6.1.4.1.32473.1.1" });
    await client.timestamp(DATA);
    await client.timestamp(DATA);
    expect(new Set(requests).size).to.equal(2);
    expect(requests[0]).to.contain("060a2b0601040181fd590101");
  });

  describe("are refused", () => {
    const refused = (
      code: PdfError["code"],
      transport: TimestampTransport,
      more: { readonly timeoutMs?: number } = {},
    ): Promise<PdfError> =>
      rejectsWithCode(PdfError, code, () => createTimestampClient({ transport, ...more }).timestamp(DATA));
    const always =
      (answer: Uint8Array): TimestampTransport =>
      () =>
        Promise.resolve(answer);

    it("when the answer is rubbish", async () => {
      const tokenless = derSequence(derSequence(derInteger(0)));
      const answers = [utf8("<html>"), new Uint8Array(), derInteger(0), derSequence(), tokenless];
      for (const answer of [...answers, derSequence(derSequence(derInteger(0)), derOctets(DATA))]) {
        await refused("ERR_PDF_TSA_ANSWER", always(answer));
      }
    });
    it("when the answer is too long", async () => {
      await refused("ERR_PDF_TSA_ANSWER", always(new Uint8Array(64 * 1024 + 1)));
    });
    it("when the service refuses", async () => {
      const error = await refused("ERR_PDF_TSA_REFUSED", () => tsa.answer(utf8("no request")));
      expect(error.details["status"]).to.equal(2);
    });
    it("when it comes late, even if the transport never stops", async () => {
      await refused("ERR_PDF_TSA_LATE", () => new Promise<Uint8Array>(() => undefined), { timeoutMs: 20 });
    });
    it("when the service cannot be reached", async () => {
      await refused("ERR_PDF_TSA_UNREACHABLE", () => Promise.reject(new Error("no route")));
      const server = await serveSpecimenTsa(tsa);
      await server.close();
      const client = createTimestampClient({ url: server.url });
      await rejectsWithCode(PdfError, "ERR_PDF_TSA_UNREACHABLE", () => client.timestamp(DATA));
    });
    it("when the nonce is another", async () => {
      const earlier = await tsa.answer(await requestOf());
      await refused("ERR_PDF_TSA_NONCE", always(earlier));
    });
    it("when they are for other data", async () => {
      const other = createTimestampClient({ transport: tsa.transport, nonce: () => Uint8Array.of(7) });
      const answer = derSequence(derSequence(derInteger(0)), (await other.timestamp(utf8("other"))).token);
      const client = createTimestampClient({ transport: always(answer), nonce: () => Uint8Array.of(7) });
      await rejectsWithCode(PdfError, "ERR_PDF_TSA_IMPRINT", () => client.timestamp(DATA));
    });
    it("when the certificate is not for time-stamping, or was not valid then", async () => {
      const wrong = createSpecimenTsa({ identity: pki.exporter, now: () => SIGNED_AT_MS });
      await refused("ERR_PDF_TSA_CERTIFICATE", wrong.transport);
      const early = createSpecimenTsa({ identity: pki.timestamping, now: () => 0 });
      await refused("ERR_PDF_TSA_CERTIFICATE", early.transport);
    });
    it("when any byte of the answer was changed", async () => {
      const client = (transport: TimestampTransport): Promise<unknown> =>
        createTimestampClient({ transport, nonce: () => Uint8Array.of(1, 2, 3, 4) }).timestamp(DATA);
      const issuing = Buffer.from(pki.issuing);
      for (let at = 0; at < 2000; at += 13) {
        let skipped = false;
        const changing: TimestampTransport = async (request) => {
          const answer = Buffer.from(await tsa.answer(request));
          const start = answer.indexOf(issuing);
          // What follows the chain's own certificates is signed; those are another check.
          skipped = at >= answer.length || (at >= start && at < start + issuing.length);
          if (!skipped) answer[at] = (answer[at] ?? 0) ^ 0x10;
          return answer;
        };
        await client(changing).then(
          () => expect(skipped, `byte ${at}`).to.equal(true),
          (error: unknown) => expect(error).to.be.instanceOf(PdfError),
        );
      }
    });

    for (const [name, code, answer] of [
      ["an HTTP error", "ERR_PDF_TSA_ANSWER", { status: 500, body: "down" }],
      ["a body without end", "ERR_PDF_TSA_ANSWER", { status: 200, body: "x".repeat(200_000) }],
      ["a redirection", "ERR_PDF_TSA_UNREACHABLE", { status: 302, body: "", location: "http://127.0.0.1:1/" }],
    ] as const) {
      it(`when the service answers with ${name}`, async () => {
        const server = createServer((_, response) => {
          response.writeHead(answer.status, "location" in answer ? { location: answer.location } : {}).end(answer.body);
        }).listen(0, "127.0.0.1");
        await new Promise((resolve) => server.once("listening", resolve));
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
        try {
          await rejectsWithCode(PdfError, code, () => createTimestampClient({ url }).timestamp(DATA));
        } finally {
          server.closeAllConnections();
          server.close();
        }
      });
    }

    it("when the address is not HTTP", () => {
      expect(() => createTimestampClient({ url: "file:///etc/passwd" })).to.throw(TypeError);
    });
  });

  async function requestOf(): Promise<Uint8Array> {
    let seen = DATA;
    const transport: TimestampTransport = (request) => {
      seen = request;
      return tsa.answer(request);
    };
    await createTimestampClient({ transport }).timestamp(DATA);
    return seen;
  }
});
