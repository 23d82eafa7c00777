package vn.khue.roster.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import vn.khue.roster.RosterException;

/**
 * An archive of OneRoster CSV, version 1.1 or 1.2. Schools, sessions and classes are held in memory, people and what belongs to them
 * are passed on line by line. Of the classes only homerooms are taken, because Khuê's class is the lớp; scheduled classes are passed
 * over. {@code enabledUser} is not followed: whether an account may be used is decided here.
 */
public final class OneRosterSource implements RosterSource {

    private final Path file;
    private final TableSettings settings;
    private final InputLimits limits;

    public OneRosterSource(Path file, TableSettings settings, InputLimits limits) {
        this.file = file;
        this.settings = settings;
        this.limits = limits;
    }

    @Override
    public Coverage read(RowSink rows, InputErrors errors) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > limits.fileBytes()) {
                errors.file(name, Problem.FILE_TOO_LARGE, "" + limits.fileBytes(), "" + Files.size(file));
                return Coverage.PARTIAL;
            }
            Optional<Archive> opened = Archive.open(file, limits, errors);
            if (opened.isEmpty()) {
                return Coverage.PARTIAL;
            }
            try (Archive archive = opened.get()) {
                return read(archive, rows, errors);
            }
        } catch (IOException e) {
            throw new RosterException(
                    RosterException.Reason.UNREADABLE,
                    "expected an archive that can be read, found "
                            + e.getClass().getSimpleName() + " for " + name + "; see that it exists and may be read",
                    e);
        }
    }

    private Coverage read(Archive archive, RowSink rows, InputErrors errors) throws IOException {
        OneRosterManifest manifest = OneRosterManifest.read(archive, limits, errors);
        var orgs = new OneRosterOrgs(errors);
        var sessions = new OneRosterSessions(errors, settings.schoolYear());
        each(archive, manifest, OneRosterFiles.ORGS, errors, orgs::add);
        orgs.check();
        each(archive, manifest, OneRosterFiles.ACADEMIC_SESSIONS, errors, sessions::add);
        sessions.check();
        var classes = new OneRosterClasses(orgs, sessions, rows, errors);
        each(archive, manifest, OneRosterFiles.CLASSES, errors, classes::add);
        var people = new OneRosterPeople(orgs, classes, settings, rows, errors);
        each(archive, manifest, OneRosterFiles.DEMOGRAPHICS, errors, people::demographics);
        each(archive, manifest, OneRosterFiles.USERS, errors, people::user);
        each(archive, manifest, OneRosterFiles.ROLES, errors, people::role);
        each(archive, manifest, OneRosterFiles.ENROLLMENTS, errors, people::enrollment);
        return manifest.coverage();
    }

    private void each(
            Archive archive,
            OneRosterManifest manifest,
            OneRosterFiles kind,
            InputErrors errors,
            Consumer<OneRosterRecord> records)
            throws IOException {
        if (!manifest.has(kind) || !archive.has(kind.entry())) {
            return;
        }
        try {
            new CsvTable(limits)
                    .read(
                            kind.entry(),
                            ',',
                            () -> archive.open(kind.entry()),
                            new OneRosterTable(kind, limits, errors, records),
                            errors);
        } catch (Archive.BombException e) {
            errors.file(kind.entry(), Problem.ARCHIVE_BOMB, "", kind.entry());
        }
    }
}
