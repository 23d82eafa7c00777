package vn.khue.signing.trust;

import vn.khue.pki.trust.AnchorRule;

/** Why a certificate cannot be made a trust anchor here: what the certificate breaks, and what stands in its way in this installation. */
public enum AnchorObstacle {
    MALFORMED,
    NOT_A_CA,
    MAY_NOT_SIGN_CERTIFICATES,
    EXPIRED,
    WEAK_ALGORITHM,
    OWN_SIGNATURE_WRONG,
    NOT_SELF_SIGNED,
    /** It has the name of one of our own CAs, and paths would lead to either. */
    NAME_IS_OURS,
    ALREADY_TRUSTED,
    ALREADY_ASKED,
    /** This installation takes no anchors of class TEST. */
    TEST_CLASS_CLOSED;

    static AnchorObstacle of(AnchorRule rule) {
        return valueOf(rule.name());
    }
}
