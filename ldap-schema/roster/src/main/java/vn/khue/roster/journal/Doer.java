package vn.khue.roster.journal;

import java.util.UUID;
import vn.khue.audit.event.Actor;

/**
 * Who lets a run be made: a person, or a service such as a nightly job.
 *
 */
public record Doer(Actor actor) {

    public static Doer person(UUID khueId) {
        return new Doer(Actor.person(khueId));
    }

    public static Doer service(String name) {
        return new Doer(Actor.service(name));
    }

    /** The Khuê id or the service's name. */
    public String id() {
        return actor.id();
    }
}
