import { shape, type Infer } from "@openlading/core";
import { basisId, rightsRoot, sealedRightId } from "../ids.ts";
import type { At, Finder, Role } from "../row.ts";
import { fromFacts } from "../row.ts";
import { id, MAX_RIGHTS, type BASIS_TYPES, type TitleTerms } from "../terms.ts";

/**
 * Each right with its seal and the card it vests in: one card per right, since one commitment for all would open all.
 * The seal shows that the right is the bill's and tells nothing of the container.
 */
export const vestingShape = shape.list(shape.object({ right: id, seal: id, card: shape.text({ min: 1, max: 2048 }) }), {
  min: 1,
  max: MAX_RIGHTS,
});
export type Vesting = Infer<typeof vestingShape>;

/** Whether ids are exactly the rights a bill's terms commit to, in their order. */
export function isRightsOf(terms: Pick<TitleTerms, "rightsRoot" | "rightsCount">, rights: readonly string[]): boolean {
  return rights.length === terms.rightsCount && rightsRoot(rights) === terms.rightsRoot;
}

/** Whether every right is this bill's: else a carrier could take the id of another's right, or of any other record. */
export function areOfBill(bill: string, rights: Vesting): boolean {
  return rights.every(({ right, seal }) => sealedRightId(bill, seal) === right);
}

interface Vests<F> {
  readonly type: (typeof BASIS_TYPES)[number];
  readonly bill: (find: Pick<Finder<F>, "main" | "facts" | "networkId" | "principal">) => string | null;
  readonly rights: (facts: F) => Vesting;
}

/**
 * The records every basis of release writes: the basis itself, whose id is the bill's so that there is one, and a
 * right per container, vested in the card stated for it.
 */
export function vestedRights<F>({ type, bill, rights }: Vests<F>): readonly Role<F>[] {
  const billOf = (at: At<F>): string => bill({ ...at, principal: at.who.principal }) ?? "";
  return [
    {
      name: "basis",
      kind: "basis",
      mode: "creates",
      ids: (find) => {
        const of = bill(find);
        return of === null ? null : [basisId(of)];
      },
      effect: (_, at) => ({
        status: "LIVE",
        terms: { type, bill: billOf(at), issuer: at.who.principal, rights: rights(at.facts).map((r) => r.right) },
      }),
    },
    {
      name: "rights",
      kind: "right",
      mode: "creates",
      ids: fromFacts((facts) => rights(facts).map((r) => r.right)),
      effect: (_, at, index) => {
        const vested = rights(at.facts)[index];
        if (vested === undefined) throw new TypeError("no such right");
        return {
          status: "VESTED",
          slots: { holder: at.card(vested.card) },
          terms: { bill: billOf(at), issuer: at.who.principal },
        };
      },
    },
  ];
}
