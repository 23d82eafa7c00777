package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.util.Optional;
import vn.khue.pki.SigningKey;

/**
 * One key of an issuing CA and what it is there for now.
 *
 * @param authority the CA under the names of this key
 * @param signs present where the key signs: lists and responders, and new certificates where it is the newest
 * @param responder speaks for the status of what it issued
 */
record ServingKey(
        HierarchyPlan.Authority authority,
        X509Certificate certificate,
        Optional<CertificateAuthority> signs,
        Optional<SigningKey> responder) {}
