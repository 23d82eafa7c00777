package vn.khue.signing.act;

import vn.khue.pki.PkiException;
import vn.khue.signature.SignatureFailure;
import vn.khue.signing.refusal.Refusal;
import vn.khue.web.stepup.Consumption;

/** What a failed step-up, signature or key means to the person. */
final class ActRefusals {
    private ActRefusals() {}

    static Refusal of(Consumption.Refused refused) {
        return switch (refused.reason()) {
            case EXPIRED -> Refusal.AUTHORISATION_EXPIRED;
            case ALREADY_USED -> Refusal.AUTHORISATION_USED;
            case OTHER_DOCUMENTS -> Refusal.CONTENT_CHANGED;
            case UNKNOWN,
                    NOT_AUTHORISED,
                    OTHER_PURPOSE,
                    CANCELLED,
                    STRANGE_ANSWER,
                    BAD_TOKEN,
                    TOO_WEAK,
                    STALE,
                    OTHER_PERSON,
                    UNREACHABLE -> Refusal.STEP_UP_FAILED;
        };
    }

    static Refusal of(SignatureFailure failure) {
        return switch (failure.reason()) {
            case CERTIFICATE_NOT_USABLE -> Refusal.NO_CERTIFICATE;
            case UNFIT_IMAGE -> Refusal.IMAGE_REFUSED;
            case BAD_PLACE -> Refusal.NO_PLACE;
            case UNREADABLE_PDF, UNREADABLE_FILE -> Refusal.UNREADABLE;
            case TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE -> Refusal.BUSY;
            case KEY_REFUSED -> of(failure.getCause());
            case PREPARED_DOCUMENT_SPENT, NOT_EXTENDABLE, FIELD_NOT_FILLABLE, PREVIEW_LIMIT -> Refusal.SIGNING_FAILED;
        };
    }

    static Refusal of(Throwable cause) {
        return cause instanceof PkiException pki && pki.fault() == PkiException.Fault.TOKEN
                ? Refusal.KEYS_AWAY
                : Refusal.SIGNING_FAILED;
    }
}
