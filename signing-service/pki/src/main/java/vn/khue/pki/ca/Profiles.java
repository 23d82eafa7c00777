package vn.khue.pki.ca;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.policy.DataFile;

/** The certificate profiles of an installation, by id. Immutable. */
public final class Profiles {
    private static final List<String> SHIPPED = List.of(
            "root-ca",
            "issuing-ca",
            "person-signing",
            "person-login",
            "unit-seal",
            "service-tls",
            "ocsp",
            "tsa",
            "report",
            "card-signer",
            "card-lists");

    private final Map<String, CertificateProfile> profiles;

    private Profiles(Map<String, CertificateProfile> profiles) {
        this.profiles = Map.copyOf(profiles);
    }

    /** The profiles shipped beside this class. */
    public static Profiles shipped() {
        return of(SHIPPED.stream()
                .map(id -> DataFile.resource(Profiles.class, "profiles/" + id + ".json", CertificateProfile.class))
                .toList());
    }

    public static Profiles of(List<CertificateProfile> profiles) {
        return new Profiles(profiles.stream().collect(Collectors.toMap(CertificateProfile::id, Function.identity())));
    }

    /** Ids of the profiles that CAs' own certificates are made by, in order. */
    List<String> ofAuthorities() {
        return profiles.values().stream()
                .filter(CertificateProfile::isAuthority)
                .map(CertificateProfile::id)
                .sorted()
                .toList();
    }

    /** @throws PkiException fault POLICY for an id that is not there */
    public CertificateProfile get(String id) {
        CertificateProfile profile = profiles.get(id);
        if (profile == null) {
            throw new PkiException(
                    Fault.POLICY, "one of the profiles " + profiles.keySet() + " expected, found \"" + id + "\"");
        }
        return profile;
    }
}
