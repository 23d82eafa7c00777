package vn.khue.web.problem;

import java.util.function.Function;

/** An app's part of the one map from failure to answer. An app declares it as a bean. */
@FunctionalInterface
public interface ProblemRules {

    /** Registers this app's rules. */
    void register(Registry rules);

    /** Where rules are written down; the rule of the most special exception type wins. */
    interface Registry {

        /** Every exception of this type is this kind of problem. */
        <T extends Throwable> Registry on(Class<T> type, ProblemKind kind);

        /** The kind depends on the exception, such as on its rule or reason. */
        <T extends Throwable> Registry on(Class<T> type, Function<? super T, ProblemKind> kind);
    }
}
