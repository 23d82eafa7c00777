package vn.khue.pki.pkcs10;

/** Carries a broken rule to the reader's one way out; never leaves this package. */
final class RefusedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final Pkcs10Rule rule;

    RefusedRequest(Pkcs10Rule rule) {
        super(rule.name());
        this.rule = rule;
    }

    RefusedRequest(Pkcs10Rule rule, Throwable cause) {
        super(rule.name(), cause);
        this.rule = rule;
    }

    Pkcs10Rule rule() {
        return rule;
    }
}
