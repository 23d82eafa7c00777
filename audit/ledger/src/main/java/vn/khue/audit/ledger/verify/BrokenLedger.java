package vn.khue.audit.ledger.verify;

import java.util.OptionalLong;

/** Ends a check at the first fault; never leaves the package. */
final class BrokenLedger extends Exception {

    private final transient Verdict.Broken verdict;

    BrokenLedger(Fault fault, long firstBadEntry, String where) {
        this(new Verdict.Broken(fault, OptionalLong.of(firstBadEntry), where));
    }

    BrokenLedger(Verdict.Broken verdict) {
        super(verdict.toString(), null, false, false);
        this.verdict = verdict;
    }

    Verdict.Broken verdict() {
        return verdict;
    }
}
