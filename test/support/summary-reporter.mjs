/** Prints the one line that a build reads, after everything else. */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    // A file that does not even load has no tests to fail, and must not pass for it.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    // Jest's own summary always comes after every reporter given to it.
    process.once('exit', () => process.stdout.write(`tests: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`));
  }
}
