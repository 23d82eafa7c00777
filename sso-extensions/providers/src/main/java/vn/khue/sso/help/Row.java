package vn.khue.sso.help;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A person in a list of those who may be helped.
 *
 * @param id Khuê id
 * @param uid login name
 * @param name legal name
 * @param password whether the person has one
 * @param badge the badge that is good now; null where there is none
 * @param pictures whether pictures were chosen
 * @param slip the slip that is good now; null where there is none
 * @param locked after wrong passwords
 * @param sessions how many are open
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Row(
        UUID id,
        String uid,
        String name,
        String givenName,
        boolean password,
        Span badge,
        boolean pictures,
        Span slip,
        boolean locked,
        int sessions) {
    /** From when to when something is good: ISO 8601, UTC. */
    public record Span(String issued, String expires) {
        static Span of(Instant issued, Instant expires) {
            return new Span(issued.toString(), expires.toString());
        }
    }
}
