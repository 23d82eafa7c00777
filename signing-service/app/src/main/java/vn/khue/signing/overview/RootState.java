package vn.khue.signing.overview;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.RootDuty;
import vn.khue.pki.ceremony.CeremonyRecord;
import vn.khue.signing.certificate.CommonName;
import vn.khue.signing.setting.SigningProperties;
import vn.khue.web.stepup.Sha256;

/** What is known here of the root: its certificate, how it opens, and what it has to sign. Its key is not at hand here. */
@Component
public class RootState {
    private final Hierarchy hierarchy;
    private final SigningProperties properties;

    public RootState(Hierarchy hierarchy, SigningProperties properties) {
        this.hierarchy = hierarchy;
        this.properties = properties;
    }

    public String name() {
        return CommonName.of(certificate().getSubjectX500Principal());
    }

    public Instant until() {
        return certificate().getNotAfter().toInstant();
    }

    /** SHA-256, hexadecimal in groups of four: read out and compared in every ceremony. */
    public String fingerprint() {
        return Sha256.of(Certificates.der(certificate())).inFours();
    }

    /** The ceremony in which it was made; empty where it opens by a passphrase of this installation. */
    public Optional<CeremonyRecord> ceremony() {
        return CeremonyRecord.in(properties.state().resolve("ca"));
    }

    /** What it had to sign when this service started, and could not. */
    public List<RootDuty> duties() {
        return hierarchy.duties();
    }

    private X509Certificate certificate() {
        return hierarchy.root();
    }
}
