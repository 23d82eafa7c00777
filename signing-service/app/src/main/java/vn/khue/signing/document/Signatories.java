package vn.khue.signing.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.directory.Appointment;
import vn.khue.directory.Directory;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;

/**
 * Who may sign for a unit on a day: its principal, or a vice-principal for the principal (KT., NĐ 30/2020 Đ13), each by an
 * appointment that covers the day.
 */
@Component
public class Signatories {
    private final Directory directory;

    public Signatories(Directory directory) {
        this.directory = directory;
    }

    /** The principal first. */
    public List<Signatory> of(String unit, LocalDate day) {
        List<Signatory> found = new ArrayList<>();
        for (Position position : List.of(Position.HIEU_TRUONG, Position.PHO_HIEU_TRUONG)) {
            for (Appointment appointment : directory.appointmentsAt(unit, position, day)) {
                directory
                        .person(appointment.person())
                        .filter(person -> person.status() == PersonStatus.ACTIVE)
                        .ifPresent(person -> found.add(
                                new Signatory(person.id(), person.name().full(), position)));
            }
        }
        return List.copyOf(found);
    }

    public Optional<Signatory> find(String unit, UUID person, LocalDate day) {
        return of(unit, day).stream()
                .filter(signatory -> signatory.id().equals(person))
                .findFirst();
    }
}
