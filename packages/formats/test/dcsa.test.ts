import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { documentChecksum, parseStrictJson, type JsonObject } from "@openlading/core";
import { DocumentError } from "@openlading/documents";
import { sharedPath, throwsWithCode } from "@openlading/testkit";
import {
  FormatError,
  readDcsaTransportDocument,
  readIssuanceRequest,
  writeDcsaTransportDocument,
} from "../src/index.ts";
import { example } from "./examples.ts";

const asObject = (input: Uint8Array): JsonObject => parseStrictJson(input) as JsonObject;
const bill = (): JsonObject => asObject(example("transport-document.json"));
const body = (more: JsonObject = {}): JsonObject => ({
  document: bill(),
  issueTo: asObject(example("issue-to.json")),
  ...more,
});

describe("readDcsaTransportDocument", () => {
  it("reads a bill of lading from bytes, text and JSON alike", () => {
    const bytes = example("transport-document.json");
    const read = [bytes, new TextDecoder().decode(bytes), bill()].map((input) => readDcsaTransportDocument(input));
    expect(read.map((one) => one.kind)).to.deep.equal(["bill-of-lading", "bill-of-lading", "bill-of-lading"]);
    expect(new Set(read.map((one) => one.documentChecksum)).size).to.equal(1);
  });

  it("reads SWB as a sea waybill", () => {
    const { endorsee, ...parties } = bill()["documentParties"] as JsonObject;
    const data = {
      ...bill(),
      transportDocumentTypeCode: "SWB",
      isToOrder: false,
      documentParties: { ...parties, consignee: endorsee ?? null },
    };
    expect(readDcsaTransportDocument(data).kind).to.equal("sea-waybill");
  });

  it("refuses a document that breaks a rule", () => {
    throwsWithCode(DocumentError, "ERR_DOCUMENT_INVALID", () =>
      readDcsaTransportDocument({ ...bill(), transportDocumentTypeCode: "SWB" }),
    );
  });
});

describe("writeDcsaTransportDocument", () => {
  it("keeps the checksum and the order of members and arrays", () => {
    const { data, documentChecksum: before } = readDcsaTransportDocument(bill());
    const text = writeDcsaTransportDocument(data);
    const again = readDcsaTransportDocument(text);
    expect(again.documentChecksum).to.equal(before);
    expect(writeDcsaTransportDocument(again.data)).to.equal(text);
    expect(Object.keys(again.data)).to.deep.equal(Object.keys(bill()));
  });

  it("keeps the checksum of every transport document DCSA publishes", function () {
    const folder = sharedPath("dcsa/examples/ebl");
    if (folder === null) return this.skip();
    const documents = readdirSync(folder)
      .filter((name) => name.startsWith("get_v3_transport-documents_") && name.includes("response-200"))
      .map((name) => asObject(readFileSync(join(folder, name))));
    for (const data of documents) {
      expect(documentChecksum(parseStrictJson(writeDcsaTransportDocument(data)))).to.equal(documentChecksum(data));
    }
    expect(documents).to.have.length(5);
  });
});

describe("readIssuanceRequest", () => {
  it("computes the checksums of document and issueTo as received", () => {
    const { kind, faults, checksums, visualisation, issuanceManifestSignedContent } = readIssuanceRequest(body());
    expect([kind, faults]).to.deep.equal(["bill-of-lading", []]);
    expect(checksums).to.deep.equal({
      documentChecksum: documentChecksum(bill()),
      issueToChecksum: documentChecksum(asObject(example("issue-to.json"))),
    });
    expect([visualisation, issuanceManifestSignedContent]).to.deep.equal([null, null]);
  });

  it("digests the decoded bytes of the visualisation", () => {
    const request = readIssuanceRequest(body({ eBLVisualisationByCarrier: { name: "bill.pdf", content: "aGVsbG8=" } }));
    expect(request.visualisation?.contentType).to.equal("application/pdf");
    expect(request.checksums.eBLVisualisationByCarrierChecksum).to.equal(
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
    );
  });

  it("reports what is wrong with the document instead of throwing", () => {
    const { faults } = readIssuanceRequest(body({ document: { ...bill(), isToOrder: false } }));
    expect(faults.filter((fault) => fault.severity === "error")).not.to.have.length(0);
  });

  const issueTo = asObject(example("issue-to.json"));
  const REFUSALS: readonly (readonly [string, JsonObject, readonly string[]])[] = [
    ["no document", { document: null }, ["$.document"]],
    ["no issueTo", { issueTo: null }, ["$.issueTo"]],
    ["a nameless recipient", { issueTo: { ...issueTo, partyName: " " } }, ["$.issueTo.partyName"]],
    ["no platform", { issueTo: { ...issueTo, sendToPlatform: "TOOLONG" } }, ["$.issueTo.sendToPlatform"]],
    ["no identifying code", { issueTo: { ...issueTo, identifyingCodes: [] } }, ["$.issueTo.identifyingCodes"]],
    ["a manifest that is no JWS", { issuanceManifestSignedContent: "a.b" }, ["$.issuanceManifestSignedContent"]],
    [
      "content that is no Base64",
      { eBLVisualisationByCarrier: { name: "bill.pdf", content: "aGVsbG8" } },
      ["$.eBLVisualisationByCarrier.content"],
    ],
    [
      "several faults at once",
      { document: 1, issueTo: { ...issueTo, identifyingCodes: [{}] } },
      ["$.document", "$.issueTo.identifyingCodes"],
    ],
  ];
  for (const [name, more, paths] of REFUSALS) {
    it(`refuses ${name}`, () => {
      const error = throwsWithCode(FormatError, "ERR_FORMAT_ISSUANCE", () => readIssuanceRequest(body(more)));
      const faults = error.details["faults"] as readonly { path: string }[];
      expect(faults.map((fault) => fault.path)).to.deep.equal(paths);
    });
  }

  it("computes the checksums of the three independent issuance requests", function () {
    const folder = sharedPath("dcsa/vectors/issuance-documents");
    if (folder === null) return this.skip();
    const expected = asObject(readFileSync(join(folder, "HHL71800000-issuance-manifest.json")));
    const names = ["unsigned", "rsa", "ed25519"];
    for (const name of names) {
      const request = readIssuanceRequest(readFileSync(join(folder, `HHL71800000-${name}.json`)));
      expect(request.checksums, name).to.deep.equal({ ...expected });
      expect(request.issuanceManifestSignedContent === null).to.equal(name === "unsigned");
    }
    expect(names).to.have.length(3);
  });
});
