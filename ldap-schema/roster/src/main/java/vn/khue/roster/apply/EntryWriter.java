package vn.khue.roster.apply;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.Directory;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.DirectoryWriter;
import vn.khue.directory.Standing;
import vn.khue.roster.journal.ChangeKind;
import vn.khue.roster.journal.Image;
import vn.khue.roster.journal.PlannedChange;
import vn.khue.roster.journal.SubjectKind;

/**
 * Brings one entry from its image before to its image after. What is there already is not written again; a value that is neither as
 * before nor as after was changed by someone since, and is left alone. Thread-safe.
 */
final class EntryWriter {

    private final Directory directory;
    private final DirectoryWriter writer;

    private final LocalDate today;

    /** @param today the day of an erasure */
    EntryWriter(Directory directory, DirectoryWriter writer, LocalDate today) {
        this.directory = directory;
        this.writer = writer;
        this.today = today;
    }

    /**
     * Writes it.
     *
     * @throws DirectoryException if the directory does not answer; the change stays to be done
     */
    Outcome write(PlannedChange change) {
        if (change.kind() == ChangeKind.ERASE) {
            writer.erase(UUID.fromString(change.subject()), today);
            return new Outcome.Done();
        }
        if (change.before().isEmpty()) {
            return add(change, change.after().orElseThrow());
        }
        if (change.after().isEmpty()) {
            return remove(change, change.before().get());
        }
        return update(change, change.before().get(), change.after().get());
    }

    /** Whether the values that the change is about are already as they shall be. */
    boolean isAfter(PlannedChange change) {
        Optional<Image> present = present(change);
        if (change.before().isEmpty() || change.after().isEmpty() || present.isEmpty()) {
            return present.equals(change.after());
        }
        return change.before().get().changesTo(change.after().get()).entrySet().stream()
                .allMatch(value -> present.get()
                        .get(value.getKey())
                        .equals(value.getValue().after()));
    }

    private Outcome add(PlannedChange change, Image after) {
        try {
            switch (change.subjectKind()) {
                case PERSON -> writer.add(Images.person(id(change), after));
                case CLASS -> writer.add(Images.group(change.subject(), after));
                case ENROLMENT -> writer.add(Images.enrolment(id(change), after));
                case APPOINTMENT -> writer.add(Images.appointment(id(change), after));
                case GUARDIANSHIP -> writer.add(Images.guardianship(id(change), after));
                case CITIZEN -> {
                    return addCitizen(change, after);
                }
            }
            return new Outcome.Done();
        } catch (DirectoryException e) {
            if (e.reason() != Reason.ALREADY_EXISTS) {
                return refusedOr(e);
            }
            return Images.same(after, present(change)) ? new Outcome.Done() : new Outcome.LeftAlone("EXISTS_OTHERWISE");
        }
    }

    /** It stands on an entry that is there already, so the server does not refuse a second one by itself. */
    private Outcome addCitizen(PlannedChange change, Image after) {
        Optional<Image> present = present(change);
        if (present.isPresent()) {
            return Images.same(after, present) ? new Outcome.Done() : new Outcome.LeftAlone("EXISTS_OTHERWISE");
        }
        writer.citizenHash(id(change), Optional.of(Images.need(after, Images.CITIZEN)));
        return new Outcome.Done();
    }

    private Outcome remove(PlannedChange change, Image before) {
        Optional<Image> present = present(change);
        if (present.isEmpty()) {
            return new Outcome.Done();
        }
        if (!present.get().equals(before)) {
            return new Outcome.LeftAlone("CHANGED_SINCE " + names(before, present.get()));
        }
        try {
            switch (change.subjectKind()) {
                case PERSON -> writer.remove(id(change));
                case CLASS -> writer.removeClassGroup(change.subject());
                case ENROLMENT -> writer.removeEnrolment(id(change));
                case APPOINTMENT -> writer.removeAppointment(id(change));
                case GUARDIANSHIP -> writer.removeGuardianship(id(change));
                case CITIZEN -> writer.citizenHash(id(change), Optional.empty());
            }
            return new Outcome.Done();
        } catch (DirectoryException e) {
            return e.reason() == Reason.REFUSED ? new Outcome.LeftAlone("IN_USE") : refusedOr(e);
        }
    }

    private Outcome update(PlannedChange change, Image before, Image after) {
        Optional<Image> found = present(change);
        if (found.isEmpty()) {
            return new Outcome.LeftAlone("GONE");
        }
        Image present = found.get();
        Image wanted = present;
        List<String> kept = new ArrayList<>();
        for (var value : before.changesTo(after).entrySet()) {
            Optional<String> now = present.get(value.getKey());
            if (now.equals(value.getValue().before())) {
                wanted = wanted.with(value.getKey(), value.getValue().after());
            } else if (!now.equals(value.getValue().after())) {
                kept.add(value.getKey());
            }
        }
        if (!wanted.equals(present)) {
            try {
                put(change, wanted);
            } catch (DirectoryException e) {
                return e.reason() == Reason.REFUSED ? new Outcome.LeftAlone("REFUSED") : refusedOr(e);
            }
        } else if (!kept.isEmpty()) {
            return new Outcome.LeftAlone("CHANGED_SINCE " + String.join(" ", kept));
        }
        return kept.isEmpty() ? new Outcome.Done() : new Outcome.Partly(String.join(" ", kept));
    }

    private void put(PlannedChange change, Image wanted) {
        Optional<LocalDate> last = wanted.get("to").map(LocalDate::parse);
        switch (change.subjectKind()) {
            case PERSON -> writer.update(Images.person(id(change), wanted));
            case CLASS -> writer.update(Images.group(change.subject(), wanted));
            case CITIZEN -> writer.citizenHash(id(change), wanted.get(Images.CITIZEN));
            case ENROLMENT ->
                last.ifPresentOrElse(
                        day -> writer.closeEnrolment(id(change), day), () -> writer.reopenEnrolment(id(change)));
            case APPOINTMENT ->
                last.ifPresentOrElse(
                        day -> writer.closeAppointment(id(change), day), () -> writer.reopenAppointment(id(change)));
            case GUARDIANSHIP ->
                last.ifPresentOrElse(
                        day -> writer.closeGuardianship(id(change), day), () -> writer.reopenGuardianship(id(change)));
        }
    }

    /** The entry as it is now. An edge always holds on its own first day, so one search for its person finds it. */
    private Optional<Image> present(PlannedChange change) {
        if (change.subjectKind() == SubjectKind.PERSON) {
            return directory.person(id(change)).map(Images::of);
        }
        if (change.subjectKind() == SubjectKind.CLASS) {
            return directory.classGroup(change.subject()).map(Images::of);
        }
        if (change.subjectKind() == SubjectKind.CITIZEN) {
            return writer.citizenHash(id(change)).map(Images::ofCitizen);
        }
        Image known = change.before().or(change::after).orElseThrow();
        boolean guardianship = change.subjectKind() == SubjectKind.GUARDIANSHIP;
        UUID person = UUID.fromString(Images.need(known, guardianship ? "guardian" : "person"));
        Optional<Standing> standing = directory.standing(person, LocalDate.parse(Images.need(known, "from")));
        UUID id = id(change);
        return switch (change.subjectKind()) {
            case ENROLMENT ->
                standing.stream()
                        .flatMap(all -> all.enrolments().stream())
                        .filter(edge -> edge.id().equals(id))
                        .map(Images::of)
                        .findFirst();
            case APPOINTMENT ->
                standing.stream()
                        .flatMap(all -> all.appointments().stream())
                        .filter(edge -> edge.id().equals(id))
                        .map(Images::of)
                        .findFirst();
            default ->
                standing.stream()
                        .flatMap(all -> all.guardianships().stream())
                        .filter(edge -> edge.id().equals(id))
                        .map(Images::of)
                        .findFirst();
        };
    }

    /** What the server will not take today it will not take tomorrow; anything else may come right. */
    private static Outcome refusedOr(DirectoryException e) {
        return switch (e.reason()) {
            case REFUSED -> new Outcome.LeftAlone("REFUSED");
            case NOT_FOUND -> new Outcome.LeftAlone("GONE");
            default -> throw e;
        };
    }

    private static String names(Image before, Image now) {
        return String.join(" ", before.changesTo(now).keySet());
    }

    private static UUID id(PlannedChange change) {
        return UUID.fromString(change.subject());
    }
}
