package vn.khue.signing.delegation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khue.signing.document.DocumentKind;

/**
 * A principal's order that a vice-principal of the unit signs in their place (NĐ 30/2020 Đ13; research/law.md R1.5). Never changed:
 * it is made, and it may be ended before its time.
 *
 * @param from the principal who gives it
 * @param to the vice-principal who receives it; it goes no further
 * @param firstDay in Asia/Ho_Chi_Minh
 * @param lastDay inclusive
 * @param kinds of document it is for; empty for every kind
 * @param basis number and date of the written order
 * @param madeAt when the principal confirmed it; empty as long as that is outstanding, and then it gives no right
 * @param endedAt when it was ended before its time
 */
public record Delegation(
        UUID id,
        String unit,
        DelegationType type,
        UUID from,
        String fromName,
        UUID to,
        String toName,
        LocalDate firstDay,
        LocalDate lastDay,
        Set<DocumentKind> kinds,
        String basis,
        Instant proposedAt,
        Optional<Instant> madeAt,
        Optional<Instant> endedAt) {
    public Delegation {
        kinds = Set.copyOf(kinds);
    }

    /** Whether it is confirmed, not ended, and its days include this one. */
    public boolean inForce(LocalDate day) {
        return madeAt.isPresent() && endedAt.isEmpty() && !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }

    /** Whether by it this person may sign a document of this kind for this unit on this day. */
    public boolean covers(String ofUnit, UUID person, DocumentKind kind, LocalDate day) {
        return unit.equals(ofUnit) && to.equals(person) && (kinds.isEmpty() || kinds.contains(kind)) && inForce(day);
    }

    /** All of it in one text, for the digest that the principal's confirmation is bound to. */
    String statement() {
        return String.join(
                        "\n",
                        "khue delegation",
                        id.toString(),
                        unit,
                        type.name(),
                        from.toString(),
                        to.toString(),
                        firstDay.toString(),
                        lastDay.toString(),
                        String.join(" ", kinds.stream().map(Enum::name).sorted().toList()),
                        basis)
                + "\n";
    }
}
