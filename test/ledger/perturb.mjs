// Loaded before a chaincode process: moves its clock, fixes its chance, and leaves everything else alone, so that a
// contract that looks at either endorses differently from its sibling.
const shiftMs = Number(process.env.PERTURB_DAYS ?? "0") * 86_400_000;
const RealDate = globalThis.Date;
globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + shiftMs);
    else super(...args);
  }
  static now() {
    return RealDate.now() + shiftMs;
  }
};
Math.random = () => Number(process.env.PERTURB_CHANCE ?? "0.25");
