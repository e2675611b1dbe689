import { ACTIONS } from "@openlading/law";
import { NOT_YET, rowOf, takeTour, type Shipment, type WorldAct } from "@openlading/testkit";
import { expect } from "chai";
import { ACTORS, forge, gather, holderOf, tryAs, type ActorName, type Impostor } from "./impostors.ts";

/**
 * What the law says when each actor signs, with heads of its own, an act that somebody is about to do lawfully.
 * `yes`, `-` for ERR_LAW_NOT_ENTITLED, `mandate` for ERR_LAW_NO_MANDATE, else the code without its area: ABSENT where a
 * key asks for a record only a party can have, CARD where the cards were made for another carrier's bill.
 * `agent` and `agent+` act for the carrier, without and with a mandate of every act there is a mandate for; `carrier2`
 * and `terminal2` hold the office but are not the ones named; `holder` is in control of the record (under an offer: the
 * offeree), elsewhere the shipper; `party` holds no office, `stranger` is a key nobody knows.
 */
const MATRIX = `
clause         carrier   carrier2  agent     agent+    terminal  terminal2 customs   bank      chamber   exporter  party     registrar witness   holder    stranger
registry/2     -         -         mandate   mandate   -         -         -         -         -         -         -         yes       -         -         -
registry/3     -         -         mandate   mandate   -         -         -         -         -         -         -         -         -         -         -
registry/4     -         -         mandate   mandate   -         -         -         -         -         -         -         yes       -         -         -
registry/5     -         -         mandate   mandate   -         -         -         -         -         -         -         yes       -         -         -
registry/6     -         -         mandate   mandate   -         -         -         -         -         -         -         -         yes       -         -
registry/8     yes       yes       mandate   mandate   yes       yes       yes       yes       yes       yes       yes       yes       -         -         -
registry/9     -         -         mandate   mandate   -         -         -         yes       -         -         -         -         -         -         -
registry/10    -         -         mandate   mandate   -         -         -         yes       -         -         -         -         -         -         -
registry/11    -         -         mandate   mandate   -         -         -         yes       -         -         -         -         -         -         -
registry/12    -         -         mandate   mandate   yes       -         -         -         -         -         -         -         -         -         -
evidence/1     yes       yes       mandate   yes       yes       yes       -         -         -         -         -         -         ABSENT    ABSENT    ABSENT
evidence/2     yes       yes       mandate   yes       yes       yes       yes       yes       yes       yes       yes       yes       ABSENT    ABSENT    ABSENT
evidence/3     yes       -         mandate   yes       -         -         -         -         -         -         -         -         ABSENT    ABSENT    ABSENT
evidence/4     yes       -         mandate   yes       -         -         -         -         -         -         -         -         -         -         -
evidence/5     yes       yes       mandate   yes       yes       yes       yes       yes       yes       yes       yes       yes       ABSENT    ABSENT    ABSENT
evidence/6     yes       yes       mandate   yes       yes       yes       -         -         -         -         -         -         ABSENT    ABSENT    ABSENT
title/1        yes       CARD      mandate   yes       -         -         -         -         -         -         -         -         ABSENT    ABSENT    ABSENT
title/2        -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/3        -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/5        -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/6        -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/7        -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/8        -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/9        -         -         mandate   -         -         -         -         -         -         -         -         -         -         -         -
title/10       -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/12       -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/13       -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/14       -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/16       -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
title/17       yes       -         mandate   yes       -         -         -         -         -         -         -         -         -         -         -
title/18       yes       -         mandate   yes       -         -         -         -         -         -         -         -         -         -         -
title/19       yes       -         mandate   yes       -         -         -         -         -         -         -         -         -         -         -
title/20       yes       -         mandate   yes       -         -         -         -         -         -         -         -         -         -         -
title/21       -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
release/1      yes       -         mandate   yes       -         -         -         -         -         -         -         -         ABSENT    ABSENT    ABSENT
release/2      yes       -         mandate   yes       -         -         -         -         -         -         -         -         -         -         -
release/3      -         -         mandate   -         -         -         -         -         -         -         -         -         -         yes       -
release/4      -         -         mandate   -         yes       -         -         -         -         -         -         -         -         -         -
release/5      -         -         mandate   -         yes       -         -         -         -         -         -         -         -         -         -
release/7      -         -         mandate   -         yes       -         -         -         -         -         -         -         -         -         -
release/8      yes       RIGHTS    mandate   yes       -         -         -         -         -         -         -         -         ABSENT    ABSENT    ABSENT
release/9      yes       RIGHTS    mandate   yes       -         -         -         -         -         -         -         -         ABSENT    ABSENT    ABSENT
release/10     yes       RIGHTS    mandate   yes       -         -         -         -         -         -         -         -         ABSENT    ABSENT    ABSENT
release/11     yes       -         mandate   yes       -         -         -         -         -         -         -         -         -         -         -
certificate/1  yes       yes       mandate   yes       yes       yes       yes       yes       FACTS     yes       yes       yes       ABSENT    ABSENT    ABSENT
certificate/2  -         -         mandate   -         -         -         -         -         yes       -         -         -         -         -         -
certificate/3  -         -         mandate   -         -         -         -         -         -         yes       -         -         -         -         -
certificate/4  -         -         mandate   -         -         -         -         -         yes       -         -         -         ABSENT    ABSENT    ABSENT
certificate/5  yes       yes       mandate   yes       yes       yes       yes       yes       yes       yes       yes       yes       ABSENT    ABSENT    ABSENT
certificate/6  -         -         mandate   -         -         -         -         -         -         yes       -         -         -         -         -
certificate/7  -         -         mandate   -         -         -         -         -         yes       -         -         -         ABSENT    ABSENT    ABSENT
certificate/8  -         -         mandate   -         -         -         -         -         yes       -         -         -         -         -         -
certificate/9  -         -         mandate   -         -         -         -         -         yes       -         -         -         -         -         -
certificate/10 yes       yes       mandate   mandate   yes       yes       yes       yes       yes       yes       yes       yes       ABSENT    ABSENT    ABSENT
certificate/11 -         -         mandate   -         -         -         -         -         -         yes       -         -         -         -         -
certificate/12 -         -         mandate   -         -         -         yes       -         -         -         -         -         -         -         -
certificate/13 -         -         mandate   -         -         -         yes       -         -         -         -         -         -         -         -
`;

/** Clauses that exist to refuse: no actor can satisfy them. */
const REFUSING = ["title/4", "title/11", "title/15", "title/22"];
const SHORT: Readonly<Record<string, string>> = { NOT_ENTITLED: "-", NO_MANDATE: "mandate" };

const columns = (line: string): readonly string[] => line.trim().split(/\s+/);
const byClause = (text: string): ReadonlyMap<string, string> =>
  new Map(text.trim().split("\n").slice(1).map((line) => [columns(line)[0] ?? "", columns(line).slice(1).join(" ")])); // prettier-ignore

describe("the matrix of actors and acts", function () {
  this.timeout(60_000);
  const found = new Map<string, string>();
  const forged = new Map<string, string>();

  before(async () => {
    let actors: Readonly<Record<Exclude<ActorName, "holder">, Impostor>> | null = null;
    const visit = async (s: Shipment, act: WorldAct): Promise<void> => {
      const { clause } = rowOf(s.world, act);
      if (found.has(clause) || actors === null) return;
      const all: Readonly<Record<ActorName, Impostor>> = { ...actors, holder: { by: holderOf(s, act) } };
      const said: string[] = [];
      for (const name of ACTORS) said.push(await tryAs(s.world, act, all[name]));
      found.set(clause, said.map((code) => SHORT[code] ?? code).join(" "));
      forged.set(clause, await forge(s.world, act));
    };
    await takeTour(visit, async (s) => {
      actors = await gather(s);
    });
  });

  it("covers every clause that can be satisfied", () => {
    const seen = [...found.keys(), "registry/1", ...REFUSING, ...NOT_YET];
    expect([...new Set(ACTIONS.map((a) => a.clause))].sort()).to.deep.equal(seen.sort());
    expect(found.size).to.equal(57);
  });

  it("has the columns of its table", () => {
    expect(columns(MATRIX.trim().split("\n")[0] ?? "").slice(1)).to.deep.equal([...ACTORS]);
  });

  for (const [clause, said] of byClause(MATRIX)) {
    const codes = [...new Set(ACTIONS.filter((a) => a.clause === clause).map((a) => a.actionCode))].join(", ");
    it(`holds for ${clause}, ${codes}`, () => {
      expect(found.get(clause)).to.equal(said);
    });
  }

  it("takes no other key's signature under the lawful actor's name", () => {
    expect([...forged].filter(([, code]) => code !== "SIGNATURE")).to.deep.equal([]);
    expect(forged.size).to.equal(57);
  });
});
