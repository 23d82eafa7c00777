package vn.khue.signing.cardoffice;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/** What the page of a class sends about consents. */
final class ConsentForm {
    private static final Pattern ANSWER = Pattern.compile("consent\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MOST_SIGNERS = 8;

    private ConsentForm() {}

    /** By pupil; fields of another form are passed over. */
    static Map<UUID, PhotoOffice.Said> read(MultiValueMap<String, String> fields) {
        Map<UUID, PhotoOffice.Said> said = new LinkedHashMap<>();
        fields.forEach((field, values) -> {
            Matcher answer = ANSWER.matcher(field);
            String value = values.get(0);
            if (answer.matches() && ("yes".equals(value) || "no".equals(value))) {
                said.put(UUID.fromString(answer.group(1)), one(fields, answer.group(1), value.equals("yes")));
            }
        });
        return said;
    }

    private static PhotoOffice.Said one(MultiValueMap<String, String> fields, String pupil, boolean given) {
        Set<UUID> guardians = new HashSet<>();
        fields.getOrDefault("signer." + pupil, List.of()).stream()
                .filter(each -> ID.matcher(each).matches())
                .limit(MOST_SIGNERS)
                .forEach(each -> guardians.add(UUID.fromString(each)));
        return new PhotoOffice.Said(
                given, guardians, first(fields, "name." + pupil), capacity(first(fields, "capacity." + pupil)));
    }

    private static String first(MultiValueMap<String, String> fields, String field) {
        return fields.getOrDefault(field, List.of("")).get(0);
    }

    private static Optional<SignedConsent.Capacity> capacity(String word) {
        for (SignedConsent.Capacity each : SignedConsent.Capacity.values()) {
            if (each.name().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /**
     * The day of the signatures, as a browser sends dates; today where it is left out.
     *
     * @throws SigningException CONSENT_DAY_WRONG
     */
    static LocalDate day(String text, LocalDate today) {
        try {
            return text.isBlank() ? today : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new SigningException(Refusal.CONSENT_DAY_WRONG, e);
        }
    }
}
