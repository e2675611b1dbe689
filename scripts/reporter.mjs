// Mocha's `spec` reporter, and at the very end one line that a person or a program can read: how many passed, failed, were skipped.
import mocha from "mocha";

export default class CountingReporter extends mocha.reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    process.stdout.write(`${passes} passed, ${failures} failed, ${pending} skipped\n`);
  }
}
