package vn.khue.directory.slapd;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.ldap.AppointmentForm;
import vn.khue.directory.ldap.ClassGroupForm;
import vn.khue.directory.ldap.EnrolmentForm;
import vn.khue.directory.ldap.GuardianshipForm;
import vn.khue.directory.ldap.PersonForm;
import vn.khue.directory.ldap.Tree;
import vn.khue.directory.ldap.UnitEdgeForm;
import vn.khue.directory.ldap.UnitForm;
import vn.khue.directory.rules.UniqueDomain;
import vn.khue.directory.rules.ValueRules;
import vn.khue.directory.schema.SchemaFiles;

/**
 * Fills a slapd that holds nothing yet, by slapadd -q while it does not run: several times as fast as adds over LDAP, because nothing is
 * indexed, logged or synced entry by entry. slapadd asks no overlay, so forms and uniqueness are checked here; schema and parents
 * are checked by slapadd. All or nothing: where an entry is refused, the folder is empty again; where the process is killed, slapd does not
 * start from the folder until a load has come to its end. Used by one thread.
 */
public final class FirstLoad {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int BUFFER = 1 << 16;
    private static final int LINE = 76;

    private final SlapdInstallation installation;
    private final SlapdSettings settings;
    private final SlapdConfig config;
    private final ValueRules forms;
    private final List<UniqueDomain> domains;
    private final Map<String, SeenValues> taken = new HashMap<>();
    private final PersonForm people;
    private final UnitForm units;
    private final UnitEdgeForm unitEdges;
    private final AppointmentForm appointments;
    private final ClassGroupForm classGroups;
    private final EnrolmentForm enrolments;
    private final GuardianshipForm guardianships;

    public FirstLoad(SlapdInstallation installation, SlapdSettings settings) {
        var files = new SchemaFiles();
        var tree = new Tree(settings.base());
        this.installation = installation;
        this.settings = settings;
        this.config = new SlapdConfig(installation, settings);
        this.forms = ValueRules.load(files, tree.base(), settings.policy());
        this.domains = UniqueDomain.load(files, tree.base());
        this.people = new PersonForm(tree);
        this.units = new UnitForm(tree);
        this.unitEdges = new UnitEdgeForm(tree);
        this.appointments = new AppointmentForm(tree);
        this.classGroups = new ClassGroupForm(tree);
        this.enrolments = new EnrolmentForm(tree);
        this.guardianships = new GuardianshipForm(tree);
    }

    /** Whether a first load may still be made: there is no data, or only what a load left that broke off. */
    public boolean isOpen() {
        return !Files.exists(config.dataFolder().resolve("data.mdb")) || Files.exists(underWay(settings));
    }

    /** A file that is there while a load runs, and stays where it was killed: slapadd -q writes its indexes last. */
    static Path underWay(SlapdSettings settings) {
        return settings.folder().resolve("first-load");
    }

    /**
     * Prepares slapd as {@link PrivateSlapd#prepare} does, then loads the branches, policies and service accounts, then these.
     *
     * @param source adds the records, each after those it stands below
     * @return how many were loaded
     * @throws DirectoryException with reason ALREADY_EXISTS if the folder holds data, REFUSED if an entry breaks a rule, UNAVAILABLE if slapadd
     *     cannot run; nothing is loaded then
     */
    public long run(Consumer<Records> source) {
        Path data = config.dataFolder();
        if (!isOpen()) {
            throw new DirectoryException(
                    Reason.ALREADY_EXISTS,
                    "expected an empty folder for a first load, found data in " + data + "; add over LDAP instead");
        }
        Path underWay = underWay(settings);
        try {
            empty(data);
            Files.deleteIfExists(underWay);
            PrivateSlapd.prepare(installation, settings);
            Files.createFile(underWay);
        } catch (IOException e) {
            throw new DirectoryException(
                    Reason.UNAVAILABLE, "expected a folder to write to, found: " + e.getMessage(), e);
        }
        Path log = settings.folder().resolve("slapadd.log");
        try {
            Process slapadd = new ProcessBuilder(List.of(
                            installation.slapd().toString(),
                            "-T",
                            "add",
                            "-q",
                            "-n",
                            "1",
                            "-F",
                            config.configFolder().toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean whole = false;
            try {
                long loaded = feed(slapadd, source, log);
                if (!slapadd.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("slapadd took longer than " + PATIENCE.toMinutes() + " min");
                }
                if (slapadd.exitValue() != 0) {
                    throw refused("one that slapadd refuses, see " + log, null);
                }
                whole = true;
                Files.delete(underWay);
                return loaded;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while slapadd ran", e);
            } finally {
                if (!whole) {
                    slapadd.destroyForcibly().onExit().join();
                    empty(data);
                    Files.deleteIfExists(underWay);
                }
            }
        } catch (IOException e) {
            throw new DirectoryException(
                    Reason.UNAVAILABLE, "expected slapadd to load, found: " + e.getMessage() + "; see " + log, e);
        }
    }

    /** slapadd tells of a refused entry by its log, which names it, and by hanging up. */
    private long feed(Process slapadd, Consumer<Records> source, Path log) {
        try {
            return write(slapadd.getOutputStream(), source);
        } catch (IOException e) {
            throw refused("one that slapadd refuses, see " + log, e);
        }
    }

    private long write(OutputStream slapadd, Consumer<Records> source) throws IOException {
        try (var out = new BufferedOutputStream(slapadd, BUFFER)) {
            for (Entry entry : config.firstEntries()) {
                write(out, entry);
            }
            var records = new Records(out);
            source.accept(records);
            return records.number;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Takes the records that are to be loaded. */
    public final class Records {
        private final OutputStream out;
        private long number;

        private Records(OutputStream out) {
            this.out = out;
        }

        public void add(Person person) {
            add(people.write(person));
        }

        public void add(Unit unit) {
            add(units.write(unit));
        }

        public void add(UnitEdge edge) {
            add(unitEdges.write(edge));
        }

        public void add(Appointment appointment) {
            add(appointments.write(appointment));
        }

        public void add(ClassGroup classGroup) {
            add(classGroups.write(classGroup));
        }

        public void add(Enrolment enrolment) {
            add(enrolments.write(enrolment));
        }

        public void add(Guardianship guardianship) {
            add(guardianships.write(guardianship));
        }

        void add(Entry entry) {
            number++;
            check(entry, number);
            try {
                write(out, entry);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void check(Entry entry, long number) {
        try {
            forms.check(entry);
            String name = entry.getParsedDN().toNormalizedString();
            for (UniqueDomain domain : domains) {
                Attribute attribute = entry.getAttribute(domain.attribute());
                if (attribute == null || !domain.holds(name)) {
                    continue;
                }
                SeenValues values =
                        taken.computeIfAbsent(domain.base() + "?" + domain.attribute(), key -> new SeenValues());
                for (String value : attribute.getValues()) {
                    if (!values.add(value.toLowerCase(Locale.ROOT))) {
                        throw refused("entry " + number + " with a " + domain.attribute() + " that another has", null);
                    }
                }
            }
        } catch (LDAPException e) {
            throw refused("entry " + number + ": " + e.getMessage(), e);
        }
    }

    private static void write(OutputStream out, Entry entry) throws IOException {
        for (String line : entry.toLDIF(LINE)) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        out.write('\n');
    }

    private static DirectoryException refused(String found, Exception cause) {
        return new DirectoryException(
                Reason.REFUSED, "expected entries that keep to the schema and overlays.ldif, found " + found, cause);
    }

    private static void empty(Path data) throws IOException {
        for (String name : List.of("data.mdb", "lock.mdb")) {
            Files.deleteIfExists(data.resolve(name));
        }
    }
}
