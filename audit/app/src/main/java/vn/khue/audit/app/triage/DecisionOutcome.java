package vn.khue.audit.app.triage;

/** What became of a decision. Nothing but {@link Decided} leaves anything behind. */
public sealed interface DecisionOutcome {

    /** Kept, with its event in the ledger, for so many alerts. */
    record Decided(int alerts) implements DecisionOutcome {}

    /** Somebody decided meanwhile, or another alert came to the group: the officer must look again. */
    record Changed() implements DecisionOutcome {}

    /** The alert is about the officer; another must decide. */
    record Own() implements DecisionOutcome {}

    /** It does not fit what the alert is, such as closing a closed one. */
    record Unfitting() implements DecisionOutcome {}

    /** No such alert, or none that the officer sees. */
    record Missing() implements DecisionOutcome {}
}
