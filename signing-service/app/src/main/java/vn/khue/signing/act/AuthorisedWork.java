package vn.khue.signing.act;

import java.util.List;
import java.util.UUID;
import vn.khue.signature.SignatureFailure;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.document.Document;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.SigningAction;

/** What is done to one document under an authorisation. */
public interface AuthorisedWork {
    Purpose purpose();

    SigningAction action();

    /** What must hold before a person is even asked to authenticate: certificate, picture. */
    void checkReady(ActingPerson person);

    /**
     * What the person must have had before them.
     *
     * @throws vn.khue.signing.refusal.SigningException PAGES_UNSEEN
     */
    void checkSeen(ActingPerson person, List<Document> documents);

    /**
     * What must hold for one document before a person is asked to authenticate: that it can be done at all. Runs in a turn.
     *
     * @throws vn.khue.signing.refusal.SigningException NO_PLACE
     */
    void checkFits(ActingPerson person, Document document) throws SignatureFailure;

    /**
     * Does it. Runs in a transaction that holds the document's lock, after rights and digest were checked.
     *
     * @param authorisation id of the step-up, for the audit event
     */
    void carryOut(ActingPerson person, Document document, UUID authorisation) throws SignatureFailure;
}
