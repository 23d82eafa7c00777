package vn.khue.signing.refusal;

import vn.khue.directory.DirectoryException;
import vn.khue.pki.PkiException;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** This app's part of the one map from failure to answer. */
public final class SigningProblems implements ProblemRules {
    @Override
    public void register(Registry rules) {
        rules.on(SigningException.class, failure -> failure.refusal().kind())
                .on(DirectoryException.class, new ProblemKind("signing.directory-down", 503))
                .on(PkiException.class, SigningProblems::kind);
    }

    private static ProblemKind kind(PkiException failure) {
        return switch (failure.fault()) {
            case INPUT, POLICY -> new ProblemKind("signing.pki-refused", 422);
            case TOKEN -> Refusal.KEYS_AWAY.kind();
            case REMOTE -> new ProblemKind("unavailable", 503);
            case KEY, STORE -> new ProblemKind("fault", 500);
        };
    }
}
