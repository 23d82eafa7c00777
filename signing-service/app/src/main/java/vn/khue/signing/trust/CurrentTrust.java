package vn.khue.signing.trust;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;

/**
 * The trust anchors of this moment: our own root, and those that two administrators agreed on. Each call gives a snapshot that does
 * not change; who judges one file takes one snapshot. A change is seen at once by the node it was made on, by others within
 * {@value #PERIOD}. While the database does not answer the last snapshot stays. Thread-safe.
 */
@Component
public class CurrentTrust implements Supplier<TrustStore> {
    private static final Logger LOG = LoggerFactory.getLogger(CurrentTrust.class);

    private static final String PERIOD = "PT15S";

    private final AnchorStore anchors;
    private final Hierarchy hierarchy;
    private final TestAnchors tests;

    private record Snapshot(long decisions, TrustStore store, List<ImportedAnchor> imported) {}

    private volatile Snapshot snapshot;

    public CurrentTrust(AnchorStore anchors, Hierarchy hierarchy, TestAnchors tests) {
        this.anchors = anchors;
        this.hierarchy = hierarchy;
        this.tests = tests;
        this.snapshot = read();
    }

    @Override
    public TrustStore get() {
        return snapshot.store();
    }

    /** The imported ones of the same snapshot. */
    public List<ImportedAnchor> imported() {
        return snapshot.imported();
    }

    /** Reads again what was decided. */
    synchronized void reload() {
        snapshot = read();
    }

    @Scheduled(fixedDelayString = PERIOD)
    void follow() {
        try {
            if (anchors.decisions() != snapshot.decisions()) {
                reload();
            }
        } catch (RuntimeException failure) {
            LOG.error(
                    "trust anchors could not be read; those read last stay in force, the next run tries again",
                    failure);
        }
    }

    /** The number is read first: what is decided between the two makes the next run read once too often, never once too seldom. */
    private Snapshot read() {
        long decisions = anchors.decisions();
        List<ImportedAnchor> imported = new ArrayList<>();
        List<TrustAnchor> all = new ArrayList<>();
        all.add(TrustAnchor.of(hierarchy.root(), TrustClass.INTERNAL, "Khuê", "made by this installation"));
        Set<Object> seen = new HashSet<>(List.of(hierarchy.root()));
        for (ImportedAnchor each : anchors.trusted()) {
            if ((each.trustClass() != TrustClass.TEST || tests.allowed()) && seen.add(each.certificate())) {
                imported.add(each);
                all.add(each.anchor());
            }
        }
        return new Snapshot(decisions, TrustStore.of(all), List.copyOf(imported));
    }
}
