package vn.khue.pki.ca;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.Certificates;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;

/** Finds the keys that a CA has had. As thread-safe as the register. */
final class Generations {
    private final Profiles profiles;
    private final CertificateRegister register;

    Generations(Profiles profiles, CertificateRegister register) {
        this.profiles = profiles;
        this.register = register;
    }

    /** The oldest first, whatever has become of them. */
    List<Generation> of(HierarchyPlan.Authority planned) {
        List<Generation> found = new ArrayList<>();
        Optional<Generation> next = find(planned, 1);
        while (next.isPresent()) {
            found.add(next.get());
            next = find(planned, found.size() + 1);
        }
        return List.copyOf(found);
    }

    /** By any profile of CAs: the plan's may have changed since. */
    private Optional<Generation> find(HierarchyPlan.Authority planned, int number) {
        HierarchyPlan.Authority authority = planned.generation(number);
        return profiles.ofAuthorities().stream()
                .flatMap(profile -> register.ofUnit(Generation.unit(authority), profile).stream()
                        .limit(1))
                .findFirst()
                .map(record -> generation(number, authority, record));
    }

    private static Generation generation(int number, HierarchyPlan.Authority authority, CertificateRecord record) {
        return new Generation(number, authority, record, Certificates.parse(record.der()));
    }
}
