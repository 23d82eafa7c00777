package vn.khue.signing.delegation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.khue.signing.document.DocumentKind;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.typed.OneLine;

/**
 * What the principal fills in.
 *
 * @param kinds empty for every kind
 * @param basis 1 to {@value #LONGEST_BASIS} characters
 */
public record DelegationForm(
        DelegationType type, UUID to, LocalDate firstDay, LocalDate lastDay, Set<DocumentKind> kinds, String basis) {
    static final int LONGEST_BASIS = 200;
    private static final int LONGEST_DAYS = 366;

    public DelegationForm {
        kinds = Set.copyOf(kinds);
    }

    /**
     * Reads the fields of the form.
     *
     * @param today in Asia/Ho_Chi_Minh; nobody delegates for days that are over
     * @throws SigningException DELEGATION_WRONG
     */
    public static DelegationForm of(
            String type,
            String to,
            String firstDay,
            String lastDay,
            List<String> kinds,
            String basis,
            LocalDate today) {
        try {
            LocalDate first = LocalDate.parse(firstDay);
            LocalDate last = LocalDate.parse(lastDay);
            EnumSet<DocumentKind> chosen = EnumSet.noneOf(DocumentKind.class);
            for (String kind : kinds) {
                chosen.add(DocumentKind.of(kind).orElseThrow(DelegationForm::wrong));
            }
            String written = OneLine.of(basis);
            boolean sensible = !first.isAfter(last)
                    && !last.isBefore(today)
                    && !last.isAfter(first.plusDays(LONGEST_DAYS))
                    && !written.isEmpty()
                    && written.length() <= LONGEST_BASIS;
            if (!sensible) {
                throw wrong();
            }
            return new DelegationForm(
                    DelegationType.of(type).orElseThrow(DelegationForm::wrong),
                    UUID.fromString(to),
                    first,
                    last,
                    chosen,
                    written);
        } catch (DateTimeException | IllegalArgumentException strange) {
            throw wrong();
        }
    }

    private static SigningException wrong() {
        return new SigningException(Refusal.DELEGATION_WRONG, Integer.toString(LONGEST_DAYS));
    }
}
