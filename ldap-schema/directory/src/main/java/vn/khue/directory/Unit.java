package vn.khue.directory;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A unit. Its names and codes are dated, because a document shows the name of its signing day (R5.5, R5.19).
 *
 * @param id never changes: 2 to 64 of {@code a-z 0-9 -}
 * @param kind what it is
 * @param names every name it bore, with its days; brought to NFC
 * @param codes every official code it bore, with its days; opaque, at most 35 characters (R5.5)
 * @param sealDiameterMm diameter in millimetres of the real stamp, from which the seal image is never scaled (R1.9); empty
 *     for a unit without a seal of its own
 */
public record Unit(
        String id, UnitKind kind, List<Dated<String>> names, List<Dated<String>> codes, OptionalInt sealDiameterMm) {

    private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])");

    /**
     * @throws IllegalArgumentException if the id has another form or the unit has no name
     */
    public Unit {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sealDiameterMm, "sealDiameterMm");
        names = names.stream()
                .map(name -> new Dated<>(Normalizer.normalize(name.value(), Normalizer.Form.NFC), name.validity()))
                .toList();
        codes = List.copyOf(codes);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("expected a unit id of 2 to 64 characters a-z 0-9 - , found \"" + id
                    + "\"; choose another, it is never shown to people");
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("expected at least one dated name for unit " + id + ", found none");
        }
    }

    /** The name on that day. */
    public Optional<String> nameOn(LocalDate day) {
        return Dated.on(names, day);
    }

    /** The official code on that day. */
    public Optional<String> codeOn(LocalDate day) {
        return Dated.on(codes, day);
    }
}
