package vn.khue.audit.app.request;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import vn.khue.audit.app.profile.ProfileValues;

/**
 * The deadlines of requests. Immutable.
 *
 * @param source the articles
 * @param answerDays working days until the person is told that it was received
 * @param terms by kind
 */
public record RequestProfile(String source, int answerDays, Map<RequestKind, Terms> terms) {

    public RequestProfile {
        terms = Collections.unmodifiableMap(new EnumMap<>(terms));
    }

    /**
     * Calendar days of one kind.
     *
     * @param withProcessors where others process the data for us
     * @param extension by how much it can be lengthened, once
     */
    public record Terms(int days, int withProcessors, int extension) {}

    /** @throws IllegalArgumentException if there is none of this name or a number is wrong */
    static RequestProfile load(String name) {
        ProfileValues values = ProfileValues.load(RequestProfile.class, "Request", name);
        Map<RequestKind, Terms> terms = new EnumMap<>(RequestKind.class);
        for (RequestKind kind : RequestKind.values()) {
            terms.put(
                    kind,
                    new Terms(
                            values.number(kind.word() + ".days", 1, 366),
                            values.number(kind.word() + ".processor-days", 1, 366),
                            values.number(kind.word() + ".extension-days", 0, 366)));
        }
        return new RequestProfile(values.text("source"), values.number("answer.working-days", 1, 30), terms);
    }

    /** Last day on which it is in time to say that it was received. */
    LocalDate answerDue(LocalDate received) {
        LocalDate day = received;
        int left = answerDays;
        while (left > 0) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }

    /** Last day on which it is in time to do it. */
    LocalDate due(RequestKind kind, boolean processors, LocalDate received) {
        Terms of = terms.get(kind);
        return received.plusDays(processors ? of.withProcessors() : of.days());
    }

    /** The same once it was lengthened. */
    LocalDate extended(RequestKind kind, LocalDate due) {
        return due.plusDays(terms.get(kind).extension());
    }
}
