package vn.khue.district;

import java.time.Duration;
import java.util.function.LongConsumer;
import vn.khue.directory.Directory;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;

/** Loads a district into a running directory over LDAP. Thread-safe. */
public final class DistrictLoader {

    private static final int PARALLEL = 8;

    private final LdapEndpoint admin;

    /**
     * @param admin where the directory is, as its administrator
     */
    public DistrictLoader(LdapEndpoint admin) {
        this.admin = admin;
    }

    /** Whether a district was loaded to its end before. */
    public boolean isLoaded() {
        try (var directory = new LdapDirectory(admin)) {
            return isLoaded(directory);
        }
    }

    /**
     * Loads the district unless one is there. A load that was cut off is completed by repeating it with the same seed and scale.
     *
     * @param progress told the number of records done, now and then, by any thread
     * @throws vn.khue.directory.DirectoryException if the directory cannot be written
     */
    public Loaded load(District district, LongConsumer progress) {
        long began = System.nanoTime();
        if (isLoaded()) {
            return new Loaded(district.cast(), 0, 0, Duration.ofNanos(System.nanoTime() - began));
        }
        try (var writer = new LdapDirectoryWriter(admin)) {
            var marker = new HeldBack(District.OPERATING_UNIT);
            long written;
            long there;
            DemoCast cast;
            try (var load = new ParallelLoad(writer, PARALLEL, progress)) {
                cast = district.tell(marker.before(load));
                load.finish();
                written = load.written();
                there = load.alreadyThere();
            }
            marker.write(writer);
            return new Loaded(cast, written + 1, there, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private static boolean isLoaded(Directory directory) {
        return directory.unit(District.OPERATING_UNIT).isPresent();
    }

    /**
     * What a load did.
     *
     * @param cast the people whom the demo shows
     * @param written records written; 0 where a district was there
     * @param alreadyThere records that an earlier load had written
     */
    public record Loaded(DemoCast cast, long written, long alreadyThere, Duration time) {}
}
