package vn.khue.signing.trust;

import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import vn.khue.pki.trust.TrustClass;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.typed.OneLine;
import vn.khue.web.time.VietnamTime;

/**
 * What a certificate is to be trusted as.
 *
 * @param trustClass never INTERNAL, which is ours alone
 * @param label short name for people, 1 to {@value #LONGEST_LABEL} characters
 * @param source where the file came from, such as a decision's number and an address, 1 to {@value #LONGEST_SOURCE} characters
 * @param firstDay of trust, in Asia/Ho_Chi_Minh, not before the certificate's own first day
 * @param lastDay inclusive, not after the certificate's own last day
 * @param intermediate said explicitly that a certificate of another CA is to be an anchor
 */
public record AnchorTerms(
        TrustClass trustClass,
        String label,
        String source,
        LocalDate firstDay,
        LocalDate lastDay,
        boolean intermediate) {
    static final int LONGEST_LABEL = 100;
    static final int LONGEST_SOURCE = 300;

    /**
     * Reads the fields of the form.
     *
     * @throws SigningException ANCHOR_TERMS_WRONG or ANCHOR_DAYS_WRONG
     */
    static AnchorTerms of(
            String trustClass,
            String label,
            String source,
            String firstDay,
            String lastDay,
            boolean intermediate,
            X509Certificate certificate) {
        Optional<TrustClass> chosen = Arrays.stream(TrustClass.values())
                .filter(each -> each != TrustClass.INTERNAL && each.name().equals(trustClass))
                .findFirst();
        String name = OneLine.of(label);
        String origin = OneLine.of(source);
        if (chosen.isEmpty() || outOf(name, LONGEST_LABEL) || outOf(origin, LONGEST_SOURCE)) {
            throw new SigningException(
                    Refusal.ANCHOR_TERMS_WRONG, Integer.toString(LONGEST_LABEL), Integer.toString(LONGEST_SOURCE));
        }
        LocalDate earliest = day(certificate.getNotBefore().toInstant());
        LocalDate latest = day(certificate.getNotAfter().toInstant());
        try {
            LocalDate first = LocalDate.parse(firstDay);
            LocalDate last = LocalDate.parse(lastDay);
            if (first.isBefore(earliest) || last.isAfter(latest) || last.isBefore(first)) {
                throw daysWrong(earliest, latest);
            }
            return new AnchorTerms(chosen.get(), name, origin, first, last, intermediate);
        } catch (DateTimeException strange) {
            throw daysWrong(earliest, latest);
        }
    }

    private static boolean outOf(String text, int longest) {
        return text.isEmpty() || text.length() > longest;
    }

    private static SigningException daysWrong(LocalDate earliest, LocalDate latest) {
        VietnamTime time = new VietnamTime();
        return new SigningException(Refusal.ANCHOR_DAYS_WRONG, time.day(earliest), time.day(latest));
    }

    static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, VietnamTime.ZONE);
    }

    String statement() {
        return String.join(
                "\n",
                trustClass.name(),
                label,
                source,
                firstDay.toString(),
                lastDay.toString(),
                Boolean.toString(intermediate));
    }
}
