import { expect } from "chai";
import { parseStrictJson, type JsonObject } from "@openlading/core";
import {
  crossCheckDocuments,
  parseDocument,
  readTransportDocument,
  type DocumentKind,
  type ParsedDocument,
} from "@openlading/documents";
import { completeEir, convert, parseInterchange, readCodeco, readCoreor, readIssuanceRequest } from "../src/index.ts";
import { example } from "./examples.ts";

const ZONE = "+08:00";
const FILES: readonly (readonly [string, DocumentKind])[] = [
  ["transport-document.json", "bill-of-lading"],
  ["packing-list.json", "packing-list"],
  ["clp-1.json", "clp"],
  ["clp-2.json", "clp"],
  ["delivery-order.json", "delivery-order"],
  ["eir-out.json", "eir"],
];
const CUSTOMS = ["customs-examination.edi", "customs-release.edi"];

const parsed = (): ParsedDocument[] => FILES.map(([name, kind]) => parseDocument(kind, example(name)));
const fromEdifact = (name: string): ParsedDocument[] =>
  convert(example(name), { to: "customs-release", zone: ZONE }).map(({ data }) =>
    parseDocument("customs-release", data),
  );
const eir = (): JsonObject => parseStrictJson(example("eir-out.json")) as JsonObject;

describe("the example import shipment", () => {
  for (const [name, kind] of FILES) {
    it(`${name} is a clean ${kind}`, () => {
      expect(parseDocument(kind, example(name)).warnings).to.deep.equal([]);
      expect(convert(example(name)).map((one) => [one.kind, one.faults])).to.deep.equal([[kind, []]]);
    });
  }

  it("is an electronic bill to the order of a bank, for two containers", () => {
    const { data } = parseDocument("bill-of-lading", example("transport-document.json"));
    const view = readTransportDocument(data);
    expect([view.number, view.form, view.carrierCode]).to.deep.equal(["EXLU26049001", "ORDER", "EXLU"]);
    expect(view.equipment.map((one) => one.equipmentReference)).to.deep.equal(["EXMU2000014", "EXMU3000024"]);
  });

  it("makes an issuance request", () => {
    const body = {
      document: parseStrictJson(example("transport-document.json")),
      issueTo: parseStrictJson(example("issue-to.json")),
    };
    expect(readIssuanceRequest(body).faults).to.deep.equal([]);
  });

  it("has customs messages: held for examination, then released", () => {
    const notices = CUSTOMS.flatMap((name) => convert(example(name), { zone: ZONE }));
    expect(notices.map(({ data }) => data["result"])).to.deep.equal(["SUSPENDED", "RELEASED"]);
    expect(notices.flatMap(({ faults, notices: doubts }) => [...faults, ...doubts])).to.deep.equal([]);
  });

  it("agrees across all its documents", () => {
    const documents = [...parsed(), ...fromEdifact("customs-release.edi")];
    expect(crossCheckDocuments(documents)).to.deep.equal([]);
  });

  it("has a COREOR that says what the delivery order says", () => {
    const [message] = parseInterchange(example("coreor.edi")).messages;
    if (message === undefined) throw new Error("no message");
    const order = parseStrictJson(example("delivery-order.json")) as JsonObject;
    const { basis = null, basisReference = null } = order;
    const draft = readCoreor(message, { zone: ZONE, supplement: { basis, basisReference } });
    expect(draft.faults).to.deep.equal([]);
    for (const name of [
      "documentNumber",
      "issueDateTime",
      "validTo",
      "transportDocumentReference",
      "vessel",
      "pol",
      "pod",
      "containers",
    ]) {
      expect(draft.data[name], name).to.deep.equal(JSON.parse(JSON.stringify(order[name])));
    }
  });

  it("has a gate report that completes the interchange receipt", () => {
    const [message] = parseInterchange(example("gate-out.edi")).messages;
    const [report] = message === undefined ? [] : readCodeco(message, { zone: ZONE });
    if (report === undefined) throw new Error("no report");
    const { completed, faults } = completeEir(eir(), report);
    expect(faults).to.deep.equal([]);
    const next = parseDocument("eir", completed);
    expect(next.data["version"]).to.equal(2);
    expect(next.data["previousChecksum"]).to.equal(parseDocument("eir", example("eir-out.json")).documentChecksum);
    expect(crossCheckDocuments([...parsed().slice(0, 5), next])).to.deep.equal([]);
  });
});
