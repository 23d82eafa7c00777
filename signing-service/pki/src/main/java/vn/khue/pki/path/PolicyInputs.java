package vn.khue.pki.path;

import java.util.Set;

/**
 * The certificate-policy inputs of RFC 5280 section 6.1.1 (c), (e), (f), (g).
 *
 * @param acceptable policy OIDs in dotted form; empty stands for any-policy
 * @param explicitRequired initial-explicit-policy
 * @param mappingInhibited initial-policy-mapping-inhibit
 * @param anyPolicyInhibited initial-any-policy-inhibit
 */
public record PolicyInputs(
        Set<String> acceptable, boolean explicitRequired, boolean mappingInhibited, boolean anyPolicyInhibited) {
    public PolicyInputs {
        acceptable = Set.copyOf(acceptable);
    }

    /** Any policy, nothing required: RFC 5280's usual inputs. */
    public static PolicyInputs any() {
        return new PolicyInputs(Set.of(), false, false, false);
    }
}
