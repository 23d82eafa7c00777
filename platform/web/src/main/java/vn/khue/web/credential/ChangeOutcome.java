package vn.khue.web.credential;

import java.io.Serializable;

/**
 * What came of a change at the gate, as the page tells it.
 *
 * @param done whether the gate said that it was made; otherwise everything is as before
 */
public record ChangeOutcome(CredentialChange change, boolean done) implements Serializable {}
