package vn.khue.web.stepup;

import java.time.Instant;
import java.util.UUID;

/**
 * What the sheet shows before the person authenticates.
 *
 * @param id names the authorisation; worthless before the authentication and to anybody else
 * @param purpose as given to {@link StepUp#begin}
 * @param documents the documents it will cover
 * @param returnTo path of the app
 * @param expires after this moment the authentication is refused
 */
public record PendingAuthorisation(UUID id, String purpose, DigestList documents, String returnTo, Instant expires) {

    /** Where the sheet's form posts to. */
    public String action() {
        return "/step-up/" + id;
    }
}
