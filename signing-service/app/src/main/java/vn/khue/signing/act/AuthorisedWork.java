package vn.khue.signing.act;

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
     * Does it. Runs in a transaction that holds the document's lock, after rights and digest were checked.
     *
     * @param authorisation id of the step-up, for the audit event
     */
    void carryOut(ActingPerson person, Document document, UUID authorisation) throws SignatureFailure;
}
