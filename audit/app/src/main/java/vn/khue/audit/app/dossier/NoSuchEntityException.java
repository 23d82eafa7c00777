package vn.khue.audit.app.dossier;

/** An address names nothing that has a page. */
public final class NoSuchEntityException extends RuntimeException {

    public NoSuchEntityException() {
        super("expected the id of a person, an address, a key, a card or a school, found something else;"
                + " follow a link of an alert");
    }
}
